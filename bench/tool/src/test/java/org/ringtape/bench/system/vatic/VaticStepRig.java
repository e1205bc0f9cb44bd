package org.ringtape.bench.system.vatic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.vatic.VaticGeneratedSource;
import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.simulator.vatic.VaticSimulator;
import org.ringtape.simulator.vatic.VaticTarget;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.vatic.VaticFeed;

/**
 * Vatic on loopback and a feed of it over real sockets, both by one clock that the test moves: time stands still until
 * all that was sent has arrived and was dealt with. The test's thread is conductor and market thread.
 */
final class VaticStepRig implements AutoCloseable
{
    static final long SEED = 20_260_308;

    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long POLL_NS = 20_000;
    private static final PipelineCounter[] DONE = {
        PipelineCounter.FRAMES_DECODED,
        PipelineCounter.FRAMES_PARTIAL,
        PipelineCounter.FRAMES_CONTROL,
        PipelineCounter.FRAMES_IGNORED,
        PipelineCounter.FRAMES_MALFORMED,
        PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT,
        PipelineCounter.FRAMES_TOO_LARGE,
    };

    private final AtomicLong nowNs;
    private final CounterSet counters = CounterSet.inMemory();
    private final TargetWatch watch = new TargetWatch();
    private final List<Throwable> errors = new ArrayList<>();
    private final VaticSimulator simulator;
    private final MarketPipeline pipeline;
    private final Feeds feeds;
    /** Real time since the rig is being closed: whoever waits for a time then is not kept waiting for ever. */
    private volatile long closingNs = Long.MIN_VALUE;

    /**
     * Starts everything; nothing is connected yet.
     *
     * @param pings between control pings of the venue
     */
    VaticStepRig(final String begin, final Duration pings, final VaticFeed feed)
    {
        System.out.println("Vatic seed " + SEED);
        nowNs = new AtomicLong(TimeUnit.SECONDS.toNanos(Instant.parse(begin).getEpochSecond()));
        simulator = VaticSimulator.builder(VaticGeneratedSource.builder().seed(SEED).build())
            .seed(SEED)
            .clock(this::clockNs)
            .pings(pings, Duration.ofSeconds(30))
            .stepped()
            .build();
        simulator.start();
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(1024)
            .counters(counters)
            .clock(simulator::simulatedNs)
            .threadingMode(ThreadingMode.INVOKER)
            .errorHandler(this::onError)
            .strategy(watch));
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .random(new SplittableRandom(SEED))
            .add(feed.webSocket(simulator.webSocketUri()).rest(simulator.restUri()).build()));
    }

    /** A venue that pings every 30 s, as it says. */
    VaticStepRig(final String begin, final VaticFeed feed)
    {
        this(begin, Duration.ofSeconds(30), feed);
    }

    private long clockNs()
    {
        final long since = closingNs;
        return since == Long.MIN_VALUE ? nowNs.get() : nowNs.get() + System.nanoTime() - since;
    }

    private synchronized void onError(final Throwable error)
    {
        errors.add(error);
    }

    TargetWatch watch()
    {
        return watch;
    }

    VaticSimulator simulator()
    {
        return simulator;
    }

    SimulatorStatistics venue()
    {
        return simulator.statistics();
    }

    void inject(final String fault)
    {
        simulator.inject(Fault.parse(fault));
    }

    SessionState state()
    {
        return session().state();
    }

    long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    long nowSeconds()
    {
        return TimeUnit.NANOSECONDS.toSeconds(nowNs.get());
    }

    /** Connects and subscribes, in no time. */
    void connect()
    {
        await("a subscribed session", () -> session().isConnected() && isQuiet());
    }

    /** Lets time pass, all at once, and everything settle. */
    void pass(final long seconds)
    {
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        simulator.poll();
        await("everything to settle", this::isQuiet);
    }

    /** Lets time pass until then, second by second. */
    void passUntil(final long second)
    {
        while (nowSeconds() < second)
        {
            pass(1);
        }
    }

    /** Waits, while time stands still, until a condition holds and there is nothing left to do. */
    void await(final String what, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (true)
        {
            final boolean holds = condition.getAsBoolean();
            final int work = feeds.invoke() + pipeline.invoke();
            if (work == 0)
            {
                if (holds)
                {
                    return;
                }
                if (System.nanoTime() - deadlineNs >= 0)
                {
                    throw new AssertionError("waited in vain for " + what + ": " + this);
                }
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    /** All that either side sent has been dealt with, pings are answered, and both agree on being connected. */
    private boolean isQuiet()
    {
        final SessionState state = state();
        final boolean connected = session().isConnected();
        final boolean stable = connected || state == SessionState.BACKING_OFF;
        simulator.poll(); // waits until a request that is being answered has been
        final SimulatorStatistics sent = venue();
        return stable &&
            sent.connectionsOpen() == (connected ? 1 : 0) &&
            framesDone() == sent.framesSent() + sent.connectionsOpened() + sent.requestsReceived() &&
            sent.pongsReceived() == sent.pingsSent() &&
            (!connected || session().subscriptions().unanswered() == 0);
    }

    private long framesDone()
    {
        long done = 0;
        for (final PipelineCounter counter : DONE)
        {
            done += total(counter);
        }
        return done;
    }

    private VenueSession session()
    {
        return feeds.sessions().get(0);
    }

    /** A line for each subscription: its stream's name and how far it has come. */
    List<String> subscribed()
    {
        return session().subscriptions().all().stream()
            .map((subscription) -> subscription.stream().name() + " " + subscription.state())
            .toList();
    }

    /** What last went wrong with the session. */
    String lastError()
    {
        return session().lastError().text();
    }

    /** Id of an asset. */
    int id(final String asset)
    {
        return pipeline.instruments().register(VaticModule.VENUE.id(), asset);
    }

    TargetWindow current(final String asset, final VaticInterval interval)
    {
        return watch.context().targets().current(id(asset), TargetWatch.nominalNs(interval));
    }

    TargetWindow previous(final String asset, final VaticInterval interval)
    {
        return watch.context().targets().previous(id(asset), TargetWatch.nominalNs(interval));
    }

    VaticTarget truth(final String asset, final VaticInterval interval, final long startSecond)
    {
        return simulator.truth(asset, interval, startSecond).orElseThrow();
    }

    /** Of a window that is to be open with the venue's price; null if it is. */
    String difference(final TargetWindow window, final VaticTarget truth)
    {
        final String is = window == null ? "none" : TimeUnit.NANOSECONDS.toSeconds(window.startNs()) + " to " +
            TimeUnit.NANOSECONDS.toSeconds(window.endNs()) + " " + window.interval() + " " + window.status() + " " +
            (window.hasPrice() ? price(window).toPlainString() : "no price") + " " + window.source();
        final String should = truth.startSeconds() + " to " + truth.interval().next(truth.startSeconds()) + " " +
            truth.interval().label() + " OPEN " + truth.price().stripTrailingZeros().toPlainString() + " " +
            truth.source();
        return is.equals(should) ? null : truth.asset() + " is " + is + ", should be " + should + ": " + this;
    }

    static BigDecimal price(final TargetWindow window)
    {
        return BigDecimal.valueOf(window.price(), window.priceScale()).stripTrailingZeros();
    }

    /** Fails if a listener or an agent threw, or a frame was lost or not understood. */
    synchronized void requireNoHarm()
    {
        if (!errors.isEmpty())
        {
            throw new AssertionError("an exception reached the error handler", errors.get(0));
        }
        if (total(PipelineCounter.FRAMES_DROPPED) + total(PipelineCounter.FRAMES_MALFORMED) +
            total(PipelineCounter.FRAMES_PARTIAL) + total(PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT) +
            total(PipelineCounter.EVENTS_MALFORMED) + total(PipelineCounter.TARGETS_REJECTED) +
            venue().pongsMissed() != 0)
        {
            throw new AssertionError("frames came to harm: " + this);
        }
    }

    @Override
    public synchronized String toString()
    {
        final StringBuilder text = new StringBuilder().append(Instant.ofEpochSecond(nowSeconds())).append(' ');
        for (final PipelineCounter counter : PipelineCounter.values())
        {
            if (total(counter) != 0)
            {
                text.append(counter).append('=').append(total(counter)).append(' ');
            }
        }
        return text.append(venue()).append(' ').append(simulator.injectedFaults()).append(' ').append(state())
            .append(' ').append(watch.sessions()).append(" errors ").append(errors).toString();
    }

    @Override
    public void close()
    {
        closingNs = System.nanoTime();
        feeds.close();
        pipeline.close();
        simulator.close();
        counters.close();
    }
}
