package org.ringtape.bench.latency.naive;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the naive pipeline puts on its queue.
 *
 * @param kind       of event
 * @param instrument venue and symbol
 * @param timeMs     venue time, epoch milliseconds
 * @param previousId last id of the update before
 * @param lastId     of this update
 * @param bids       changed or best levels
 * @param asks       changed or best levels
 * @param price      of a trade or a mark
 * @param quantity   of a trade
 */
public record NaiveEvent(
    Kind kind,
    String instrument,
    long timeMs,
    long previousId,
    long lastId,
    List<NaiveLevel> bids,
    List<NaiveLevel> asks,
    BigDecimal price,
    BigDecimal quantity)
{
    /** What can happen. */
    enum Kind
    {
        /** Changed levels of a book. */
        DIFF,
        /** All levels of a book. */
        IMAGE,
        /** Best quotes. */
        QUOTE,
        /** A trade. */
        TRADE,
        /** A mark price. */
        MARK
    }
}
