package org.ringtape.simulator.kiyotaka;

import org.java_websocket.WebSocketImpl;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.net.LoopbackVenue;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorRestServer;
import org.ringtape.simulator.net.SimulatorSocket;
import org.ringtape.simulator.net.SimulatorSocketServer;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

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

    private static final String BOOK_PATH = "/ws";
    private static final String OTHER_PATH = "/nonbook/ws";

    private final KiyotakaSettings settings;
    private final LongSupplier clock;
    private final boolean stepped;
    private final long pingDeadlineNs;
    private final SimulatorCounters counters = new SimulatorCounters();
    private final FaultBoard faults = new FaultBoard();
    private final List<KiyotakaConnection> connections = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final KiyotakaFrames frames;
    private final KiyotakaRequests requests;
    private final LoopbackVenue venue;

    private KiyotakaSimulator(final Builder builder)
    {
        this.settings = builder.settings();
        this.clock = builder.clock;
        this.stepped = builder.stepped;
        this.pingDeadlineNs = builder.pingDeadline.toNanos();
        this.frames = new KiyotakaFrames(settings, faults);
        this.requests = new KiyotakaRequests(settings, frames, faults, counters);
        this.venue = new LoopbackVenue("simulator-kiyotaka", builder.webSocketPort, builder.restPort,
            new SocketEvents(), this::rest, counters);
        builder.faults.forEach(faults::add);
    }

    /** @param source of the points; used by this simulator alone. */
    public static Builder builder(final KiyotakaSource source)
    {
        return new Builder(source);
    }

    @Override
    public void start()
    {
        settings.source().start(clock.getAsLong());
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

    /** @return base of both paths, such as {@code ws://127.0.0.1:9001/}. */
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

    /** @return what this simulator serves. */
    public KiyotakaSource source()
    {
        return settings.source();
    }

    /** @return points queued to connections so far, one for each connection that got it. */
    public long pointsSent()
    {
        synchronized (lock)
        {
            return frames.pointsSent();
        }
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
            for (final KiyotakaConnection connection : connections)
            {
                if (nowNs - connection.lastPingNs() >= pingDeadlineNs && !connection.socket().hasEnded())
                {
                    connection.socket().close(KiyotakaInferred.GOING_AWAY_CLOSE, "no ping");
                }
            }
            return settings.source().advance(nowNs, connections);
        }
    }

    private SimulatorRestServer.Answer rest(
        final String path, final Map<String, String> parameters, final UnaryOperator<String> headers)
    {
        if (!settings.apiKey().equals(headers.apply("X-Kiyotaka-Key")))
        {
            return error(401, "INVALID_API_KEY");
        }
        if ("/v1/markets".equals(path))
        {
            return SimulatorRestServer.Answer.of(200, settings.source().listing());
        }
        if (!"/v1/block-sizes".equals(path))
        {
            return error(404, "NOT_FOUND");
        }
        for (final Map<String, Object> market : settings.source().listing())
        {
            if (market.get("exchange").equals(parameters.get("exchange")) && market.containsKey("blockSize") &&
                market.get("rawSymbol").equals(parameters.get("rawSymbol")))
            {
                return SimulatorRestServer.Answer.of(200, Map.of("blockSize", market.get("blockSize")));
            }
        }
        return error(400, "INVALID_SYMBOL");
    }

    private static String path(final String resource)
    {
        final int query = resource.indexOf('?');
        return query < 0 ? resource : resource.substring(0, query);
    }

    private static SimulatorRestServer.Answer error(final int status, final String code)
    {
        return SimulatorRestServer.Answer.of(status, Map.of("error", code));
    }

    /** Hears of connections from the WebSocket server's threads. */
    private final class SocketEvents implements SimulatorSocketServer.Events
    {
        @Override
        public Optional<Integer> refusal(final String resource)
        {
            final String path = path(resource);
            final List<String> query = List.of(resource.substring(path.length()).split("[?&]"));
            Optional<Integer> status = Optional.empty();
            if (!BOOK_PATH.equals(path) && !OTHER_PATH.equals(path))
            {
                status = Optional.of(404);
            }
            else if (!query.contains("encoding=json"))
            {
                status = Optional.of(400);
            }
            else
            {
                status = faults.due(FaultKind.REFUSE_UPGRADE, "").map(fault ->
                {
                    faults.record(FaultKind.REFUSE_UPGRADE, resource, MarketFrame.NO_UPDATE_ID);
                    return (int)fault.number(Fault.STATUS, 503);
                });
            }
            status.ifPresent(refused -> counters.upgradesRefused.increment());
            return status;
        }

        @Override
        public void onOpen(final WebSocketImpl socket, final String resource)
        {
            final KiyotakaConnection connection = new KiyotakaConnection(
                new SimulatorSocket(socket, settings.queuedFrames(), settings.slowConsumerNs(), counters),
                BOOK_PATH.equals(path(resource)), frames, clock.getAsLong());
            socket.setAttachment(connection);
            counters.connectionsOpened.increment();
            connections.add(connection);
        }

        @Override
        public void onText(final WebSocketImpl socket, final String text)
        {
            if (!(socket.getAttachment() instanceof KiyotakaConnection connection))
            {
                return;
            }
            final Object message = requests.read(connection, text);
            // A heartbeat does not wait for the market.
            if (message != null && !KiyotakaRequests.answersPing(connection, message, clock.getAsLong()))
            {
                synchronized (lock)
                {
                    requests.onRequest(connection, message);
                }
            }
        }

        @Override
        public void onPing(final WebSocketImpl socket)
        {
            // A control ping is answered by the server library and does not replace the JSON heartbeat.
        }

        @Override
        public void onPong(final WebSocketImpl socket)
        {
            counters.pongsReceived.increment();
        }

        @Override
        public void onClosed(final WebSocketImpl socket)
        {
            if (socket.getAttachment() instanceof KiyotakaConnection connection && connections.remove(connection))
            {
                synchronized (lock)
                {
                    frames.onClosed(connection);
                }
            }
        }
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
