package org.ringtape.feeds.vatic;

import java.util.Locale;

import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;

/** Names of streams: {@code btc@5min}, {@code btc@hyperliquid_mark_price}. Static, any thread. */
final class VaticStreams
{
    /** What stands behind the {@code @} of a mark-price stream, and is the channel's name. */
    static final String MARK_PRICE = "hyperliquid_mark_price";

    private static final String ASSET = "[A-Za-z0-9._-]{1,32}";

    private VaticStreams()
    {
    }

    /** An asset in lower case; which there are, the venue says when connected. */
    static String asset(final String symbol)
    {
        if (!symbol.matches(ASSET))
        {
            throw new IllegalArgumentException("not an asset: '" + symbol + "'");
        }
        return symbol.toLowerCase(Locale.ROOT);
    }

    /** The stream of a name; an alias of the interval becomes its name on the socket. */
    static VenueFeed.Stream parse(final String name)
    {
        final int at = name.indexOf('@');
        if (at < 0)
        {
            throw new IllegalArgumentException(
                "not a stream: '" + name + "' (asset@interval or asset@" + MARK_PRICE + ")");
        }
        final String asset = asset(name.substring(0, at));
        final String rest = name.substring(at + 1);
        return rest.equals(MARK_PRICE) ? markPrice(asset) : target(asset, VaticInterval.of(rest));
    }

    static VenueFeed.Stream target(final String asset, final VaticInterval interval)
    {
        return new VenueFeed.Stream(asset + "@" + interval.label(), asset, ContinuityRule.NONE, false);
    }

    static VenueFeed.Stream markPrice(final String asset)
    {
        return new VenueFeed.Stream(asset + "@" + MARK_PRICE, asset, ContinuityRule.NONE, false);
    }

    static boolean isMarkPrice(final String name)
    {
        return name.endsWith("@" + MARK_PRICE);
    }

    /** Interval of a target stream, null of a mark-price stream. */
    static VaticInterval interval(final String name)
    {
        return isMarkPrice(name) ? null : VaticInterval.of(name.substring(name.indexOf('@') + 1));
    }
}
