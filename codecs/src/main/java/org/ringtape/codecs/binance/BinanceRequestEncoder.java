package org.ringtape.codecs.binance;

import java.util.List;

/**
 * Writes the text frames that a client sends. Request ids are unsigned integers that the caller never repeats on a
 * connection. Source: venue documents, "Live Subscribing/Unsubscribing to streams". Control path, any thread.
 */
public final class BinanceRequestEncoder
{
    private BinanceRequestEncoder()
    {
    }

    /**
     * Asks for streams.
     *
     * @param streams   names as the venue spells them, at least one
     * @param requestId 0 or more
     * @return text of the frame
     */
    public static String subscribe(final List<String> streams, final long requestId)
    {
        return request("SUBSCRIBE", streams, requestId);
    }

    /**
     * Gives streams up.
     *
     * @param streams   names as the venue spells them, at least one
     * @param requestId 0 or more
     * @return text of the frame
     */
    public static String unsubscribe(final List<String> streams, final long requestId)
    {
        return request("UNSUBSCRIBE", streams, requestId);
    }

    /**
     * Asks what is subscribed on this connection.
     *
     * @param requestId 0 or more
     * @return text of the frame
     */
    public static String listSubscriptions(final long requestId)
    {
        final StringBuilder frame = begin("LIST_SUBSCRIPTIONS", requestId);
        return end(frame, requestId);
    }

    private static String request(final String method, final List<String> streams, final long requestId)
    {
        if (streams.isEmpty())
        {
            throw new IllegalArgumentException(method + " needs at least one stream");
        }
        final StringBuilder frame = begin(method, requestId);
        frame.append(",\"params\":[");
        String separator = "";
        for (final String stream : streams)
        {
            frame.append(separator);
            appendQuoted(frame, stream);
            separator = ",";
        }
        frame.append(']');
        return end(frame, requestId);
    }

    private static StringBuilder begin(final String method, final long requestId)
    {
        if (requestId < 0)
        {
            throw new IllegalArgumentException("The venue takes unsigned request ids only, not " + requestId);
        }
        return new StringBuilder("{\"method\":\"").append(method).append('"');
    }

    private static String end(final StringBuilder frame, final long requestId)
    {
        return frame.append(",\"id\":").append(requestId).append('}').toString();
    }

    private static void appendQuoted(final StringBuilder frame, final String text)
    {
        frame.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
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
        frame.append('"');
    }
}
