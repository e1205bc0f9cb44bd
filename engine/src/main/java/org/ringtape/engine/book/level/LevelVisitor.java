package org.ringtape.engine.book.level;

/** Takes the levels of a book, bids before asks and best first on each side. */
@FunctionalInterface
public interface LevelVisitor
{
    /**
     * One level.
     *
     * @param isBid    true for a bid, false for an ask
     * @param price    at the book's price scale
     * @param quantity at the book's quantity scale, above zero
     */
    void onLevel(boolean isBid, long price, long quantity);
}
