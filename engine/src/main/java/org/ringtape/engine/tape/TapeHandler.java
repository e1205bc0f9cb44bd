package org.ringtape.engine.tape;

import java.util.Arrays;
import java.util.function.Consumer;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * Keeps the tape and the last best quotes of every instrument from what is in the ring. Market thread only.
 * <p>
 * Where a venue counts the trades of an instrument by one, a jump of the id is a gap: counted, told, the trade kept.
 * An id that does not grow has been seen: counted, the trade passed over; unless the venue counts anew, which
 * {@link org.ringtape.engine.health.CountWatch} decides and which is told as an interruption. A loss needs no care of
 * its own, as the jump shows it.
 * <p>
 * A placeholder uses an id up and is no trade: it is neither kept nor told.
 * <p>
 * Where ids are not counted, nobody can tell what a loss or a reconnect missed: the first new trade after it is
 * preceded by {@link TapeListener#onTapeInterrupted}, counted. What the venue repeats of the time before is found on
 * the tape by its id, counted and passed over, for as long as trades from before are on the tape.
 */
public final class TapeHandler
{
    /** Instruments have ids below this. */
    public static final int MAX_INSTRUMENTS = 1 << 20;

    private final int tapeCapacity;
    private final TapeListener listener;
    private final ErrorHandler errorHandler;
    private final AtomicCounter trades;
    private final AtomicCounter tradeGaps;
    private final AtomicCounter duplicates;
    private final AtomicCounter interruptions;
    private final AtomicCounter topsOfBook;
    private final AtomicCounter oldEpochs;
    private final AtomicCounter listenerErrors;
    private final MarketHealth health;
    private final AtomicCounter restarts;
    private final QuoteTable quotes;
    private final Trade trade = new Trade();
    private final TopOfBook topOfBook = new TopOfBook();
    private TradeTape[] tapes = new TradeTape[64];

    /**
     * A handler without tapes; they come with their instruments' first trades.
     *
     * @param health           has seen every event before
     * @param tapeCapacity     trades a tape keeps, a power of two
     * @param listener         is told of trades and quotes
     * @param counterSet       gets the counters
     * @param errorHandler     takes what the listener throws; must not throw itself
     */
    public TapeHandler(
        final MarketHealth health,
        final int tapeCapacity,
        final TapeListener listener,
        final CounterSet counterSet,
        final ErrorHandler errorHandler)
    {
        if (tapeCapacity < 1 || Integer.bitCount(tapeCapacity) != 1)
        {
            throw new IllegalArgumentException("tapeCapacity must be a power of two: " + tapeCapacity);
        }
        this.health = health;
        this.tapeCapacity = tapeCapacity;
        this.listener = listener;
        this.errorHandler = errorHandler;
        trades = counterSet.counter(PipelineCounter.TRADES);
        tradeGaps = counterSet.counter(PipelineCounter.TRADE_GAPS);
        duplicates = counterSet.counter(PipelineCounter.TRADES_DUPLICATE);
        interruptions = counterSet.counter(PipelineCounter.TAPE_INTERRUPTIONS);
        restarts = counterSet.counter(PipelineCounter.SEQUENCES_RESTARTED);
        quotes = new QuoteTable(health, restarts);
        topsOfBook = counterSet.counter(PipelineCounter.TOPS_OF_BOOK);
        oldEpochs = counterSet.counter(PipelineCounter.EVENTS_OF_OLD_EPOCH);
        listenerErrors = counterSet.counter(PipelineCounter.LISTENER_ERRORS);
    }

    /** Registers for trades and quotes. */
    public void register(final EventDispatch dispatch)
    {
        dispatch.on((event) ->
        {
            trade.wrap(event);
            onTrade(trade);
        }, EventType.TRADE);
        dispatch.on((event) ->
        {
            topOfBook.wrap(event);
            onTopOfBook(topOfBook);
        }, EventType.TOP_OF_BOOK);
    }

    /** Handles a trade. */
    public void onTrade(final Trade event)
    {
        if (!isAcceptable(event))
        {
            return;
        }
        final TradeTape tape = tapeOf(event);
        tape.noteLosses(event);
        if (tape.hasDenseIds() ? !goesOn(tape, event) : isRepeated(tape, event))
        {
            duplicates.incrementOrdered();
            return;
        }
        if (event.kind() == TradeKind.PLACEHOLDER)
        {
            tape.pass(event);
            return;
        }
        tape.add(event);
        trades.incrementOrdered();
        tellTrade(tape, event);
    }

    /** Handles best quotes. */
    public void onTopOfBook(final TopOfBook event)
    {
        if (!isAcceptable(event))
        {
            return;
        }
        topsOfBook.incrementOrdered();
        final Quote quote = quotes.update(event);
        if (quote != null)
        {
            tellTopOfBook(quote, event);
        }
    }

    /**
     * Tape of an instrument.
     *
     * @param instrumentId of the instrument
     * @return its tape, the same object until it is retired; null before the instrument's first trade
     */
    public TradeTape tape(final int instrumentId)
    {
        return instrumentId >= 0 && instrumentId < tapes.length ? tapes[instrumentId] : null;
    }

    /** Forgets tape and quotes of an instrument: its life is over, and its id may become another's. */
    public void retire(final int instrumentId)
    {
        if (tape(instrumentId) != null)
        {
            tapes[instrumentId] = null;
        }
        quotes.retire(instrumentId);
    }

    /** Visits every tape, by instrument id. */
    public void forEachTape(final Consumer<TradeTape> visitor)
    {
        for (final TradeTape tape : tapes)
        {
            if (tape != null)
            {
                visitor.accept(tape);
            }
        }
    }

    /** Last best quotes of all instruments. */
    public QuoteTable quotes()
    {
        return quotes;
    }

    private boolean isAcceptable(final EventHeader event)
    {
        final int instrumentId = event.instrumentId();
        if (instrumentId < 0 || instrumentId >= MAX_INSTRUMENTS)
        {
            errorHandler.onError(new IllegalArgumentException(event.type() + " of instrument " + instrumentId));
            return false;
        }
        if (health.age() == MarketHealth.Age.OLD)
        {
            oldEpochs.incrementOrdered();
            return false;
        }
        return true;
    }

    /** Judges a trade of a counted tape; false if it has been seen. */
    private boolean goesOn(final TradeTape tape, final Trade event)
    {
        if (!tape.isCounted(event) || !tape.hasLastId())
        {
            return true;
        }
        final long expected = tape.lastId() + 1;
        final int order = Long.compareUnsigned(event.id(), expected);
        if (order < 0)
        {
            if (!tape.beginsNewCount(event))
            {
                return false;
            }
            restarts.incrementOrdered();
            interrupt(tape, event);
        }
        else if (order > 0)
        {
            tradeGaps.incrementOrdered();
            tellGap(tape, expected, event.id() - 1);
        }
        tape.takeInterruption(); // what was lost, the ids have told
        return true;
    }

    private boolean isRepeated(final TradeTape tape, final Trade event)
    {
        if (tape.isRepeated(event))
        {
            return true;
        }
        if (tape.takeInterruption())
        {
            interrupt(tape, event);
        }
        return false;
    }

    private void interrupt(final TradeTape tape, final Trade event)
    {
        interruptions.incrementOrdered();
        tellInterruption(tape, event);
    }

    private TradeTape tapeOf(final Trade event)
    {
        final TradeTape tape = tape(event.instrumentId());
        return tape != null ? tape : addTape(event);
    }

    private TradeTape addTape(final Trade event)
    {
        final int instrumentId = event.instrumentId();
        if (instrumentId >= tapes.length)
        {
            tapes = Arrays.copyOf(tapes, Math.max(instrumentId + 1, 2 * tapes.length));
        }
        final TradeTape tape = new TradeTape(
            instrumentId, tapeCapacity, event.continuityRule() == ContinuityRule.STEP, health);
        tapes[instrumentId] = tape;
        return tape;
    }

    private void tellTrade(final TradeTape tape, final Trade event)
    {
        try
        {
            listener.onTrade(tape, event);
        }
        catch (final Throwable thrown)
        {
            failed(thrown);
        }
    }

    private void tellGap(final TradeTape tape, final long firstMissing, final long lastMissing)
    {
        try
        {
            listener.onTradeGap(tape, firstMissing, lastMissing);
        }
        catch (final Throwable thrown)
        {
            failed(thrown);
        }
    }

    private void tellInterruption(final TradeTape tape, final Trade event)
    {
        final long before = tape.venueTimeNs(0);
        final long after = event.venueTimeNs();
        try
        {
            listener.onTapeInterrupted(
                tape,
                before != 0 ? before : tape.receiveTimeNs(0),
                after != 0 ? after : event.receiveTimeNs());
        }
        catch (final Throwable thrown)
        {
            failed(thrown);
        }
    }

    private void tellTopOfBook(final Quote quote, final TopOfBook event)
    {
        try
        {
            listener.onTopOfBook(quote, event);
        }
        catch (final Throwable thrown)
        {
            failed(thrown);
        }
    }

    private void failed(final Throwable thrown)
    {
        listenerErrors.incrementOrdered();
        errorHandler.onError(thrown);
    }
}
