package org.ringtape.simulator.net;

import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.server.DefaultWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Adapts Java-WebSocket's server to a simulator. Its workers call one connection's methods in order. */
public final class SimulatorSocketServer extends WebSocketServer
{
    private static final long FLUSH_NS = 10_000_000L;

    private final Events events;
    private final Thread flusher = new Thread(this::flushQueues, "simulator-flush");

    /** What a simulator hears of its connections. */
    public interface Events
    {
        /** @return the HTTP status to refuse this upgrade with, or empty to accept it. */
        Optional<Integer> refusal(String resource);

        /** The upgrade was accepted. */
        void onOpen(WebSocketImpl socket, String resource);

        /** A text message came. */
        void onText(WebSocketImpl socket, String text);

        /** A ping came; it is answered by the caller. */
        void onPing(WebSocketImpl socket);

        /** A pong came. */
        void onPong(WebSocketImpl socket);

        /** The connection is gone. */
        void onClosed(WebSocketImpl socket);
    }

    /** @param bound a channel that already listens, so that a port in use fails where the simulator is started. */
    public SimulatorSocketServer(final ServerSocketChannel bound, final Events events)
    {
        super(bound);
        this.events = events;
        setTcpNoDelay(true);
        setDaemon(true);
        flusher.setDaemon(true);
        setConnectionLostTimeout(0);
        setWebSocketFactory(new DefaultWebSocketServerFactory()
        {
            @Override
            public WebSocketImpl createWebSocket(final WebSocketAdapter adapter, final List<Draft> drafts)
            {
                return new WebSocketImpl(adapter, List.of(new RefusableDraft()));
            }
        });
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        final WebSocket socket, final Draft draft, final ClientHandshake request) throws InvalidDataException
    {
        final ServerHandshakeBuilder response = super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
        events.refusal(request.getResourceDescriptor()).ifPresent(status ->
        {
            ((RefusableDraft)draft).refuse(status);
            socket.setAttachment(status);
        });
        return response;
    }

    @Override
    public void onOpen(final WebSocket socket, final ClientHandshake request)
    {
        if (socket.getAttachment() instanceof Integer)
        {
            ((WebSocketImpl)socket).flushAndClose(1006, "upgrade refused", false);
            return;
        }
        events.onOpen((WebSocketImpl)socket, request.getResourceDescriptor());
    }

    @Override
    public void onMessage(final WebSocket socket, final String text)
    {
        events.onText((WebSocketImpl)socket, text);
    }

    @Override
    public void onMessage(final WebSocket socket, final ByteBuffer binary)
    {
        // Every venue here expects text; a binary message is no JSON to it.
        events.onText((WebSocketImpl)socket, "");
    }

    @Override
    public void onWebsocketPing(final WebSocket socket, final Framedata ping)
    {
        events.onPing((WebSocketImpl)socket);
        super.onWebsocketPing(socket, ping);
    }

    @Override
    public void onWebsocketPong(final WebSocket socket, final Framedata pong)
    {
        events.onPong((WebSocketImpl)socket);
    }

    @Override
    public void onClose(final WebSocket socket, final int code, final String reason, final boolean remote)
    {
        events.onClosed((WebSocketImpl)socket);
    }

    @Override
    public void onError(final WebSocket socket, final Exception problem)
    {
        // A broken connection is followed by onClose; the listening socket was bound before this server began.
    }

    @Override
    public void onStart()
    {
        flusher.start();
    }

    @Override
    public void stop(final int timeoutMs, final String closeMessage) throws InterruptedException
    {
        flusher.interrupt();
        super.stop(timeoutMs, closeMessage);
    }

    /**
     * The library's selector thread stops to wait for room when it has found a queue empty; a frame that another thread
     * queues between the two goes out with the next one only, which may never come. So somebody looks now and then.
     */
    private void flushQueues()
    {
        while (!Thread.currentThread().isInterrupted())
        {
            for (final WebSocket socket : getConnections())
            {
                if (socket.hasBufferedData())
                {
                    onWriteDemand(socket);
                }
            }
            LockSupport.parkNanos(FLUSH_NS);
        }
    }
}
