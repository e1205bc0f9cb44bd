package org.ringtape.feeds.transport;

import org.ringtape.feeds.transport.frame.FrameLimits;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceiveSocketFactory;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** Settings of the transports of one venue; read when a transport is made, so later changes concern later ones only. */
public final class TransportContext
{
    public static final int MAX_BUFFER_BYTES = 1 << 28;

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private boolean echoRequired;
    private String receiverName = "ringtape-receiver";
    private int readBufferBytes = 64 * 1024;
    private int maxHeadBytes = 16 * 1024;
    private int maxQueuedFrames = 1024;
    private FrameLimits limits = FrameLimits.DEFAULT;
    private SSLContext sslContext;
    private TlsProvider tls = TlsProvider.JDK;
    private NetworkRoute route = NetworkRoute.DEFAULT;
    private ReceiveMode receive = ReceiveMode.BLOCKING;
    private SocketFactory socketFactory;
    private Runnable receiverStart = TransportContext::startAtOnce;
    private Consumer<Throwable> errorHandler;

    private static void startAtOnce()
    {
        // nothing before
    }

    /** @return name of the receiver threads */
    public String receiverName()
    {
        return receiverName;
    }

    /** @param name of the receiver threads; default ringtape-receiver */
    public TransportContext receiverName(final String name)
    {
        receiverName = Objects.requireNonNull(name, "receiverName");
        return this;
    }

    /** @return what each receiver thread does first */
    public Runnable receiverStart()
    {
        return receiverStart;
    }

    /** @param task that each receiver thread does first, such as going to its core; default nothing */
    public TransportContext receiverStart(final Runnable task)
    {
        receiverStart = Objects.requireNonNull(task, "receiverStart");
        return this;
    }

    /** @return bytes of the read buffer */
    public int readBufferBytes()
    {
        return readBufferBytes;
    }

    /** @param bytes of the read buffer: most bytes taken from the socket at once; default 64 KiB, at least 1 KiB */
    public TransportContext readBufferBytes(final int bytes)
    {
        FrameLimits.requireBetween("readBufferBytes", bytes, 1024, MAX_BUFFER_BYTES);
        readBufferBytes = bytes;
        return this;
    }

    /** @return most bytes of the head of an upgrade answer */
    public int maxHeadBytes()
    {
        return maxHeadBytes;
    }

    /** @param bytes most bytes of the head of an upgrade answer; default 16 KiB, at least 1 KiB */
    public TransportContext maxHeadBytes(final int bytes)
    {
        FrameLimits.requireBetween("maxHeadBytes", bytes, 1024, MAX_BUFFER_BYTES);
        maxHeadBytes = bytes;
        return this;
    }

    /** @return most frames waiting for the writer thread */
    public int maxQueuedFrames()
    {
        return maxQueuedFrames;
    }

    /** @param frames most frames waiting for the writer thread, pongs included; default 1,024 */
    public TransportContext maxQueuedFrames(final int frames)
    {
        FrameLimits.requireBetween("maxQueuedFrames", frames, 1, Integer.MAX_VALUE);
        maxQueuedFrames = frames;
        return this;
    }

    /** @return bounds of received frames and messages */
    public FrameLimits limits()
    {
        return limits;
    }

    /** @param bounds of received frames and messages; default {@link FrameLimits#DEFAULT} */
    public TransportContext limits(final FrameLimits bounds)
    {
        limits = Objects.requireNonNull(bounds, "limits");
        return this;
    }

    /** @return header fields added to the upgrade request; a copy */
    public Map<String, String> headers()
    {
        return new TreeMap<>(headers);
    }

    /** @return true if an answer that does not name the subprotocol asked for is refused */
    public boolean isEchoRequired()
    {
        return echoRequired;
    }

    /**
     * Asks for a subprotocol. An answer that names another one, or one where none was asked for, is always refused.
     *
     * @param name     of the subprotocol; secrets are fine, it is never shown
     * @param required true if an answer that names none is refused, too
     * @return this
     */
    public TransportContext subprotocol(final String name, final boolean required)
    {
        echoRequired = required;
        return header("Sec-WebSocket-Protocol", name);
    }

    /**
     * Adds a field to the upgrade request. Asking for an extension this way is of no use: an answer that names one is
     * refused.
     *
     * @param name  of the field
     * @param value of the field; secrets are fine, it is never shown
     * @return this
     * @throws IllegalArgumentException if either holds a line break, or the name is no token
     */
    public TransportContext header(final String name, final String value)
    {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !value.matches("[\\t -~]*"))
        {
            throw new IllegalArgumentException("header " + name.replaceAll("[^!-~]", "?") + " is malformed");
        }
        headers.put(name, value);
        return this;
    }

    /** @return TLS settings, null for the default ones of {@link #tls()} */
    public SSLContext sslContext()
    {
        return sslContext;
    }

    /**
     * Sets keys and trust of one's own for wss; who made the context is then also who does TLS, and the trust store of
     * {@link #route} is not asked.
     *
     * @param context TLS settings; default null, {@link TlsProvider#context(TrustStore)}
     * @return this
     */
    public TransportContext sslContext(final SSLContext context)
    {
        sslContext = context;
        return this;
    }

    /** @return who does TLS, unless {@link #sslContext} says */
    public TlsProvider tls()
    {
        return tls;
    }

    /** @param provider of TLS for wss; default the JDK. Host name, certificate and version are held to the same */
    public TransportContext tls(final TlsProvider provider)
    {
        tls = Objects.requireNonNull(provider, "tls");
        return this;
    }

    /** @return whom to trust, unless {@link #sslContext} says, and which proxy to go through */
    public NetworkRoute route()
    {
        return route;
    }

    /** @param way to the venue: trust store and proxy; default {@link NetworkRoute#DEFAULT} */
    public TransportContext route(final NetworkRoute way)
    {
        route = Objects.requireNonNull(way, "route");
        return this;
    }

    /** @return how the receiver threads wait */
    public ReceiveMode receive()
    {
        return receive;
    }

    /** @param mode in which the receiver threads wait; default {@link ReceiveMode#BLOCKING} */
    public TransportContext receive(final ReceiveMode mode)
    {
        receive = Objects.requireNonNull(mode, "receive");
        return this;
    }

    /** @return maker of the TCP sockets: the one that was set, or the one of {@link #receive()} */
    public SocketFactory socketFactory()
    {
        return socketFactory == null ? new ReceiveSocketFactory(receive, readBufferBytes) : socketFactory;
    }

    /** @param factory makes the unconnected TCP sockets and so decides how reads wait; default by {@link #receive()} */
    public TransportContext socketFactory(final SocketFactory factory)
    {
        socketFactory = Objects.requireNonNull(factory, "socketFactory");
        return this;
    }

    /** @return where exceptions of listeners go */
    public Consumer<Throwable> errorHandler()
    {
        return errorHandler;
    }

    /** @param handler gets what listeners throw and what should not happen, on any thread; required */
    public TransportContext errorHandler(final Consumer<Throwable> handler)
    {
        errorHandler = Objects.requireNonNull(handler, "errorHandler");
        return this;
    }
}
