package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventType.CANDLE;
import static org.ringtape.engine.event.EventType.FUNDING;
import static org.ringtape.engine.event.EventType.INDEX_PRICE;
import static org.ringtape.engine.event.EventType.INSTRUMENT;
import static org.ringtape.engine.event.EventType.MARKET_LIQUIDATION;
import static org.ringtape.engine.event.EventType.MARK_PRICE;
import static org.ringtape.engine.event.EventType.OPEN_INTEREST;
import static org.ringtape.engine.event.EventType.PRICE_TARGET;
import static org.ringtape.engine.event.EventType.TICKER;
import static org.ringtape.engine.event.EventType.TOP_OF_BOOK;
import static org.ringtape.engine.event.EventType.VOLUME_PROFILE;

import java.util.function.BooleanSupplier;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.QuoteTable;
import org.ringtape.engine.tape.TapeHandler;

/**
 * Keeps last values, option chains and price targets from what is in the ring, and nothing but that. Market thread
 * only; see the package description for the rules. To be called behind the tape handler, whose best quotes it reads.
 */
public final class MarketHandler
{
    private final MarketListener listener;
    private final ErrorHandler errorHandler;
    private final AtomicCounter applied;
    private final AtomicCounter outOfOrder;
    private final AtomicCounter liquidations;
    private final AtomicCounter oldEpochs;
    private final AtomicCounter listenerErrors;
    private final MarketHealth health;
    private final QuoteTable quotes;
    private final MarketValues values;
    private final OptionChains chains;
    private final PriceTargets targets;

    private final Candle candle = new Candle();
    private final Ticker ticker = new Ticker();
    private final MarkPrice markPrice = new MarkPrice();
    private final IndexPrice indexPrice = new IndexPrice();
    private final Funding funding = new Funding();
    private final OpenInterest openInterest = new OpenInterest();
    private final MarketLiquidation liquidation = new MarketLiquidation();
    private final VolumeProfile profile = new VolumeProfile();
    private final InstrumentDefinition definition = new InstrumentDefinition();
    private final PriceTarget target = new PriceTarget();
    private final TopOfBook topOfBook = new TopOfBook();
    private TargetWindow window;

    /**
     * A handler that knows nothing yet.
     *
     * @param health       has seen every event before
     * @param instruments  symbols, to find the index of an underlying
     * @param quotes       last best quotes, kept by the tape handler
     * @param listener     is told of what is news
     * @param counters     gets the counters
     * @param errorHandler takes what the listener throws; must not throw itself
     */
    public MarketHandler(
        final MarketHealth health,
        final InstrumentTable instruments,
        final QuoteTable quotes,
        final MarketListener listener,
        final CounterSet counters,
        final ErrorHandler errorHandler)
    {
        this.health = health;
        this.quotes = quotes;
        this.listener = listener;
        this.errorHandler = errorHandler;
        applied = counters.counter(PipelineCounter.VALUES_APPLIED);
        outOfOrder = counters.counter(PipelineCounter.VALUES_OUT_OF_ORDER);
        liquidations = counters.counter(PipelineCounter.LIQUIDATIONS);
        oldEpochs = counters.counter(PipelineCounter.EVENTS_OF_OLD_EPOCH);
        listenerErrors = counters.counter(PipelineCounter.LISTENER_ERRORS);
        values = new MarketValues(health, counters.counter(PipelineCounter.VALUES_INCOMPLETE));
        chains = new OptionChains(
            instruments, values, quotes, health, counters.counter(PipelineCounter.OPTIONS_CONFLICTING));
        targets = new PriceTargets(health, counters);
    }

    /** Last values by instrument. */
    public MarketValues values()
    {
        return values;
    }

    /** Option chains by venue and underlying. */
    public OptionChains optionChains()
    {
        return chains;
    }

    /** Target windows by instrument and interval. */
    public PriceTargets targets()
    {
        return targets;
    }

    /** Registers for the kinds that concern last values, chains and targets; behind the tape handler. */
    public void register(final EventDispatch dispatch)
    {
        value(dispatch, MARK_PRICE, markPrice, this::takeMarkPrice, () -> listener.onMarkPrice(markPrice));
        value(dispatch, TICKER, ticker, this::takeTicker, () -> listener.onTicker(ticker));
        value(dispatch, INDEX_PRICE, indexPrice, this::takeIndexPrice, () -> listener.onIndexPrice(indexPrice));
        value(dispatch, OPEN_INTEREST, openInterest, this::takeOpenInterest,
            () -> listener.onOpenInterest(openInterest));
        value(dispatch, CANDLE, candle, () -> counted(values.candles().take(candle)),
            () -> listener.onCandle(candle));
        value(dispatch, FUNDING, funding, () -> counted(MarketValues.take(values.fundings(), funding)),
            () -> listener.onFunding(funding));
        value(dispatch, MARKET_LIQUIDATION, liquidation, this::takeLiquidation,
            () -> listener.onLiquidation(liquidation));
        value(dispatch, VOLUME_PROFILE, profile, this::takeProfile,
            () -> listener.onVolumeProfile(values.volumeProfile(profile.instrumentId())));
        dispatch.on(new Taking(definition, this::takeDefinition,
            () -> listener.onInstrumentDefinition(values.definition(definition.instrumentId())), true), INSTRUMENT);
        dispatch.on(new Taking(target, this::takeTarget, () -> listener.onPriceTarget(window, target), true),
            PRICE_TARGET);
        dispatch.on(this::onTopOfBook, TOP_OF_BOOK);
    }

    private void value(
        final EventDispatch dispatch,
        final EventType kind,
        final EventHeader view,
        final BooleanSupplier take,
        final Runnable tell)
    {
        dispatch.on(new Taking(view, take, tell, false), kind);
    }

    /** Forgets all that is known of an instrument: its life is over, and its id may become another's. */
    public void retire(final int instrumentId)
    {
        chains.retire(instrumentId);
        targets.retire(instrumentId);
        values.retire(instrumentId);
    }

    private boolean takeMarkPrice()
    {
        final boolean taken = counted(MarketValues.take(values.markPrices(), markPrice));
        final ChainOption option = taken ? chains.option(markPrice.instrumentId()) : null;
        if (option != null)
        {
            option.onMarkPrice(markPrice, true);
        }
        return taken;
    }

    private boolean takeTicker()
    {
        final boolean taken = counted(MarketValues.take(values.tickers(), ticker));
        final ChainOption option = taken ? chains.option(ticker.instrumentId()) : null;
        if (option != null)
        {
            option.onTicker(ticker, true);
        }
        return taken;
    }

    private boolean takeOpenInterest()
    {
        final boolean taken = counted(MarketValues.take(values.openInterests(), openInterest));
        final ChainOption option = taken ? chains.option(openInterest.instrumentId()) : null;
        if (option != null)
        {
            option.onOpenInterest(openInterest, true);
        }
        return taken;
    }

    private boolean takeIndexPrice()
    {
        final boolean first = values.indexPrice(indexPrice.instrumentId()) == null;
        final boolean taken = counted(MarketValues.take(values.indexPrices(), indexPrice));
        if (first)
        {
            chains.onFirstIndexPrice(indexPrice);
        }
        return taken;
    }

    private boolean takeProfile()
    {
        final ProfileView.Outcome outcome = values.volumeProfiles().take(profile);
        return outcome != ProfileView.Outcome.NOTHING_YET && counted(outcome == ProfileView.Outcome.COMPLETED);
    }

    private boolean takeDefinition()
    {
        final boolean late = health.age() == MarketHealth.Age.OLD;
        if (late)
        {
            values.definitions().fill(definition);
        }
        final boolean taken = counted(late || values.definitions().take(definition));
        if (taken)
        {
            chains.onDefinition(values.definition(definition.instrumentId()));
        }
        return taken;
    }

    /** The last by time is kept; an older one is told, too. */
    private boolean takeLiquidation()
    {
        MarketValues.take(values.liquidations(), liquidation);
        liquidations.incrementOrdered();
        return true;
    }

    private boolean takeTarget()
    {
        window = targets.take(target);
        return window != null;
    }

    private boolean counted(final boolean taken)
    {
        (taken ? applied : outOfOrder).incrementOrdered();
        return taken;
    }

    /** The tape handler has judged the quotes; those that it passed over have not changed its table. */
    private void onTopOfBook(final EventHeader event)
    {
        final ChainOption option = chains.option(event.instrumentId());
        final Quote quote = option == null ? null : quotes.quote(event.instrumentId());
        if (quote != null && health.age() != MarketHealth.Age.OLD && quote.sequence() == event.lastSequence())
        {
            topOfBook.wrap(event);
            option.onTopOfBook(topOfBook);
        }
    }

    private boolean isInRange(final EventHeader event)
    {
        final int instrumentId = event.instrumentId();
        if (instrumentId < 0 || instrumentId >= TapeHandler.MAX_INSTRUMENTS)
        {
            errorHandler.onError(new IllegalArgumentException(event.type() + " of instrument " + instrumentId));
            return false;
        }
        return true;
    }

    private boolean isOfNewestConnection()
    {
        if (health.age() == MarketHealth.Age.OLD)
        {
            oldEpochs.incrementOrdered();
            return false;
        }
        return true;
    }

    /** What is done with one kind of event: taken over through its view, then told to the listener if it is news. */
    private final class Taking implements EventDispatch.Handler
    {
        private final EventHeader view;
        private final BooleanSupplier take;
        private final Runnable tell;
        /** Definitions and targets are facts, whatever connection they came by. */
        private final boolean alsoOfOldConnections;

        Taking(
            final EventHeader view,
            final BooleanSupplier take,
            final Runnable tell,
            final boolean alsoOfOldConnections)
        {
            this.view = view;
            this.take = take;
            this.tell = tell;
            this.alsoOfOldConnections = alsoOfOldConnections;
        }

        @Override
        public void onEvent(final EventHeader event)
        {
            if (!isInRange(event) || !alsoOfOldConnections && !isOfNewestConnection())
            {
                return;
            }
            view.wrap(event);
            if (take.getAsBoolean())
            {
                tell();
            }
        }

        private void tell()
        {
            try
            {
                tell.run();
            }
            catch (final Throwable thrown)
            {
                listenerErrors.incrementOrdered();
                errorHandler.onError(thrown);
            }
        }
    }
}
