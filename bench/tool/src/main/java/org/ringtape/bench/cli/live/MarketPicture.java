package org.ringtape.bench.cli.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.ringtape.bench.cli.book.BookStanding;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.EventType;

/**
 * What a person wants to see of the market, copied on the market thread and then immutable.
 *
 * @param books  in the order of their streams
 * @param trades newest first
 * @param kinds  what else came, by venue and kind
 */
public record MarketPicture(List<Book> books, List<Print> trades, List<Kind> kinds)
{
    /**
     * One kind of event of one venue.
     *
     * @param venue   its name in commands
     * @param type    kind
     * @param count   events so far
     * @param example a recent one, for people
     */
    public record Kind(String venue, EventType type, long count, String example)
    {
    }

    /**
     * Top of one book.
     *
     * @param streamId  dense id of its stream
     * @param venue     its name in commands
     * @param stream    the venue's name of it
     * @param symbol    the venue's symbol
     * @param standing  whether it can be trusted
     * @param bidLevels levels
     * @param askLevels levels
     * @param bids      best levels, price and quantity
     * @param asks      best levels, price and quantity
     */
    public record Book(
        int streamId,
        String venue,
        String stream,
        String symbol,
        BookStanding standing,
        int bidLevels,
        int askLevels,
        List<List<String>> bids,
        List<List<String>> asks)
    {
        boolean isLive()
        {
            return standing.state() == BookState.LIVE;
        }
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

    /** The first of some books of each venue, in their order. */
    static <T> List<T> firstOfEachVenue(final List<T> all, final Function<T, String> venueOf)
    {
        final Set<String> seen = new HashSet<>();
        return all.stream().filter((one) -> seen.add(venueOf.apply(one))).toList();
    }

    /** Price (column 0) or quantity (column 1) of a level, empty behind the last one shown. */
    static String cell(final List<List<String>> levels, final int row, final int column)
    {
        return row < levels.size() ? levels.get(row).get(column) : "";
    }
}
