package org.ringtape.simulator.binance;

import org.java_websocket.WebSocketImpl;
import org.ringtape.simulator.SimulatorException;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.FaultPipe;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.market.TrueBook;
import org.ringtape.simulator.market.VenueStream;
import org.ringtape.simulator.net.LoopbackPorts;
import org.ringtape.simulator.net.Recipients;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorSocketServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Binance on loopback: European options v2 and the futures that share its sequencing. Source of every rule: the venue's
 * public documents as collected in the wire specification (Endpoints, Subscription protocol, Limits, REST depth).
 *
 * <p>WebSocket paths {@code [/public|/market|/private]/ws[/<stream>…]} and {@code …/stream[?streams=a/b]}; REST
 * {@code /eapi|fapi|dapi/v1/depth}. Other paths answer 404.
 */
public final class BinanceSimulator implements VenueSimulator
{
    private final Builder settings;
    private final MarketSource market;
    private final BinanceLimits limits;
    private final SimulatorCounters counters = new SimulatorCounters();
    private final FaultBoard faults = new FaultBoard();
    private final List<BinanceConnection> connections = new CopyOnWriteArrayList<>();
    private final RestartedIds ids = new RestartedIds();
    private final PastBooks past;
    private final BinanceRequests requests;
    private final Object subscriptionLock = new Object();
    private ScheduledExecutorService timer;
    private SimulatorSocketServer socketServer;
    private BinanceRestServer restServer;
    private int socketPort;
    private boolean closed;

    private BinanceSimulator(final Builder settings)
    {
        this.settings = settings;
        this.market = settings.market;
        this.limits = settings.limits();
        this.past = new PastBooks(market, faults, System::nanoTime);
        this.requests = new BinanceRequests(faults, counters, limits.streams(), this::announceSubscriptions);
        settings.faults.forEach(faults::add);
    }

    /** @param market what to serve; closed with the simulator. */
    public static Builder builder(final MarketSource market)
    {
        return new Builder(market);
    }

    @Override
    public synchronized void start()
    {
        if (socketServer != null || closed)
        {
            throw new IllegalStateException("a simulator starts once");
        }
        final ServerSocketChannel channel = LoopbackPorts.bindWebSocket(settings.webSocketPort);
        socketPort = channel.socket().getLocalPort();
        restServer = bindRest(channel);
        socketServer = new SimulatorSocketServer(channel, new SocketEvents());
        timer = Executors.newSingleThreadScheduledExecutor(task -> LoopbackPorts.daemon(task, "simulator-timer"));
        final long periodNs = Math.max(1_000_000, Math.min(limits.pingPeriodNs(), limits.pongDeadlineNs()) / 4);
        timer.scheduleAtFixedRate(this::pollConnections, periodNs, Math.min(periodNs, 100_000_000),
            TimeUnit.NANOSECONDS);
        market.start(new FaultPipe(faults, new Connections(), ids, past, settings.seed));
        restServer.start();
        socketServer.start();
    }

    @Override
    public URI webSocketUri()
    {
        return URI.create("ws://127.0.0.1:" + socketPort + "/");
    }

    @Override
    public synchronized URI restUri()
    {
        return URI.create("http://127.0.0.1:" + restServer.port() + "/");
    }

    /**
     * The book as a client must have it, see {@link MarketSource#trueBook}: in the numbers that clients are told, which
     * are not the market's any more once a fault has made them begin anew.
     *
     * @param symbol venue symbol
     * @return the book, or empty if the symbol has none (yet)
     */
    public Optional<TrueBook> trueBook(final String symbol)
    {
        return market.trueBook(symbol).map(ids::told);
    }

    /** @return the market this simulator serves. */
    public MarketSource market()
    {
        return market;
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
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        market.close();
        if (socketServer == null)
        {
            return;
        }
        timer.shutdownNow();
        restServer.stop();
        try
        {
            socketServer.stop(1000);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    private BinanceRestServer bindRest(final ServerSocketChannel channel)
    {
        try
        {
            return new BinanceRestServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.restPort),
                market, new DepthDesk(market, faults, ids, past), faults, counters,
                new RequestWeight(limits.restWeight()), settings.clock);
        }
        catch (final IOException e)
        {
            LoopbackPorts.closeQuietly(channel, e);
            throw new SimulatorException("REST port " + settings.restPort + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void pollConnections()
    {
        final long nowNs = settings.clock.getAsLong();
        connections.forEach(connection -> connection.poll(nowNs));
    }

    private void announceSubscriptions()
    {
        // One at a time and read inside the lock, so that the market's last word is the latest state.
        synchronized (subscriptionLock)
        {
            market.onSubscriptions(subscriptions());
        }
    }

    /** Streams that any client has subscribed to now, by name. Any thread. */
    public Set<String> subscriptions()
    {
        final Set<String> names = new LinkedHashSet<>();
        connections.forEach(connection -> names.addAll(connection.receivable()));
        return names;
    }

    /** Streams of the connection that has most. Any thread. */
    public int mostStreamsOfAConnection()
    {
        return connections.stream().mapToInt(connection -> connection.names().size()).max().orElse(0);
    }

    /** Hears of connections from the WebSocket server's threads. */
    private final class SocketEvents implements SimulatorSocketServer.Events
    {
        @Override
        public Optional<Integer> refusal(final String resource)
        {
            final Optional<Integer> refusal = BinanceScope.of(resource).isEmpty() ? Optional.of(404) :
                faults.due(FaultKind.REFUSE_UPGRADE, "").map(fault ->
                {
                    faults.record(FaultKind.REFUSE_UPGRADE, resource, MarketFrame.NO_UPDATE_ID);
                    return (int)fault.number(Fault.STATUS, 503);
                });
            refusal.ifPresent(status -> counters.upgradesRefused.increment());
            return refusal;
        }

        @Override
        public void onOpen(final WebSocketImpl socket, final String resource)
        {
            final BinanceConnection connection = new BinanceConnection(
                socket, BinanceScope.of(resource).orElseThrow(), limits, counters, settings.clock);
            socket.setAttachment(connection);
            counters.connectionsOpened.increment();
            connections.add(connection);
            requests.onUrlStreams(connection);
        }

        @Override
        public void onText(final WebSocketImpl socket, final String text)
        {
            if (!(socket.getAttachment() instanceof BinanceConnection connection))
            {
                return;
            }
            if (connection.countsMessage())
            {
                requests.onText(connection, text);
            }
            else
            {
                announceSubscriptions();
            }
        }

        @Override
        public void onPing(final WebSocketImpl socket)
        {
            if (!(socket.getAttachment() instanceof BinanceConnection connection))
            {
                return;
            }
            connection.countsMessage();
        }

        @Override
        public void onPong(final WebSocketImpl socket)
        {
            if (!(socket.getAttachment() instanceof BinanceConnection connection))
            {
                return;
            }
            connection.onPong();
            counters.pongsReceived.increment(); // last: whoever sees the count finds the pong noted
            if (limits.pongsCount())
            {
                connection.countsMessage();
            }
        }

        @Override
        public void onClosed(final WebSocketImpl socket)
        {
            if (socket.getAttachment() instanceof BinanceConnection connection && connections.remove(connection))
            {
                announceSubscriptions();
            }
        }
    }

    /** Spreads the market's frames over the connections. Market thread. */
    private final class Connections implements Recipients
    {
        @Override
        public boolean isWanted(final VenueStream stream)
        {
            return connections.stream().anyMatch(connection -> connection.receives(stream));
        }

        @Override
        public void deliver(final MarketFrame frame)
        {
            for (final BinanceConnection connection : connections)
            {
                connection.deliver(frame);
            }
        }

        @Override
        public void deliverUnasked(final VenueStream stream, final MarketFrame frame)
        {
            receivers(stream).forEach(connection -> connection.deliverUnasked(frame));
        }

        @Override
        public void silence(final VenueStream stream)
        {
            receivers(stream).forEach(BinanceConnection::silence);
            announceSubscriptions();
        }

        @Override
        public void close(final VenueStream stream, final int code)
        {
            ended(stream).forEach(connection -> connection.close(code, "closed by the venue"));
        }

        @Override
        public void cut(final VenueStream stream)
        {
            ended(stream).forEach(BinanceConnection::cut);
        }

        /** The market hears of an end before the client can: else a quick reconnect would hide it from the market. */
        private List<BinanceConnection> ended(final VenueStream stream)
        {
            final List<BinanceConnection> receivers = receivers(stream);
            receivers.forEach(BinanceConnection::end);
            announceSubscriptions();
            return receivers;
        }

        private List<BinanceConnection> receivers(final VenueStream stream)
        {
            return connections.stream().filter(connection -> connection.receives(stream)).toList();
        }
    }

    /** Settings of a simulator; the defaults are the venue's. Not thread-safe. */
    public static final class Builder
    {
        private final MarketSource market;
        private final ArrayList<Fault> faults = new ArrayList<>();
        private int webSocketPort;
        private int restPort;
        private int messagesPerSecond = 10;
        private int streams = 200;
        private long restWeight = 2400;
        private Duration pingPeriod = Duration.ofMinutes(5);
        private Duration pongDeadline = Duration.ofMinutes(15);
        private Duration maxAge = Duration.ofHours(24);
        private int queuedFrames = 4096;
        private Duration slowConsumer = Duration.ofSeconds(10);
        private boolean pongsCount;
        private long seed = 1;
        private LongSupplier clock = () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

        private Builder(final MarketSource market)
        {
            this.market = market;
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

        /** @param limit client messages in a rolling second before close 1008 (default 10). */
        public Builder messagesPerSecond(final int limit)
        {
            messagesPerSecond = limit;
            return this;
        }

        /** @param limit streams on a connection before error code 4 (default 200). */
        public Builder streamsPerConnection(final int limit)
        {
            streams = limit;
            return this;
        }

        /** @param limit REST weight a minute before 429 (default 2400). */
        public Builder restWeightPerMinute(final long limit)
        {
            restWeight = limit;
            return this;
        }

        /** @param period time between pings (default 5 min). @param deadline for a pong (default 15 min). */
        public Builder pings(final Duration period, final Duration deadline)
        {
            pingPeriod = period;
            pongDeadline = deadline;
            return this;
        }

        /** @param age at which a connection is closed (default 24 h). */
        public Builder maxConnectionAge(final Duration age)
        {
            maxAge = age;
            return this;
        }

        /** @param frames queued to a connection before the market waits. @param patience before it is cut. */
        public Builder slowConsumer(final int frames, final Duration patience)
        {
            queuedFrames = frames;
            slowConsumer = patience;
            return this;
        }

        /** @param count whether pongs count towards the message limit (default no: unknown for this host). */
        public Builder pongsCount(final boolean count)
        {
            pongsCount = count;
            return this;
        }

        /** @param randomSeed of the rewriting faults (default 1). */
        public Builder seed(final long randomSeed)
        {
            seed = randomSeed;
            return this;
        }

        /** @param epochNanoseconds clock behind limits, pings and ages. */
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
        public BinanceSimulator build()
        {
            return new BinanceSimulator(this);
        }

        private BinanceLimits limits()
        {
            return new BinanceLimits(messagesPerSecond, streams, restWeight, pingPeriod.toNanos(),
                pongDeadline.toNanos(), maxAge.toNanos(), queuedFrames, slowConsumer.toNanos(), pongsCount);
        }
    }
}
