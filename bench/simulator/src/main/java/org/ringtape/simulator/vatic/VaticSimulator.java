package org.ringtape.simulator.vatic;

import org.java_websocket.WebSocketImpl;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.generator.VaticWounds;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.net.LoopbackVenue;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorSocket;
import org.ringtape.simulator.net.SimulatorSocketServer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final String PATH = "/ws";

    private final VaticSource source;
    private final LongSupplier clock;
    private final double speed;
    private final long simulatedBeginNs;
    private final long beginNs;
    private final boolean stepped;
    private final Builder settings;
    private final SimulatorCounters counters = new SimulatorCounters();
    private final FaultBoard faults = new FaultBoard();
    private final List<VaticConnection> connections = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final VaticRequests requests;
    private final VaticDelivery delivery;
    private final LoopbackVenue venue;

    private VaticSimulator(final Builder settings)
    {
        this.settings = settings;
        this.source = settings.source;
        this.clock = settings.clock;
        this.speed = settings.speed;
        this.beginNs = clock.getAsLong();
        this.simulatedBeginNs = settings.begin == null ? beginNs :
            Math.addExact(Math.multiplyExact(settings.begin.getEpochSecond(), 1_000_000_000L),
                settings.begin.getNano());
        this.stepped = settings.stepped;
        settings.faults.forEach(faults::add);
        final VaticWounds wounds = new VaticWounds(faults, settings.seed);
        this.requests = new VaticRequests(
            source, settings.replaceOnResubscribe, counters, faults, wounds, this::simulatedNs);
        this.delivery = new VaticDelivery(connections, faults, wounds);
        this.venue = new LoopbackVenue("simulator-vatic", settings.webSocketPort, settings.restPort,
            new SocketEvents(), new VaticRest(source, faults, clock, this::simulatedNs), counters);
    }

    /** @param source of the events; used by this simulator alone. */
    public static Builder builder(final VaticSource source)
    {
        return new Builder(source);
    }

    @Override
    public void start()
    {
        source.start(simulatedNs());
        venue.start(stepped ? null : this::step);
    }

    /** Does everything that is due by the clock. Any thread; only of use with {@link Builder#stepped()}. */
    public void poll()
    {
        int work = 1;
        while (work > 0)
        {
            work = step();
        }
    }

    /** @return the simulated time, epoch nanoseconds; what a client must use as its clock to agree on windows. */
    public long simulatedNs()
    {
        return simulatedBeginNs + (long)((clock.getAsLong() - beginNs) * speed);
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
        return venue.webSocketUri();
    }

    @Override
    public URI restUri()
    {
        return venue.restUri();
    }

    @Override
    public SimulatorStatistics statistics()
    {
        return counters.snapshot(connections.size(), faults.injected().size());
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
        venue.close();
    }

    private int step()
    {
        synchronized (lock)
        {
            final long nowNs = clock.getAsLong();
            for (final VaticConnection connection : connections)
            {
                if (!connection.poll(nowNs))
                {
                    counters.pongsMissed.increment();
                }
            }
            final long simulatedNs = simulatedNs();
            final boolean listened = connections.stream().anyMatch(VaticConnection::isSubscribed);
            return delivery.advance(simulatedNs) + source.advance(simulatedNs, listened, delivery);
        }
    }

    /** Hears of connections from the WebSocket server's threads. */
    private final class SocketEvents implements SimulatorSocketServer.Events
    {
        @Override
        public Optional<Integer> refusal(final String resource)
        {
            final Optional<Integer> status = !PATH.equals(resource.split("\\?", 2)[0]) ? Optional.of(404) :
                faults.due(FaultKind.REFUSE_UPGRADE, "").map(fault ->
                {
                    faults.record(FaultKind.REFUSE_UPGRADE, resource, MarketFrame.NO_UPDATE_ID);
                    return (int)fault.number(Fault.STATUS, 503);
                });
            status.ifPresent(refused -> counters.upgradesRefused.increment());
            return status;
        }

        @Override
        public void onOpen(final WebSocketImpl socket, final String resource)
        {
            synchronized (lock)
            {
                final VaticConnection connection = new VaticConnection(
                    new SimulatorSocket(socket, settings.queuedFrames, settings.slowConsumer.toNanos(), counters),
                    settings.pingPeriod.toNanos(), settings.pongDeadline.toNanos(), clock.getAsLong());
                socket.setAttachment(connection);
                counters.connectionsOpened.increment();
                connection.socket().sendText(source.connected());
                connections.add(connection);
            }
        }

        @Override
        public void onText(final WebSocketImpl socket, final String text)
        {
            if (socket.getAttachment() instanceof VaticConnection connection)
            {
                synchronized (lock)
                {
                    requests.onText(connection, text);
                }
            }
        }

        @Override
        public void onPing(final WebSocketImpl socket)
        {
            // Answered by the server library; the venue takes a client's pings without harm.
        }

        @Override
        public void onPong(final WebSocketImpl socket)
        {
            if (socket.getAttachment() instanceof VaticConnection connection)
            {
                connection.onPong();
            }
            counters.pongsReceived.increment(); // last: whoever sees the count finds the pong noted
        }

        @Override
        public void onClosed(final WebSocketImpl socket)
        {
            if (socket.getAttachment() instanceof VaticConnection connection)
            {
                connections.remove(connection);
            }
        }
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

        /** @return the simulator, not started yet. */
        public VaticSimulator build()
        {
            return new VaticSimulator(this);
        }
    }
}
