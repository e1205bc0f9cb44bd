package org.ringtape.feeds.binance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;

/**
 * One kind of stream of one dialect.
 *
 * @param shape     its names, for a person
 * @param names     its names; group 1, if there is one and it took part, is the symbol of the only instrument
 * @param rule      how its events join
 * @param silenceNs longest silence; 0 if it pushes on change only, and a quiet market is not a fault
 * @param path      what carries it
 */
record StreamKind(String shape, Pattern names, ContinuityRule rule, long silenceNs, BinancePath path)
{
    /**
     * The stream of a name.
     *
     * @return null if the name is of another kind
     */
    VenueFeed.Stream stream(final String name)
    {
        final Matcher matcher = names.matcher(name);
        if (!matcher.matches())
        {
            return null;
        }
        final String owner = matcher.groupCount() == 0 ? null : matcher.group(1);
        return new VenueFeed.Stream(
            name,
            owner == null ? null : BinanceDialect.upperCase(owner),
            rule,
            rule == ContinuityRule.CHAINED,
            silenceNs);
    }
}
