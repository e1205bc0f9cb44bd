package org.ringtape.codecs.kiyotaka;

import java.util.List;

/**
 * Writes the text frames that a client sends, keys in the order of the vendor's examples. Request ids are integers that
 * the caller never repeats on a connection. Sources: pages "Connecting", "Subscribing", "Connection Lifecycle"; bodies
 * of the unsubscribe requests are INFERRED. Control path, any thread.
 */
public final class KiyotakaRequestEncoder
{
    /** Value of the compression parameter that asks for Brotli. */
    public static final String BROTLI = "brotli";

    private KiyotakaRequestEncoder()
    {
    }

    /**
     * Presents the key.
     *
     * @param token     key, a secret
     * @param requestId 0 or more; not sent if plain
     * @param plain     true for the documented bytes, which name no request; false for JSON-RPC with an id [INFERRED],
     *                  so that an answer can be matched
     * @return text of the frame, as secret as the key
     */
    public static String authenticate(final String token, final long requestId, final boolean plain)
    {
        final StringBuilder frame = plain ? new StringBuilder("{\"method\":\"public/authenticate\"") :
            begin("public/authenticate", requestId);
        frame.append(",\"params\":{");
        append(frame, "token", token);
        return frame.append("}}").toString();
    }

    /**
     * Asks for channels.
     *
     * @param channels    at least one
     * @param requestId   0 or more
     * @param compression {@link #BROTLI}, or null for plain text
     * @return text of the frame
     */
    public static String subscribe(
        final List<KiyotakaChannel> channels, final long requestId, final String compression)
    {
        final StringBuilder frame = begin("public/subscribe", requestId);
        return end(append(frame, channels), compression);
    }

    /**
     * Gives channels up.
     *
     * @param channels  at least one, with the parameters that they were asked for with
     * @param requestId 0 or more
     * @return text of the frame
     */
    public static String unsubscribe(final List<KiyotakaChannel> channels, final long requestId)
    {
        return end(append(begin("public/unsubscribe", requestId), channels), null);
    }

    /**
     * Gives everything on this connection up.
     *
     * @param requestId 0 or more
     * @return text of the frame
     */
    public static String unsubscribeAll(final long requestId)
    {
        return begin("public/unsubscribe_all", requestId).append(",\"params\":{}}").toString();
    }

    /**
     * Keeps the connection alive; the vendor closes one that has sent none for 60 s.
     *
     * @param timestampMs our clock, epoch milliseconds; comes back in the pong
     * @return text of the frame
     */
    public static String ping(final long timestampMs)
    {
        return "{\"type\":\"ping\",\"timestamp\":" + timestampMs + '}';
    }

    /**
     * Answers a ping of the server [INFERRED].
     *
     * @param timestamp as the ping had it
     * @return text of the frame
     */
    public static String pong(final long timestamp)
    {
        return "{\"type\":\"pong\",\"timestamp\":" + timestamp + '}';
    }

    private static StringBuilder begin(final String method, final long requestId)
    {
        if (requestId < 0)
        {
            throw new IllegalArgumentException("Request ids count from 0, not " + requestId);
        }
        return new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":").append(requestId)
            .append(",\"method\":\"").append(method).append('"');
    }

    private static StringBuilder append(final StringBuilder frame, final List<KiyotakaChannel> channels)
    {
        if (channels.isEmpty())
        {
            throw new IllegalArgumentException("A request needs at least one channel");
        }
        frame.append(",\"params\":{\"channels\":[");
        char separator = 0;
        for (final KiyotakaChannel channel : channels)
        {
            if (separator != 0)
            {
                frame.append(separator);
            }
            append(frame, channel);
            separator = ',';
        }
        return frame.append(']');
    }

    /** The version is always sent: without it points come without their series. */
    private static String end(final StringBuilder frame, final String compression)
    {
        append(frame, "compression", compression);
        append(frame, "version", "v2");
        return frame.append("}}").toString();
    }

    /** The examples of trades and aggregates have the category last, all others have it second. */
    private static void append(final StringBuilder frame, final KiyotakaChannel channel)
    {
        final boolean categoryLast = channel.type() == KiyotakaChannelType.TRADE ||
            channel.type() == KiyotakaChannelType.TRADE_AGG;
        frame.append('{');
        append(frame, "type", channel.type().name());
        append(frame, "category", categoryLast ? null : channel.category());
        append(frame, "exchange", channel.exchange());
        append(frame, "symbol", channel.symbol());
        append(frame, "category", categoryLast ? channel.category() : null);
        append(frame, "batchInterval", channel.batchInterval());
        append(frame, "blockSize", channel.blockSize());
        append(frame, "maxDepth", channel.maxDepth());
        append(frame, "quote", channel.quote());
        append(frame, "groupByType", channel.groupByType());
        append(frame, "updateFrequency", channel.updateFrequency());
        frame.append('}');
    }

    /** Appends a member, none if the value is null; a comma stands before it unless its object has just begun. */
    private static void append(final StringBuilder frame, final String key, final String value)
    {
        if (value == null)
        {
            return;
        }
        if (frame.charAt(frame.length() - 1) != '{')
        {
            frame.append(',');
        }
        frame.append('"').append(key).append("\":\"");
        for (int i = 0; i < value.length(); i++)
        {
            appendEscaped(frame, value.charAt(i));
        }
        frame.append('"');
    }

    private static void appendEscaped(final StringBuilder frame, final char c)
    {
        if (c == '"' || c == '\\')
        {
            frame.append('\\').append(c);
        }
        else if (c < ' ' || Character.isSurrogate(c))
        {
            // A lone surrogate has no UTF-8 form, and would go out as a question mark.
            frame.append(String.format("\\u%04x", (int)c));
        }
        else
        {
            frame.append(c);
        }
    }
}
