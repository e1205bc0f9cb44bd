package org.ringtape.feeds.binance;

import java.util.Locale;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;

/** Reads a stream's name: whose it is, and how its events join. Source: venue documents, stream names. */
public final class BinanceStreams
{
    private static final String DEPTH = "depth";
    private static final String BOOK_TICKER = "bookTicker";
    private static final String TRADE = "trade";
    private static final String OPTION_TRADE = "optionTrade";

    private BinanceStreams()
    {
    }

    /**
     * The stream of a name such as {@code btcusdt@depth@100ms}.
     *
     * @param name as the venue spells it
     * @return its symbol and rule
     * @throws IllegalArgumentException if there is no {@code @} behind a symbol or underlying
     */
    public static VenueFeed.Stream parse(final String name)
    {
        final int at = name.indexOf('@');
        if (at < 1 || at == name.length() - 1)
        {
            throw new IllegalArgumentException("not a stream name (expected <symbol>@<channel>): '" + name + "'");
        }
        final String channel = name.substring(at + 1);
        final String owner = name.substring(0, at).toUpperCase(Locale.ROOT);
        final ContinuityRule rule = ruleOf(channel);
        return new VenueFeed.Stream(
            name,
            carriesSeveral(owner, channel) ? null : owner,
            rule,
            rule == ContinuityRule.CHAINED);
    }

    /** True if the stream of a name carries books, quotes or trades: what the decoders read and the path delivers. */
    public static boolean isRead(final String name)
    {
        final String channel = name.substring(name.indexOf('@') + 1);
        return channel.startsWith(DEPTH) || channel.startsWith(BOOK_TICKER) || isTrade(channel);
    }

    private static ContinuityRule ruleOf(final String channel)
    {
        if (!channel.startsWith(DEPTH))
        {
            return isTrade(channel) ? ContinuityRule.STEP : ContinuityRule.NONE;
        }
        final boolean partial = channel.length() > DEPTH.length() && Character.isDigit(channel.charAt(DEPTH.length()));
        return partial ? ContinuityRule.IMAGE : ContinuityRule.CHAINED;
    }

    /** Trade ids count by one, symbol by symbol. */
    private static boolean isTrade(final String channel)
    {
        return channel.equals(TRADE) || channel.startsWith(OPTION_TRADE);
    }

    /** {@code btcusdt@optionTrade} carries every option on BTC; an option's own symbol has dashes. */
    private static boolean carriesSeveral(final String owner, final String channel)
    {
        return owner.startsWith("!") || channel.startsWith(OPTION_TRADE) && owner.indexOf('-') < 0;
    }
}
