package org.ringtape.engine.market;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.value.Candle;
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

    /**
     * Handles an event if it is of a kind that concerns last values, chains or targets. To be called with every event,
     * in ring order.
     *
     * @param event wrapped around its slot
     */
    public void onEvent(final EventHeader event)
    {
        final EventType type = event.type();
        switch (type)
        {
            case CANDLE:
            case TICKER:
            case MARK_PRICE:
            case INDEX_PRICE:
            case FUNDING:
            case OPEN_INTEREST:
            case MARKET_LIQUIDATION:
            case VOLUME_PROFILE:
                if (isInRange(event) && isOfNewestConnection() && take(type, event))
                {
                    tell(type);
                }
                break;

            case INSTRUMENT:
            case PRICE_TARGET:
                if (isInRange(event) && take(type, event))
                {
                    tell(type);
                }
                break;

            case TOP_OF_BOOK:
                onTopOfBook(event);
                break;

            default:
                break;
        }
    }

    /** Forgets all that is known of an instrument: its life is over, and its id may become another's. */
    public void retire(final int instrumentId)
    {
        chains.retire(instrumentId);
        targets.retire(instrumentId);
        values.retire(instrumentId);
    }

    /** Takes an event over; true if the listener is to be told. */
    private boolean take(final EventType type, final EventHeader event)
    {
        switch (type)
        {
            case MARK_PRICE:
                markPrice.wrap(event);
                return takeMarkPrice();

            case TICKER:
                ticker.wrap(event);
                return takeTicker();

            case INDEX_PRICE:
                indexPrice.wrap(event);
                return takeIndexPrice();

            case OPEN_INTEREST:
                openInterest.wrap(event);
                return takeOpenInterest();

            case CANDLE:
                candle.wrap(event);
                return counted(values.candles().take(candle));

            case FUNDING:
                funding.wrap(event);
                return counted(MarketValues.take(values.fundings(), funding));

            case MARKET_LIQUIDATION:
                liquidation.wrap(event);
                MarketValues.take(values.liquidations(), liquidation); // the last by time; an older one is told, too
                liquidations.incrementOrdered();
                return true;

            case VOLUME_PROFILE:
                profile.wrap(event);
                return takeProfile();

            case INSTRUMENT:
                definition.wrap(event);
                return takeDefinition();

            default:
                target.wrap(event);
                window = targets.take(target);
                return window != null;
        }
    }

    private void tell(final EventType type)
    {
        try
        {
            switch (type)
            {
                case MARK_PRICE:
                    listener.onMarkPrice(markPrice);
                    break;

                case TICKER:
                    listener.onTicker(ticker);
                    break;

                case INDEX_PRICE:
                    listener.onIndexPrice(indexPrice);
                    break;

                case OPEN_INTEREST:
                    listener.onOpenInterest(openInterest);
                    break;

                case CANDLE:
                    listener.onCandle(candle);
                    break;

                case FUNDING:
                    listener.onFunding(funding);
                    break;

                case MARKET_LIQUIDATION:
                    listener.onLiquidation(liquidation);
                    break;

                case VOLUME_PROFILE:
                    listener.onVolumeProfile(values.volumeProfile(profile.instrumentId()));
                    break;

                case INSTRUMENT:
                    listener.onInstrumentDefinition(values.definition(definition.instrumentId()));
                    break;

                default:
                    listener.onPriceTarget(window, target);
                    break;
            }
        }
        catch (final Throwable thrown)
        {
            listenerErrors.incrementOrdered();
            errorHandler.onError(thrown);
        }
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
}
