package org.ringtape.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.consumer.RingConsumers;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.StreamHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.market.ChainOption;
import org.ringtape.engine.market.MarketHandler;
import org.ringtape.engine.market.MarketValues;
import org.ringtape.engine.market.OptionChain;
import org.ringtape.engine.market.PriceTargets;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TapeHandler;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.engine.thread.RestingCallback;
import org.ringtape.engine.thread.ThreadWatch;

/**
 * The market thread: takes the ring's events in order through books, tapes, values and the strategy, fires timers, and
 * calls the strategy when idle. Reads the clock once a duty cycle. Nothing that the strategy throws leaves it; when a
 * handler of ours throws, no book that it may have half changed is trusted.
 */
final class MarketAgent implements Agent, EventPoller.Handler<EventSlot>, StrategyContext
{
    /** Slots handled before timers get their turn. */
    private static final int MAX_SLOTS_A_CYCLE = 4096;
    /** In how many steps a ring's worth of slots is given back, so that few of them wait for a slow callback. */
    private static final int STEPS_A_RING = 32;
    private static final long WATCH_PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventPoller<EventSlot> poller;
    /** What is handled and so free for producers. Written here between polls' own writes, same thread. */
    private final Sequence handled;
    private final long stepMask;
    private final EpochNanoClock clock;
    private final MarketHealth health;
    private final StreamHealth.Change healthListener;
    private final BookHandler books;
    private final TapeHandler tapes;
    private final MarketHandler market;
    private final TimerQueue timers;
    private final RetiredNames retiredNames;
    private final Strategy strategy;
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final ErrorHandler errorHandler;
    private final AtomicCounter slotsHandled;
    private final AtomicCounter negativeLatencies;
    private final AtomicCounter listenerErrors;
    private final AtomicCounter unknownKinds;
    private final RestingCallback idle;
    private final PipelineCommands commands;
    private final MessageHandler onCommand = ConductorCommands.dispatcher((stream, reason) -> distrust(stream));
    private final IntConsumer resync = this::distrust;
    private final Consumer<PipelineFailure> onFeedFailure = this::tellFailure;
    private final ThreadWatch watch;
    private final FeedLinks links;
    private final RingConsumers consumers;

    private final EventHeader header = new EventHeader();
    private final Loss loss = new Loss();
    private final SessionStatus status = new SessionStatus();
    private final TimerEvent timer = new TimerEvent();
    private final StreamDescription stream = new StreamDescription();
    private final RequestOutcome outcome = new RequestOutcome();
    private final EventDispatch kinds = new EventDispatch();
    /** What the book handler registers for: it is guarded, as what it was changing may be half changed. */
    private final EventDispatch bookKinds = new EventDispatch();
    private final StreamHealth.Change tellHealth = this::tellHealth;
    private int handledInCycle;
    private long nowNs;
    private long watchedNs;

    MarketAgent(
        final EventPoller<EventSlot> poller,
        final int ringCapacity,
        final EpochNanoClock clock,
        final MarketHealth health,
        final StreamHealth.Change healthListener,
        final BookHandler books,
        final TapeHandler tapes,
        final MarketHandler market,
        final TimerQueue timers,
        final RetiredNames retiredNames,
        final Strategy strategy,
        final InstrumentTable instruments,
        final StreamTable streams,
        final ErrorHandler errorHandler,
        final CounterSet counters,
        final PipelineCommands commands,
        final ThreadWatch watch,
        final FeedLinks links,
        final RingConsumers consumers)
    {
        this.poller = poller;
        handled = poller.getSequence();
        stepMask = ringCapacity / STEPS_A_RING - 1; // both are powers of two
        this.clock = clock;
        this.health = health;
        this.healthListener = healthListener;
        this.books = books;
        this.tapes = tapes;
        this.market = market;
        this.timers = timers;
        this.retiredNames = retiredNames;
        this.strategy = strategy;
        this.instruments = instruments;
        this.streams = streams;
        this.errorHandler = errorHandler;
        slotsHandled = counters.counter(PipelineCounter.SLOTS_HANDLED);
        negativeLatencies = counters.counter(PipelineCounter.NEGATIVE_LATENCIES);
        listenerErrors = counters.counter(PipelineCounter.LISTENER_ERRORS);
        unknownKinds = counters.counter(PipelineCounter.EVENTS_OF_UNKNOWN_KIND);
        idle = new RestingCallback(strategy::onIdle, this::report);
        this.commands = commands;
        this.watch = watch;
        this.links = links;
        this.consumers = consumers;
        register();
    }

    @Override
    public String roleName()
    {
        return "ringtape-market";
    }

    @Override
    public void onStart()
    {
        nowNs = clock.nanoTime();
        try
        {
            strategy.onStart(this);
        }
        catch (final Throwable thrown)
        {
            report(thrown); // the runner would end the thread, and the ring would fill
        }
    }

    @Override
    public int doWork() throws Exception
    {
        nowNs = clock.nanoTime();
        watch.begin(nowNs);
        pollRing();
        final int work = handledInCycle + timers.poll(nowNs) + commands.drainToMarket(onCommand);
        if (work == 0)
        {
            books.retryPendingRequests();
            idle.call(nowNs);
        }
        links.pollFailed(resync, onFeedFailure);
        if (nowNs - watchedNs > WATCH_PERIOD_NS)
        {
            watchedNs = nowNs;
            links.watchConductors(nowNs);
            consumers.look(nowNs);
        }
        return work;
    }

    /** Handles what is in the ring, then tells the strategy that it was the last. */
    @Override
    public void onClose()
    {
        try
        {
            nowNs = clock.nanoTime();
            do
            {
                pollRing();
            }
            while (handledInCycle > 0);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
        stopStrategy();
        consumers.requestClose();
    }

    /** Tells the strategy that there will be no other event, and why. */
    void onFailure(final PipelineFailure failure)
    {
        tellFailure(failure);
        stopStrategy();
        consumers.requestClose();
    }

    private void tellFailure(final PipelineFailure failure)
    {
        try
        {
            strategy.onFailure(failure);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    private void stopStrategy()
    {
        try
        {
            strategy.onStop();
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    @Override
    public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
    {
        handledInCycle++;
        slot.wrap(header);
        try
        {
            dispatch();
        }
        catch (final Throwable thrown) // let through, it would bring the same event again, for ever
        {
            report(thrown);
        }
        tellHealthChanges();
        if ((sequence & stepMask) == 0)
        {
            handled.set(sequence);
        }
        return handledInCycle < MAX_SLOTS_A_CYCLE;
    }

    private void pollRing() throws Exception
    {
        handledInCycle = 0;
        poller.poll(this);
        if (handledInCycle > 0)
        {
            slotsHandled.getAndAddOrdered(handledInCycle);
            retiredNames.noteTime(header);
        }
    }

    private void dispatch()
    {
        final long venueTimeNs = header.venueTimeNs();
        if (venueTimeNs > header.receiveTimeNs() && header.isBegin())
        {
            negativeLatencies.incrementOrdered();
        }
        judge();
        if (!kinds.dispatch(header) && header.typeId() != EventType.NONE.id()) // a slot that nobody is to act on
        {
            unknownKinds.incrementOrdered();
        }
    }

    /** Ours first, in the order in which they build on each other; then the strategy. */
    private void register()
    {
        books.register(bookKinds);
        kinds.on(this::toBooks, EventType.BOOK_UPDATE, EventType.SESSION_STATUS, EventType.LOSS);
        tapes.register(kinds);
        kinds.on(this::onInstrument, EventType.INSTRUMENT); // told although the definition may contradict another
        market.register(kinds);
        kinds.on(retiredNames::onDefinition, EventType.INSTRUMENT);
        kinds.on(retiredNames::onRetired, EventType.RETIRED);
        kinds.on((event) ->
        {
            status.wrap(event);
            strategy.onSession(status);
        }, EventType.SESSION_STATUS);
        kinds.on((event) ->
        {
            loss.wrap(event);
            strategy.onLoss(loss);
        }, EventType.LOSS);
        kinds.on((event) ->
        {
            stream.wrap(event);
            strategy.onStream(stream);
        }, EventType.STREAM);
        kinds.on((event) ->
        {
            outcome.wrap(event);
            strategy.onRequestOutcome(outcome);
        }, EventType.REQUEST_OUTCOME);
        kinds.on((event) ->
        {
            timer.wrap(event);
            strategy.onTimer(timer.timerId(), timer.receiveTimeNs()); // the event's time: a replay repeats it
        }, EventType.TIMER);
    }

    /** What is not judged is not trusted. */
    private void judge()
    {
        try
        {
            health.onEvent(header);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
            distrustBooks();
        }
    }

    private void tellHealthChanges()
    {
        try
        {
            health.tellChanges(header, tellHealth);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    private void tellHealth(final StreamHealth stream, final HealthReason previous)
    {
        try
        {
            healthListener.onStreamHealth(stream, previous);
        }
        catch (final Throwable thrown) // the other streams are to be told all the same
        {
            report(thrown);
        }
    }

    private void toBooks(final EventHeader event)
    {
        try
        {
            bookKinds.dispatch(event);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
            distrustBooks();
        }
    }

    /** The book handler threw, not a listener: what it was changing may be half changed. */
    private void distrustBooks()
    {
        if (header.type() == EventType.BOOK_UPDATE)
        {
            books.resync(header.streamId());
        }
        else
        {
            books.forEachBook((book) -> books.resync(book.streamId()));
        }
    }

    private void distrust(final int streamId)
    {
        try
        {
            books.resync(streamId);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    /** The definition is merged even if the strategy throws, or the table does not know the instrument. */
    private void onInstrument(final EventHeader event)
    {
        try
        {
            strategy.onInstrument(instruments.instrument(event.instrumentId()));
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    private void report(final Throwable thrown)
    {
        listenerErrors.incrementOrdered();
        errorHandler.onError(thrown);
    }

    @Override
    public EpochNanoClock clock()
    {
        return clock;
    }

    @Override
    public InstrumentTable instruments()
    {
        return instruments;
    }

    @Override
    public StreamTable streams()
    {
        return streams;
    }

    @Override
    public OrderBook book(final int streamId)
    {
        return books.book(streamId);
    }

    @Override
    public StreamHealth health(final int streamId)
    {
        return health.stream(streamId);
    }

    @Override
    public OrderBook book(final StreamDefinition stream)
    {
        return streams.isCurrent(stream) ? book(stream.id()) : null;
    }

    @Override
    public Quote quote(final Instrument instrument)
    {
        return instruments.isCurrent(instrument) ? quote(instrument.id()) : null;
    }

    @Override
    public TradeTape tape(final Instrument instrument)
    {
        return instruments.isCurrent(instrument) ? tape(instrument.id()) : null;
    }

    @Override
    public ChainOption option(final Instrument instrument)
    {
        return instruments.isCurrent(instrument) ? option(instrument.id()) : null;
    }

    @Override
    public Quote quote(final int instrumentId)
    {
        return tapes.quotes().quote(instrumentId);
    }

    @Override
    public TradeTape tape(final int instrumentId)
    {
        return tapes.tape(instrumentId);
    }

    @Override
    public MarketValues values()
    {
        return market.values();
    }

    @Override
    public OptionChain optionChain(final int venueId, final String underlying)
    {
        return market.optionChains().chain(venueId, underlying);
    }

    @Override
    public ChainOption option(final int instrumentId)
    {
        return market.optionChains().option(instrumentId);
    }

    @Override
    public PriceTargets targets()
    {
        return market.targets();
    }

    @Override
    public void scheduleTimer(final long timerId, final long deadlineNs)
    {
        timers.schedule(timerId, deadlineNs);
    }

    @Override
    public boolean cancelTimer(final long timerId)
    {
        return timers.cancel(timerId);
    }

    @Override
    public boolean resync(final int streamId)
    {
        return books.resync(streamId);
    }
}
