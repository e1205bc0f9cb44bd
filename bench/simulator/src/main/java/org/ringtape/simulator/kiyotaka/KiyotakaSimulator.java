package org.ringtape.simulator.kiyotaka;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Kiyotaka on loopback. Source of every rule: the vendor's public documentation v1.0.0 as collected in the wire
 * specification; what that marks INFERRED is in {@link KiyotakaInferred}.
 *
 * <p>WebSocket paths {@code ws?encoding=json} (books) and {@code nonbook/ws?encoding=json} (all else); another path
 * answers 404, another encoding 400. REST {@code v1/markets} and {@code v1/block-sizes}, whose bodies are INFERRED.
 *
 * <p>Time is that of the injected clock. With {@link Builder#stepped()} nothing happens until {@link #poll()} is
 * called; otherwise a thread does that.
 */
public final class KiyotakaSimulator implements VenueSimulator
{
    /** The key that is accepted unless another is set. */
    public static final String DEFAULT_API_KEY = "simulated-key";

    private final KiyotakaSource source;
    private final SimulatorCounters counters = new SimulatorCounters();
    private final FaultBoard faults = new FaultBoard();
    private final KiyotakaVenue logic;
    private final SocketShell<KiyotakaConnection, Object> shell;

    private KiyotakaSimulator(final Builder builder)
    {
        source = builder.source;
        logic = builder.logic(faults, counters);
        shell = new SocketShell<>("simulator-kiyotaka", logic, builder.clock,
            new SocketShell.Limits(builder.webSocketPort, builder.restPort, builder.queuedFrames,
                builder.slowConsumer.toNanos()),
            builder.stepped, counters);
    }

    /** @param source of the points; used by this simulator alone. */
    public static Builder builder(final KiyotakaSource source)
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

    /** @return base of both paths, such as {@code ws://127.0.0.1:9001/}. */
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

    /** @return what this simulator serves. */
    public KiyotakaSource source()
    {
        return source;
    }

    /** @return points queued to connections so far, one for each connection that got it. */
    public long pointsSent()
    {
        return shell.locked(logic::pointsSent);
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
        private final KiyotakaSource source;
        private final List<Fault> faults = new ArrayList<>();
        private String apiKey = DEFAULT_API_KEY;
        private int webSocketPort;
        private int restPort;
        private boolean replyWithoutId;
        private boolean everythingBinary;
        private int leastPoints = 1;
        private int mostPoints = 8;
        private long seed = 1;
        private Duration pingDeadline = Duration.ofSeconds(60);
        private int queuedFrames = 4096;
        private Duration slowConsumer = Duration.ofSeconds(10);
        private boolean stepped;
        private LongSupplier clock = () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

        private Builder(final KiyotakaSource source)
        {
            this.source = source;
        }

        /** @param key the one that is accepted (default {@link #DEFAULT_API_KEY}). */
        public Builder apiKey(final String key)
        {
            apiKey = key;
            return this;
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

        /** @param reply whether an authentication without id is answered with id null (default no). */
        public Builder replyWithoutId(final boolean reply)
        {
            replyWithoutId = reply;
            return this;
        }

        /** @param all whether replies and pongs are compressed too (default no). */
        public Builder everythingBinary(final boolean all)
        {
            everythingBinary = all;
            return this;
        }

        /** @param least and @param most points a generated frame, 1 to 500 (default 1 to 8). */
        public Builder pointsPerFrame(final int least, final int most)
        {
            if (least < 1 || most < least)
            {
                throw new IllegalArgumentException("points a frame: " + least + " to " + most);
            }
            leastPoints = least;
            mostPoints = most;
            return this;
        }

        /** @param randomSeed of frame sizes and rewriting faults (default 1). */
        public Builder seed(final long randomSeed)
        {
            seed = randomSeed;
            return this;
        }

        /** @param deadline without ping after which a connection is closed (default 60 s). */
        public Builder pingDeadline(final Duration deadline)
        {
            pingDeadline = deadline;
            return this;
        }

        /** @param queued frames to a connection before the market waits. @param patience before it is cut. */
        public Builder slowConsumer(final int queued, final Duration patience)
        {
            queuedFrames = queued;
            slowConsumer = patience;
            return this;
        }

        /** Nothing happens until {@link KiyotakaSimulator#poll()} is called. */
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

        private KiyotakaVenue logic(final FaultBoard board, final SimulatorCounters counters)
        {
            faults.forEach(board::add);
            return new KiyotakaVenue(settings(), board, counters, pingDeadline.toNanos());
        }

        /** @return the venue without sockets, for {@link org.ringtape.simulator.net.InMemoryVenue}. */
        public VenueLogic<?, ?> logic()
        {
            return logic(new FaultBoard(), new SimulatorCounters());
        }

        /** @return the simulator, not started yet. */
        public KiyotakaSimulator build()
        {
            return new KiyotakaSimulator(this);
        }

        private KiyotakaSettings settings()
        {
            return new KiyotakaSettings(source, apiKey, replyWithoutId, everythingBinary, leastPoints, mostPoints,
                seed, queuedFrames, slowConsumer.toNanos());
        }
    }
}
