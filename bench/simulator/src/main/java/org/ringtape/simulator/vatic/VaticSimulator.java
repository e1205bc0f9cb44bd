package org.ringtape.simulator.vatic;

import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SocketShell;
import org.ringtape.simulator.net.VenueLogic;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Vatic on loopback. Source of every rule: the vendor's pages as collected in the wire specification; what those do not
 * say is in {@link VaticInferred}.
 *
 * <p>WebSocket path {@code ws}; REST {@code health} and {@code api/v1/targets/…}. Windows live by a simulated clock
 * that may run faster than the injected one; control pings and the REST budget keep to the injected one. With
 * {@link Builder#stepped()} nothing happens until {@link #poll()} is called; otherwise a thread does that.
 */
public final class VaticSimulator implements VenueSimulator
{
    private final VaticSource source;
    private final LongSupplier clock;
    private final SimulatorCounters counters = new SimulatorCounters();
    private final FaultBoard faults = new FaultBoard();
    private final VaticVenue logic;
    private final SocketShell<VaticConnection, String> shell;

    private VaticSimulator(final Builder settings)
    {
        source = settings.source;
        clock = settings.clock;
        logic = settings.logic(faults, counters, clock.getAsLong());
        shell = new SocketShell<>("simulator-vatic", logic, clock,
            new SocketShell.Limits(settings.webSocketPort, settings.restPort, settings.queuedFrames,
                settings.slowConsumer.toNanos()),
            settings.stepped, counters);
    }

    /** @param source of the events; used by this simulator alone. */
    public static Builder builder(final VaticSource source)
    {
        return new Builder(source);
    }

    @Override
    public void start()
    {
        shell.start();
    }

    /** Does everything that is due by the clock. Any thread; only of use with {@link Builder#stepped()}. */
    public void poll()
    {
        shell.poll();
    }

    /** @return the simulated time, epoch nanoseconds; what a client must use as its clock to agree on windows. */
    public long simulatedNs()
    {
        return logic.simulatedNs(clock.getAsLong());
    }

    /** @return the price a window opened with, whatever a client heard of it; empty if there is none. */
    public Optional<VaticTarget> truth(final String asset, final VaticInterval interval, final long startSeconds)
    {
        return source.truth(asset, interval, startSeconds);
    }

    /** @return what this simulator serves. */
    public VaticSource source()
    {
        return source;
    }

    @Override
    public URI webSocketUri()
    {
        return shell.webSocketUri();
    }

    @Override
    public URI restUri()
    {
        return shell.restUri();
    }

    @Override
    public SimulatorStatistics statistics()
    {
        return counters.snapshot(logic.connectionCount(), faults.injected().size());
    }

    @Override
    public void inject(final Fault fault)
    {
        faults.add(fault);
    }

    @Override
    public void clearFaults()
    {
        faults.clear();
    }

    @Override
    public List<InjectedFault> injectedFaults()
    {
        return faults.injected();
    }

    @Override
    public void close()
    {
        shell.close();
    }

    /** Settings of a simulator. Not thread-safe. */
    public static final class Builder
    {
        private final VaticSource source;
        private final List<Fault> faults = new ArrayList<>();
        private int webSocketPort;
        private int restPort;
        private double speed = 1;
        private Instant begin;
        private boolean replaceOnResubscribe;
        private long seed = 1;
        private Duration pingPeriod = Duration.ofSeconds(30);
        private Duration pongDeadline = Duration.ofNanos(VaticInferred.PONG_DEADLINE_NS);
        private int queuedFrames = 4096;
        private Duration slowConsumer = Duration.ofSeconds(10);
        private boolean stepped;
        private LongSupplier clock = () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

        private Builder(final VaticSource source)
        {
            this.source = source;
        }

        /** @param port WebSocket port on 127.0.0.1; 0 (default): the system's choice. */
        public Builder webSocketPort(final int port)
        {
            webSocketPort = port;
            return this;
        }

        /** @param port REST port on 127.0.0.1; 0 (default): the system's choice. */
        public Builder restPort(final int port)
        {
            restPort = port;
            return this;
        }

        /** @param factor by which simulated time is faster than the clock (default 1). */
        public Builder speed(final double factor)
        {
            speed = factor;
            return this;
        }

        /** @param simulated time at which the simulator is built (default: the clock's). */
        public Builder begin(final Instant simulated)
        {
            begin = simulated;
            return this;
        }

        /** @param replace whether a second subscription to an asset replaces the first (default no: it adds). */
        public Builder replaceOnResubscribe(final boolean replace)
        {
            replaceOnResubscribe = replace;
            return this;
        }

        /** @param randomSeed of the rewriting faults (default 1). */
        public Builder seed(final long randomSeed)
        {
            seed = randomSeed;
            return this;
        }

        /** @param period between control pings (default 30 s). @param deadline for a pong (default 30 s). */
        public Builder pings(final Duration period, final Duration deadline)
        {
            pingPeriod = period;
            pongDeadline = deadline;
            return this;
        }

        /** @param queued frames to a connection before the venue waits. @param patience before it is cut. */
        public Builder slowConsumer(final int queued, final Duration patience)
        {
            queuedFrames = queued;
            slowConsumer = patience;
            return this;
        }

        /** Nothing happens until {@link VaticSimulator#poll()} is called. */
        public Builder stepped()
        {
            stepped = true;
            return this;
        }

        /** @param epochNanoseconds clock behind everything. */
        public Builder clock(final LongSupplier epochNanoseconds)
        {
            clock = epochNanoseconds;
            return this;
        }

        /** @param fault at work from the start; may be called more than once. */
        public Builder fault(final Fault fault)
        {
            faults.add(fault);
            return this;
        }

        VaticSource source()
        {
            return source;
        }

        double speed()
        {
            return speed;
        }

        boolean replacesOnResubscribe()
        {
            return replaceOnResubscribe;
        }

        long seed()
        {
            return seed;
        }

        long pingPeriodNs()
        {
            return pingPeriod.toNanos();
        }

        long pongDeadlineNs()
        {
            return pongDeadline.toNanos();
        }

        private VaticVenue logic(final FaultBoard board, final SimulatorCounters counters, final long beginNs)
        {
            faults.forEach(board::add);
            final long simulatedBeginNs = begin == null ? beginNs :
                Math.addExact(Math.multiplyExact(begin.getEpochSecond(), 1_000_000_000L), begin.getNano());
            return new VaticVenue(this, board, counters, beginNs, simulatedBeginNs);
        }

        /** @return the venue without sockets, for {@link org.ringtape.simulator.net.InMemoryVenue}. */
        public VenueLogic<?, ?> logic(final long beginNs)
        {
            return logic(new FaultBoard(), new SimulatorCounters(), beginNs);
        }

        /** @return the simulator, not started yet. */
        public VaticSimulator build()
        {
            return new VaticSimulator(this);
        }
    }
}
