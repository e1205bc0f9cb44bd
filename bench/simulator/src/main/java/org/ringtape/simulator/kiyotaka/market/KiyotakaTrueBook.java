package org.ringtape.simulator.kiyotaka.market;

import java.math.BigDecimal;
import java.util.List;

/**
 * A bucketed book as it really is, at full depth. Volumes are in coin.
 *
 * @param bids   nearest to mid first
 * @param asks   nearest to mid first
 * @param timeNs epoch nanoseconds of the state
 */
public record KiyotakaTrueBook(List<Level> bids, List<Level> asks, long timeNs)
{
    /**
     * One bucket.
     *
     * @param price  lower edge of the bucket, on both sides; so the best buckets may be the same one
     * @param volume sum of the orders in it
     */
    public record Level(BigDecimal price, BigDecimal volume)
    {
    }
}
