package org.ringtape.codecs.vatic;

import java.util.List;

/**
 * Writes the messages that a client sends. They carry no request id. Source: vendor page "WebSocket", both editions;
 * {@code unsubscribe} is documented in words only. Control path, any thread.
 */
public final class VaticRequestEncoder
{
    private VaticRequestEncoder()
    {
    }

    /**
     * Asks for target prices of one asset.
     *
     * @param asset       its symbol in lower case
     * @param marketTypes names of intervals, the full list wanted; null for all
     * @return text of the message
     */
    public static String subscribe(final String asset, final List<String> marketTypes)
    {
        final StringBuilder message = new StringBuilder("{\"type\":\"subscribe\",\"asset\":");
        quote(message, asset);
        if (marketTypes != null)
        {
            if (marketTypes.isEmpty())
            {
                throw new IllegalArgumentException("no interval of " + asset + " to subscribe to");
            }
            String separator = ",\"marketTypes\":[";
            for (final String marketType : marketTypes)
            {
                message.append(separator);
                quote(message, marketType);
                separator = ",";
            }
            message.append(']');
        }
        return message.append('}').toString();
    }

    /**
     * Asks for the live mark price of one asset.
     *
     * @param asset its symbol in lower case
     * @return text of the message
     */
    public static String subscribeMarkPrice(final String asset)
    {
        final StringBuilder message =
            new StringBuilder("{\"type\":\"subscribe\",\"channel\":\"hyperliquid_mark_price\",\"asset\":");
        quote(message, asset);
        return message.append('}').toString();
    }

    /** Ends every subscription of the connection; the venue knows no other way. */
    public static String unsubscribe()
    {
        return "{\"type\":\"unsubscribe\"}";
    }

    private static void quote(final StringBuilder message, final String text)
    {
        message.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\')
            {
                message.append('\\').append(c);
            }
            else if (c < ' ' || Character.isSurrogate(c))
            {
                // A lone surrogate has no UTF-8 form, and would go out as a question mark.
                message.append(String.format("\\u%04x", (int)c));
            }
            else
            {
                message.append(c);
            }
        }
        message.append('"');
    }
}
