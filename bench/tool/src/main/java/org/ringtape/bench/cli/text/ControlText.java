package org.ringtape.bench.cli.text;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.ringtape.bench.results.Json;
import org.ringtape.codecs.sink.ControlSink;

/** What answers and heartbeats say, as the {@code decode} command shows it: one object each, absent values null. */
final class ControlText implements ControlSink
{
    private final List<Object> answers = new ArrayList<>();

    /** What was said since the last call. */
    List<Object> take()
    {
        final List<Object> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
        answers.add(Json.map("type", "ACKNOWLEDGED", "id", id(requestId)));
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        refused("REFUSED", requestId, code, frame, messageOffset, messageLength);
    }

    @Override
    public void onCredentialsRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        refused("CREDENTIALS_REFUSED", requestId, code, frame, messageOffset, messageLength);
    }

    @Override
    public void onThrottled(final long requestId, final long retryAfterNs)
    {
        answers.add(Json.map("type", "THROTTLED", "id", id(requestId), "retryAfterNs", retryAfterNs));
    }

    @Override
    public void onReady()
    {
        answers.add(Json.map("type", "READY"));
    }

    @Override
    public void onPong(final long timestamp)
    {
        answers.add(Json.map("type", "PONG", "timestamp", timestamp));
    }

    @Override
    public void onPing(final long timestamp)
    {
        answers.add(Json.map("type", "PING", "timestamp", timestamp));
    }

    private void refused(
        final String type,
        final long requestId,
        final long code,
        final byte[] frame,
        final int messageOffset,
        final int messageLength)
    {
        final String text = new String(frame, messageOffset, messageLength, StandardCharsets.UTF_8);
        answers.add(Json.map("type", type, "id", id(requestId), "code", code,
            "text", messageLength == 0 ? null : unescaped(text)));
    }

    private static Object id(final long requestId)
    {
        return requestId == NO_REQUEST ? null : requestId;
    }

    /** A text without its escapes; what is no text of JSON stays as it was sent. */
    private static String unescaped(final String text)
    {
        if (text.indexOf('\\') < 0)
        {
            return text;
        }
        final byte[] json = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        try
        {
            final Map<String, Object> parsed = Json.object(json, json.length);
            return (String)parsed.get("text");
        }
        catch (final UncheckedIOException e)
        {
            return text;
        }
    }
}
