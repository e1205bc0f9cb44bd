package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book as the venue knows it. Immutable copy; compare prices and quantities numerically.
 *
 * @param symbol       venue symbol
 * @param lastUpdateId update id of this state
 * @param timeMs       venue time of this state, epoch milliseconds
 * @param bids         price to quantity, best (highest) first
 * @param asks         price to quantity, best (lowest) first
 */
public record TrueBook(
    String symbol,
    long lastUpdateId,
    long timeMs,
    SortedMap<BigDecimal, BigDecimal> bids,
    SortedMap<BigDecimal, BigDecimal> asks)
{
    /** @return whether the best bid is at or above the best ask. */
    public boolean isCrossed()
    {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** @return the same book with its best levels only. @param levels of each side that stay */
    public TrueBook best(final int levels)
    {
        return new TrueBook(symbol, lastUpdateId, timeMs, best(bids, levels), best(asks, levels));
    }

    private static SortedMap<BigDecimal, BigDecimal> best(
        final SortedMap<BigDecimal, BigDecimal> side, final int levels)
    {
        final SortedMap<BigDecimal, BigDecimal> best = new TreeMap<>(side.comparator());
        side.entrySet().stream().limit(levels).forEach((level) -> best.put(level.getKey(), level.getValue()));
        return Collections.unmodifiableSortedMap(best);
    }

    /**
     * @return SHA-256, in lower-case hex, of the rows {@code side,price,quantity} with side {@code b} then {@code a},
     *         best first, plain decimals without trailing zeros, a newline after each row
     */
    public String sha256()
    {
        final StringBuilder rows = new StringBuilder();
        bids.forEach((price, quantity) -> row(rows, 'b', price, quantity));
        asks.forEach((price, quantity) -> row(rows, 'a', price, quantity));
        try
        {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(rows.toString().getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void row(
        final StringBuilder rows, final char side, final BigDecimal price, final BigDecimal quantity)
    {
        rows.append(side).append(',').append(plain(price)).append(',').append(plain(quantity)).append('\n');
    }

    private static String plain(final BigDecimal value)
    {
        return value.stripTrailingZeros().toPlainString();
    }
}
