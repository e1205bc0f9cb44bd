package org.ringtape.bench.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bare client of the JDK: queues what comes, answers nothing but pings (which the JDK does itself). */
final class PlainClient implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 10;

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();
    private final WebSocket socket;

    PlainClient(final VenueSimulator simulator, final String path)
    {
        this.socket = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .buildAsync(simulator.webSocketUri().resolve(path), new Listener()).join();
    }

    static HttpResponse<String> get(final VenueSimulator simulator, final String path)
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

    static HttpResponse<String> get(
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

    static CompletableFuture<HttpResponse<String>> getLater(final VenueSimulator simulator, final String path)
    {
        return HTTP.sendAsync(request(simulator, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(final VenueSimulator simulator, final String path)
    {
        final URI uri = simulator.restUri().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    }

    void send(final String text)
    {
        socket.sendText(text, true).join();
    }

    void subscribe(final String... streams)
    {
        send("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + String.join("\",\"", streams) + "\"],\"id\":1}");
    }

    /** @return the answer to the request. */
    String ask(final String request)
    {
        send(request);
        return next();
    }

    String next()
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

    List<String> next(final int count)
    {
        final List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            frames.add(next());
        }
        return frames;
    }

    /** @return {@code close <code> <reason>} or {@code cut}. */
    String end()
    {
        return ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    void ping()
    {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    @Override
    public void close()
    {
        socket.abort();
    }

    /** Collects the parts of messages. */
    private final class Listener implements WebSocket.Listener
    {
        private final StringBuilder message = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean last)
        {
            message.append(part);
            if (last)
            {
                texts.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(final WebSocket from, final ByteBuffer part, final boolean last)
        {
            final byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last)
            {
                binaries.add(binary.toByteArray());
                binary.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(final WebSocket from, final ByteBuffer payload)
        {
            pings.add(StandardCharsets.US_ASCII.decode(payload).toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket from, final int code, final String reason)
        {
            // 1006 is never on the wire: the JDK makes it up when the connection just ended.
            ended.complete(code == 1006 ? "cut" : "close " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(final WebSocket from, final Throwable problem)
        {
            ended.complete("cut");
        }
    }
}
