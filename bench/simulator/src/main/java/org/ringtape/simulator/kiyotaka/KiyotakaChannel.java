package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One channel of a subscribe request, with the defaults filled in. Equal channels are one subscription.
 *
 * @param symbol            native symbol; the coin if grouped
 * @param blockSize         bucket width of a book; null for other types
 * @param usd               whether volumes are in USD
 * @param batchIntervalNs   window of a TRADE_AGG
 * @param updateFrequencyNs least time between images
 */
record KiyotakaChannel(
    KiyotakaType type,
    String exchange,
    String symbol,
    String category,
    boolean grouped,
    BigDecimal blockSize,
    int maxDepth,
    boolean usd,
    long batchIntervalNs,
    long updateFrequencyNs)
{
    static final String ANY = "*";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s)");

    /** A channel object that cannot be subscribed to. */
    static final class Refusal extends Exception
    {
        private static final long serialVersionUID = 1;

        Refusal(final String message)
        {
            super(message);
        }
    }

    /** @throws Refusal naming the member that is wrong. */
    static KiyotakaChannel of(final Object given) throws Refusal
    {
        if (!(given instanceof Map<?, ?> members))
        {
            throw new Refusal("a channel must be an object");
        }
        final KiyotakaType type = KiyotakaType.named(members.get("type"))
            .orElseThrow(() -> new Refusal("unknown type: " + members.get("type")));
        final boolean groupable = type.isBook() || type == KiyotakaType.VOLUME_PROFILE_AGG;
        final BigDecimal blockSize = type.isBook() ? blockSize(text(members, "blockSize")) : null;
        return new KiyotakaChannel(type,
            text(members, "exchange").orElseThrow(() -> new Refusal("missing exchange")),
            text(members, "symbol").orElseThrow(() -> new Refusal("missing symbol")),
            text(members, "category").orElse(ANY),
            groupable && flag(members, "groupByType"),
            blockSize,
            depth(text(members, "maxDepth")),
            groupable && isUsd(text(members, "quote").orElse(KiyotakaInferred.QUOTE)),
            duration(members, "batchInterval", KiyotakaInferred.BATCH_INTERVAL_NS),
            duration(members, "updateFrequency", KiyotakaInferred.UPDATE_FREQUENCY_NS));
    }

    boolean matches(final KiyotakaSeries series)
    {
        return type == series.type() && accepts(exchange, series.exchange()) &&
            (grouped ? series.symbol().isEmpty() && symbol.equals(series.coin()) : symbol.equals(series.symbol())) &&
            (series.category().isEmpty() || accepts(category, series.category())) &&
            (blockSize == null || series.blockSize() != null && blockSize.compareTo(series.blockSize()) == 0);
    }

    /** @return whether the market is one of those this channel is about. */
    boolean covers(final KiyotakaMarket market)
    {
        return accepts(exchange, market.exchange()) && accepts(category, market.category()) &&
            symbol.equals(grouped ? market.coin() : market.symbol()) &&
            (!grouped || type.isBook() || market.isUsdQuoted());
    }

    private static boolean accepts(final String wanted, final String given)
    {
        return ANY.equals(wanted) || wanted.equals(given);
    }

    /** Parameters are strings on the wire; anything else is refused. */
    private static Optional<String> text(final Map<?, ?> members, final String name) throws Refusal
    {
        final Object value = members.get(name);
        if (value != null && !(value instanceof String))
        {
            throw new Refusal(name + " must be a string");
        }
        return Optional.ofNullable((String)value);
    }

    private static boolean flag(final Map<?, ?> members, final String name) throws Refusal
    {
        final String value = text(members, name).orElse("0");
        if (!"0".equals(value) && !"1".equals(value))
        {
            throw new Refusal(name + " must be \"0\" or \"1\"");
        }
        return "1".equals(value);
    }

    private static boolean isUsd(final String quote) throws Refusal
    {
        if (!"USD".equals(quote) && !"COIN".equals(quote))
        {
            throw new Refusal("unknown quote: " + quote);
        }
        return "USD".equals(quote);
    }

    private static BigDecimal blockSize(final Optional<String> text) throws Refusal
    {
        final String digits = text.orElseThrow(() -> new Refusal("missing blockSize"));
        if (!digits.matches("[0-9]{1,12}(\\.[0-9]{1,12})?") || new BigDecimal(digits).signum() == 0)
        {
            throw new Refusal("blockSize must be a positive decimal");
        }
        return new BigDecimal(digits).stripTrailingZeros();
    }

    private static int depth(final Optional<String> text) throws Refusal
    {
        if (text.isPresent() && !text.get().matches("[1-9][0-9]{0,5}"))
        {
            throw new Refusal("maxDepth must be a positive integer");
        }
        return text.map(Integer::parseInt).orElse(KiyotakaInferred.MAX_DEPTH);
    }

    private static long duration(final Map<?, ?> members, final String name, final long absent) throws Refusal
    {
        final Optional<String> text = text(members, name);
        if (text.isEmpty())
        {
            return absent;
        }
        final Matcher duration = DURATION.matcher(text.get());
        if (!duration.matches() || Long.parseLong(duration.group(1)) == 0)
        {
            throw new Refusal(name + " must be a duration such as 200ms or 1s");
        }
        return Long.parseLong(duration.group(1)) * ("s".equals(duration.group(2)) ? 1_000_000_000L : 1_000_000L);
    }
}
