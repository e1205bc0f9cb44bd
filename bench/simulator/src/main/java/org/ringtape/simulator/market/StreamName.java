package org.ringtape.simulator.market;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A stream's name taken apart: {@code btcusdt@depth@100ms} is subject {@code btcusdt}, channel {@code depth}, suffix
 * {@code @100ms}. Names without a subject, such as {@code !index@arr}, keep it in the channel.
 */
public record StreamName(String subject, String channel, String suffix)
{
    private static final Pattern WELL_FORMED =
        Pattern.compile("[^\\s\"\\\\@,]+(@[^\\s\"\\\\@,]+){1,3}|![A-Za-z]+|option_pair");
    private static final Pattern PARTIAL_DEPTH = Pattern.compile("depth[0-9]+");

    /** @return whether the venue would take the name for a stream at all; existence is another question. */
    public static boolean isWellFormed(final String name)
    {
        return WELL_FORMED.matcher(name).matches();
    }

    public static StreamName of(final String name)
    {
        final int first = name.indexOf('@');
        if (first < 0 || name.startsWith("!"))
        {
            return new StreamName("", name, "");
        }
        final int second = name.indexOf('@', first + 1);
        return second < 0 ? new StreamName(name.substring(0, first), name.substring(first + 1), "") :
            new StreamName(name.substring(0, first), name.substring(first + 1, second), name.substring(second));
    }

    boolean isDiffDepth()
    {
        return "depth".equals(channel);
    }

    boolean isAnyDepth()
    {
        return isDiffDepth() || PARTIAL_DEPTH.matcher(channel).matches();
    }

    /** @return the index pair of an option symbol, {@code btcusdt} of {@code BTC-261030-85000-C}; else lower case. */
    public static String underlying(final String symbol)
    {
        final int dash = symbol.indexOf('-');
        return (dash < 0 ? symbol : symbol.substring(0, dash) + "usdt").toLowerCase(Locale.ROOT);
    }
}
