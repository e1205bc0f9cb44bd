package org.ringtape.feeds.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.ringtape.feeds.transport.frame.FrameParser;
import org.ringtape.feeds.transport.frame.WireDraft;
import org.ringtape.feeds.transport.socket.TransportSocket;

/**
 * A {@link Transport} over Java-WebSocket's client. Its run method is the whole life of the receiver thread, so the
 * listener hears of the end when that method has returned, whichever thread or layer brought the end about.
 *
 * <p>What ended the connection is recorded by whoever comes first; later causes are its consequences.
 */
public final class WebSocketTransport implements Transport
{
    private static final long FLUSH_TIMEOUT_MS = 1_000;
    private static final int MAX_PORT = 0xFFFF;
    private static final int MAX_REASON_BYTES = FrameParser.MAX_CONTROL_PAYLOAD - 2;

    private final TransportContext ctx;
    private final GuardedListener listener;
    private final Client client;
    private final WebSocketImpl engine;
    private final WireDraft draft;
    private final TransportSocket socket;
    private final String receiverName;
    private final Runnable receiverStart;
    private final int maxQueuedFrames;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<End> end = new AtomicReference<>();
    /** Written by the receiver or the writer thread; only ever shown. */
    private volatile Exception failure;

    /**
     * A transport that is not connected yet.
     *
     * @param uri      ws or wss, with a host
     * @param ctx      settings; its error handler is required
     * @param listener for this connection
     * @throws IllegalArgumentException if the URI cannot be connected to
     * @throws IOException              if no socket could be made
     */
    public WebSocketTransport(final URI uri, final TransportContext ctx, final TransportListener listener)
        throws IOException
    {
        final boolean secure = "wss".equalsIgnoreCase(uri.getScheme());
        if ((!secure && !"ws".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null || uri.getUserInfo() != null)
        {
            throw new IllegalArgumentException("need ws://host or wss://host without user, scheme and host are " +
                uri.getScheme() + " and " + uri.getHost());
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT)
        {
            throw new IllegalArgumentException("no such port: " + uri.getPort());
        }
        this.ctx = ctx;
        this.listener = new GuardedListener(Objects.requireNonNull(listener, "listener"),
            Objects.requireNonNull(ctx.errorHandler(), "errorHandler"), () -> cut("listener failed"));
        receiverName = ctx.receiverName();
        receiverStart = ctx.receiverStart();
        maxQueuedFrames = ctx.maxQueuedFrames();
        final WireDraft prototype = new WireDraft(ctx.limits(), ctx.maxHeadBytes(), new DraftEvents());
        prototype.requireEcho(ctx.isEchoRequired());
        client = new Client(uri, prototype);
        engine = (WebSocketImpl)client.getConnection();
        draft = (WireDraft)engine.getDraft();
        draft.attach(engine);
        final Socket tcp = ctx.socketFactory().createSocket();
        socket = new TransportSocket(tcp, secure ? tlsFactory() : null, uri, ctx, engine.outQueue, draft);
        client.use(socket);
    }

    private SSLSocketFactory tlsFactory() throws IOException
    {
        try
        {
            final SSLContext tls = ctx.sslContext() == null ?
                ctx.tls().context(ctx.route().trustStore()) : ctx.sslContext();
            return tls.getSocketFactory();
        }
        catch (final GeneralSecurityException e)
        {
            throw new IOException("no TLS by " + ctx.tls(), e);
        }
    }

    @Override
    public void connect()
    {
        if (!started.compareAndSet(false, true))
        {
            throw new IllegalStateException("a transport connects once");
        }
        final Thread receiver = new Thread(this::receive, receiverName);
        receiver.setDaemon(true);
        receiver.start();
    }

    @Override
    public boolean send(final String text)
    {
        Objects.requireNonNull(text, "text");
        synchronized (engine)
        {
            if (!engine.isOpen() || draft.isCloseSent() || isQueueFull())
            {
                return false;
            }
            draft.sendText(engine, text);
            return true;
        }
    }

    @Override
    public boolean ping()
    {
        synchronized (engine)
        {
            if (!engine.isOpen() || draft.isCloseSent() || isQueueFull())
            {
                return false;
            }
            engine.sendFrame(new PingFrame());
            return true;
        }
    }

    @Override
    public void close(final int code, final String reason)
    {
        if (!CloseCode.maySend(code) || reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES)
        {
            throw new IllegalArgumentException("close code must not be sent or reason is too long: " + code);
        }
        if (engine.getReadyState() == ReadyState.NOT_YET_CONNECTED)
        {
            abort();
        }
        else
        {
            draft.startClose(engine, code, reason);
        }
    }

    @Override
    public void abort()
    {
        cut("aborted");
    }

    private boolean isQueueFull()
    {
        return engine.outQueue.size() >= maxQueuedFrames;
    }

    private void cut(final String reason)
    {
        listener.mute();
        ended(CloseCode.ABNORMAL, reason, false);
        try
        {
            socket.abort();
        }
        catch (final IOException e)
        {
            listener.report(e);
        }
    }

    private void ended(final int code, final String reason, final boolean byPeer)
    {
        end.compareAndSet(null, new End(code, reason == null ? "" : reason, byPeer));
    }

    /** Receiver thread, from start to end. */
    private void receive()
    {
        try
        {
            receiverStart.run();
            client.run();
        }
        catch (final Throwable unexpected)
        {
            listener.report(unexpected);
            ended(CloseCode.ABNORMAL, "receiver failed", false);
            // Ends the writer thread, which would wait for frames for ever.
            engine.closeConnection(CloseFrame.ABNORMAL_CLOSE, "receiver failed");
        }
        try
        {
            socket.finish(client.opened ? FLUSH_TIMEOUT_MS : 0);
        }
        catch (final IOException e)
        {
            listener.report(e);
        }
        ended(CloseCode.ABNORMAL, "ended", false);
        final End last = end.get();
        listener.onClosed(last.code, last.reason, last.byPeer);
    }

    /** How it ended, in the listener's terms. */
    private record End(int code, String reason, boolean byPeer)
    {
    }

    /** What the draft tells. */
    private final class DraftEvents implements TransportListener
    {
        @Override
        public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            listener.onFrame(buffer, offset, length, text);
        }

        @Override
        public void onUpgradeRefused(final int httpStatus, final String detail)
        {
            ended(CloseCode.ABNORMAL, "upgrade refused with HTTP status " + httpStatus, true);
            listener.onUpgradeRefused(httpStatus, detail);
        }

        @Override
        public void onRetryAfter(final String value, final String date)
        {
            listener.onRetryAfter(value, date);
        }

        @Override
        public void onClosed(final int code, final String reason, final boolean byPeer)
        {
            throw new UnsupportedOperationException("a draft does not close");
        }
    }

    /** Java-WebSocket's client, run on our thread and over our socket. */
    private final class Client extends WebSocketClient
    {
        /** Receiver thread only. */
        private boolean opened;

        private Client(final URI uri, final WireDraft prototype)
        {
            super(uri, prototype, ctx.headers());
            setTcpNoDelay(true);
            setConnectionLostTimeout(0);
            setDaemon(true);
            setDnsResolver(null); // the socket resolves, itself or by a proxy
            setReceiveBufferSize(1); // for the blanks that it is given in place of what is received
        }

        /** The other way in, a factory, would have its socket wrapped or asked for TLS by the superclass. */
        @SuppressWarnings("deprecation")
        private void use(final TransportSocket prepared)
        {
            setSocket(prepared);
        }

        @Override
        public void onOpen(final ServerHandshake answer)
        {
            opened = true;
            listener.onOpen();
        }

        @Override
        public void onMessage(final String message)
        {
            throw new IllegalStateException("the draft delivers data itself");
        }

        /**
         * Not left to the superclass, which throws when the connection closes meanwhile and queues without bound. The
         * listener comes first, so that a peer that has our pong can rely on what the ping did.
         */
        @Override
        public void onWebsocketPing(final WebSocket connection, final Framedata ping)
        {
            listener.onPing();
            synchronized (engine)
            {
                if (isQueueFull())
                {
                    cut("send queue full: peer pings but does not read");
                }
                else if (engine.isOpen())
                {
                    draft.send(engine, new PongFrame((PingFrame)ping));
                }
            }
        }

        @Override
        public void onWebsocketPong(final WebSocket connection, final Framedata pong)
        {
            listener.onPong();
        }

        @Override
        public void onClose(final int code, final String reason, final boolean remote)
        {
            if (code == CloseFrame.NEVER_CONNECTED)
            {
                final Exception cause = failure;
                final String shown = cause == null ?
                    "dropped during the handshake" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
                ended(cause instanceof SSLException ? CloseCode.TLS_FAILURE : CloseCode.ABNORMAL, shown, remote);
            }
            else if (code == CloseFrame.ABNORMAL_CLOSE)
            {
                final boolean silent = reason == null || reason.isEmpty();
                ended(code, silent ? "dropped without a close frame" : reason, remote && !draft.isCloseSent());
            }
            else
            {
                ended(code, reason, remote);
            }
        }

        /**
         * I/O and protocol failures come back as the end of the connection; anything else is a fault of the program.
         */
        @Override
        public void onError(final Exception e)
        {
            failure = e;
            if (!(e instanceof IOException) && !(e instanceof InvalidDataException))
            {
                listener.report(e);
            }
        }
    }
}
