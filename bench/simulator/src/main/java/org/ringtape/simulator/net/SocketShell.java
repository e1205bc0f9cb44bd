package org.ringtape.simulator.net;

import org.java_websocket.WebSocketImpl;

import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Puts a venue's logic behind sockets: it has the threads, the lock and the clock, and no rule of any venue. Any
 * thread.
 *
 * @param <C> what the venue keeps of a connection
 * @param <M> what it makes of a text message
 */
public final class SocketShell<C, M>
{
    private final VenueLogic<C, M> logic;
    private final LongSupplier clock;
    private final int queuedFrames;
    private final long slowConsumerNs;
    private final boolean stepped;
    private final SimulatorCounters counters;
    private final LoopbackVenue venue;
    private final Object lock = new Object();

    /** What a socket has attached. */
    private record Attached<C>(C connection)
    {
    }

    /**
     * @param name    of the threads
     * @param clock   epoch nanoseconds
     * @param limits  of a connection's queue
     * @param stepped whether nothing happens until {@link #poll()} is called; else a thread does that
     */
    public SocketShell(
        final String name,
        final VenueLogic<C, M> logic,
        final LongSupplier clock,
        final Limits limits,
        final boolean stepped,
        final SimulatorCounters counters)
    {
        this.logic = logic;
        this.clock = clock;
        this.stepped = stepped;
        this.counters = counters;
        queuedFrames = limits.queuedFrames();
        slowConsumerNs = limits.slowConsumerNs();
        venue = new LoopbackVenue(name, limits.webSocketPort(), limits.restPort(), new SocketEvents(),
            (path, parameters, headers) -> logic.onRequest(path, parameters, headers, clock.getAsLong()), counters);
    }

    /**
     * Where it listens, and what a connection may queue.
     *
     * @param webSocketPort  0 is the system's choice
     * @param restPort       0 is the system's choice
     * @param queuedFrames   frames to a connection before the venue waits
     * @param slowConsumerNs how long it waits before the connection is cut
     */
    public record Limits(int webSocketPort, int restPort, int queuedFrames, long slowConsumerNs)
    {
    }

    /** Binds the ports and begins. */
    public void start()
    {
        logic.start(clock.getAsLong());
        venue.start(stepped ? null : this::step);
    }

    /** Does everything that is due by the clock. */
    public void poll()
    {
        int work = 1;
        while (work > 0)
        {
            work = step();
        }
    }

    /** @return what something of the logic's is, while nothing else happens to it. */
    public <T> T locked(final Supplier<T> question)
    {
        synchronized (lock)
        {
            return question.get();
        }
    }

    public URI webSocketUri()
    {
        return venue.webSocketUri();
    }

    public URI restUri()
    {
        return venue.restUri();
    }

    /** Frees the ports and ends the threads. Idempotent. */
    public void close()
    {
        venue.close();
    }

    private int step()
    {
        synchronized (lock)
        {
            return logic.poll(clock.getAsLong());
        }
    }

    /** Hears of connections from the WebSocket server's threads. */
    private final class SocketEvents implements SimulatorSocketServer.Events
    {
        @Override
        public Optional<Integer> refusal(final String resource)
        {
            final Optional<Integer> status = logic.refusal(resource);
            status.ifPresent(refused -> counters.upgradesRefused.increment());
            return status;
        }

        @Override
        public void onOpen(final WebSocketImpl socket, final String resource)
        {
            synchronized (lock)
            {
                counters.connectionsOpened.increment();
                socket.setAttachment(new Attached<>(logic.onOpen(
                    new SimulatorSocket(socket, queuedFrames, slowConsumerNs, counters), resource,
                    clock.getAsLong())));
            }
        }

        @Override
        public void onText(final WebSocketImpl socket, final String text)
        {
            final C connection = connectionOf(socket);
            final M message = connection == null ? null : logic.read(connection, text, clock.getAsLong());
            if (message != null)
            {
                synchronized (lock)
                {
                    logic.onMessage(connection, message, clock.getAsLong());
                }
            }
        }

        @Override
        public void onPing(final WebSocketImpl socket)
        {
            // answered by the server library
        }

        @Override
        public void onPong(final WebSocketImpl socket)
        {
            final C connection = connectionOf(socket);
            if (connection != null)
            {
                logic.onPong(connection);
            }
            counters.pongsReceived.increment(); // last: whoever sees the count finds the pong noted
        }

        @Override
        public void onClosed(final WebSocketImpl socket)
        {
            final C connection = connectionOf(socket);
            if (connection != null)
            {
                synchronized (lock)
                {
                    logic.onClosed(connection);
                }
            }
        }

        @SuppressWarnings("unchecked") // only onOpen attaches
        private C connectionOf(final WebSocketImpl socket)
        {
            return socket.getAttachment() instanceof Attached<?> attached ? (C)attached.connection() : null;
        }
    }
}
