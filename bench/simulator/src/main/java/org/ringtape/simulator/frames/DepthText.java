package org.ringtape.simulator.frames;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Recognises depth bodies and depth frames in recorded text by their keys. */
final class DepthText
{
    private static final byte[] BODY_MARK = "\"lastUpdateId\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME_MARK = "\"depthUpdate\"".getBytes(StandardCharsets.US_ASCII);

    private DepthText()
    {
    }

    /** @return the members of a REST depth body; empty if the text is anything else. */
    static Optional<Map<?, ?>> restBody(final byte[] text)
    {
        // Most lines are not depth bodies: look for the one key that all bodies have before reading the whole text.
        if (!contains(text, BODY_MARK))
        {
            return Optional.empty();
        }
        return object(text).filter(body -> body.containsKey("lastUpdateId") && body.containsKey("bids") &&
            body.containsKey("asks") && !body.containsKey("e") && !body.containsKey("stream"));
    }

    /** @return the members of a depthUpdate event, taken out of its envelope if it has one. */
    static Optional<Map<?, ?>> depthUpdate(final byte[] text)
    {
        if (!contains(text, FRAME_MARK))
        {
            return Optional.empty();
        }
        return object(text)
            .map(frame -> frame.get("data") instanceof Map<?, ?> event ? event : frame)
            .filter(event -> "depthUpdate".equals(event.get("e")));
    }

    /** @return the integer under the key, or {@link Long#MIN_VALUE} if there is none. */
    static long number(final Map<?, ?> members, final String key)
    {
        return members.get(key) instanceof JsonNumber number && number.isUnsignedInteger() ?
            number.longValue() : Long.MIN_VALUE;
    }

    private static Optional<Map<?, ?>> object(final byte[] text)
    {
        try
        {
            return JsonReader.read(text) instanceof Map<?, ?> members ? Optional.of(members) : Optional.empty();
        }
        catch (final JsonSyntaxException e)
        {
            // A recording may hold broken frames on purpose; they are frames like any other.
            return Optional.empty();
        }
    }

    private static boolean contains(final byte[] text, final byte[] mark)
    {
        for (int i = 0; i <= text.length - mark.length; i++)
        {
            int matched = 0;
            while (matched < mark.length && text[i + matched] == mark[matched])
            {
                matched++;
            }
            if (matched == mark.length)
            {
                return true;
            }
        }
        return false;
    }
}
