package org.ringtape.bench.cli;

import java.util.List;

import org.ringtape.engine.event.BookState;

/**
 * What a person wants to see of the market, copied on the market thread and then immutable.
 *
 * @param books  in the order of their streams
 * @param trades newest first
 */
record MarketPicture(List<Book> books, List<Print> trades)
{
    /**
     * Top of one book.
     *
     * @param stream    the venue's name of it
     * @param symbol    the venue's symbol
     * @param state     whether it can be trusted
     * @param crossed   best bid ≥ best ask
     * @param bidLevels levels
     * @param askLevels levels
     * @param bids      best levels, price and quantity
     * @param asks      best levels, price and quantity
     */
    record Book(
        String stream,
        String symbol,
        BookState state,
        boolean crossed,
        int bidLevels,
        int askLevels,
        List<List<String>> bids,
        List<List<String>> asks)
    {
    }

    /**
     * One trade.
     *
     * @param symbol   the venue's symbol
     * @param side     BUY, SELL or UNKNOWN: who took liquidity
     * @param price    canonical decimal
     * @param quantity canonical decimal
     * @param timeNs   when it was received, epoch nanoseconds
     */
    record Print(String symbol, String side, String price, String quantity, long timeNs)
    {
    }

    /** Price (column 0) or quantity (column 1) of a level, empty behind the last one shown. */
    static String cell(final List<List<String>> levels, final int row, final int column)
    {
        return row < levels.size() ? levels.get(row).get(column) : "";
    }
}
