package org.ringtape.simulator.net;

import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.ringtape.simulator.VenueSimulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bare client: queues what comes, answers nothing but pings (which the library does itself). */
public final class PlainClient implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 10;
    private static final int NEVER_ON_THE_WIRE = 1006;

    public final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    public final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    public final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Socket socket;

    public PlainClient(final VenueSimulator simulator, final String path)
    {
        final long before = simulator.statistics().connectionsOpened();
        socket = new Socket(simulator.webSocketUri().resolve(path));
        try
        {
            if (!socket.connectBlocking(PATIENCE_SECONDS, TimeUnit.SECONDS) && !socket.opened)
            {
                throw new AssertionError("no connection to " + path);
            }
        }
        catch (final InterruptedException e)
        {
            throw new AssertionError(path, e);
        }
        // The answer to the upgrade is under way before the simulator has noted the connection and its time.
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (simulator.statistics().connectionsOpened() == before && System.nanoTime() - deadlineNs < 0)
        {
            Thread.onSpinWait();
        }
    }

    /** @return the HTTP status that an upgrade is refused with. */
    public static int refusedStatus(final VenueSimulator simulator, final String path)
    {
        try
        {
            HTTP.newWebSocketBuilder()
                .buildAsync(simulator.webSocketUri().resolve(path), new WebSocket.Listener()
                {
                })
                .join()
                .abort();
            throw new AssertionError("not refused: " + path);
        }
        catch (final CompletionException e)
        {
            return ((WebSocketHandshakeException)e.getCause()).getResponse().statusCode();
        }
    }

    public static HttpResponse<String> get(final VenueSimulator simulator, final String path)
    {
        try
        {
            return HTTP.send(request(simulator, path), HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException | InterruptedException e)
        {
            throw new AssertionError(path, e);
        }
    }

    public static HttpResponse<String> get(
        final VenueSimulator simulator, final String path, final String header, final String value)
    {
        try
        {
            final HttpRequest request = HttpRequest.newBuilder(simulator.restUri().resolve(path))
                .timeout(Duration.ofSeconds(20)).header(header, value).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException | InterruptedException e)
        {
            throw new AssertionError(path, e);
        }
    }

    public static CompletableFuture<HttpResponse<String>> getLater(final VenueSimulator simulator, final String path)
    {
        return HTTP.sendAsync(request(simulator, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(final VenueSimulator simulator, final String path)
    {
        final URI uri = simulator.restUri().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    }

    /** Sends; a venue that has closed in the meantime is no mistake of the caller's. */
    public void send(final String text)
    {
        try
        {
            socket.send(text);
        }
        catch (final WebsocketNotConnectedException e)
        {
            ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    public void subscribe(final String... streams)
    {
        send("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + String.join("\",\"", streams) + "\"],\"id\":1}");
    }

    /** @return the answer to the request. */
    public String ask(final String request)
    {
        send(request);
        return next();
    }

    public String next()
    {
        try
        {
            final String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null)
            {
                throw new AssertionError("no frame in " + PATIENCE_SECONDS + " s");
            }
            return text;
        }
        catch (final InterruptedException e)
        {
            throw new AssertionError(e);
        }
    }

    public List<String> next(final int count)
    {
        final List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            frames.add(next());
        }
        return frames;
    }

    /** @return {@code close <code> <reason>} or {@code cut}. */
    public String end()
    {
        return ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public void ping()
    {
        socket.sendPing();
    }

    @Override
    public void close()
    {
        socket.closeConnection(NEVER_ON_THE_WIRE, "");
    }

    /** Collects what comes, on the connection's own thread. */
    private final class Socket extends WebSocketClient
    {
        /** Writer: the connection's thread. A venue may close at once. */
        private volatile boolean opened;

        Socket(final URI uri)
        {
            super(uri);
            setConnectionLostTimeout(0);
        }

        @Override
        public void onOpen(final ServerHandshake answer)
        {
            opened = true;
        }

        @Override
        public void onMessage(final String text)
        {
            texts.add(text);
        }

        @Override
        public void onMessage(final ByteBuffer payload)
        {
            final byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            binaries.add(bytes);
        }

        @Override
        public void onWebsocketPing(final org.java_websocket.WebSocket connection, final Framedata ping)
        {
            pings.add(StandardCharsets.US_ASCII.decode(ping.getPayloadData().duplicate()).toString());
            super.onWebsocketPing(connection, ping);
        }

        @Override
        public void onClose(final int code, final String reason, final boolean byServer)
        {
            ended.complete(code == NEVER_ON_THE_WIRE ? "cut" : "close " + code + " " + reason);
        }

        @Override
        public void onError(final Exception problem)
        {
            // onClose follows
        }
    }
}
