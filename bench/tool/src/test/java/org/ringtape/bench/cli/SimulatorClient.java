package org.ringtape.bench.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.ringtape.simulator.frames.JsonReader;

/** A bare client that listens to a simulator until it has heard from every kind of stream it asked for. */
final class SimulatorClient implements WebSocket.Listener
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    private SimulatorClient()
    {
    }

    /** All frames up to the last kind of stream, one of each stream at most; an assertion fails if one is silent. */
    static List<String> frames(final URI uri, final Set<String> streams) throws Exception
    {
        final SimulatorClient client = new SimulatorClient();
        final WebSocket socket = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(uri, client).join();
        try
        {
            socket.sendText("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + String.join("\",\"", streams) +
                "\"],\"id\":1}", true).join();
            final Set<String> missing = new TreeSet<>();
            streams.forEach((stream) -> missing.add(channel(stream)));
            final Set<String> heard = new TreeSet<>();
            final List<String> frames = new ArrayList<>();
            while (!missing.isEmpty())
            {
                final String text = client.texts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (text == null)
                {
                    throw new AssertionError("nothing more, and never heard " + missing);
                }
                final Object name =
                    ((Map<?, ?>)JsonReader.read(text.getBytes(StandardCharsets.UTF_8))).get("stream");
                if (name instanceof String stream && heard.add(stream))
                {
                    missing.remove(channel(stream));
                    frames.add(text);
                }
            }
            return frames;
        }
        finally
        {
            socket.abort();
        }
    }

    /** The body of an answer that must be good. @param request {@code GET} and a path */
    static byte[] body(final URI base, final String request, final String parameters) throws Exception
    {
        final URI uri = base.resolve(request.substring("GET ".length()) + parameters);
        final HttpResponse<byte[]> answer = HTTP.send(
            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200)
        {
            throw new AssertionError(request + parameters + " answered " + answer.statusCode());
        }
        return answer.body();
    }

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

    private static String channel(final String stream)
    {
        return stream.substring(stream.indexOf('@') + 1);
    }
}
