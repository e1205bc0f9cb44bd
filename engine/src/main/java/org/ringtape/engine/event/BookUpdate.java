package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.FLAG_BUCKETED;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_KEPT;
import static org.ringtape.engine.event.EventLayout.FLAG_PARTIAL;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.LEVEL_LENGTH;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * One chunk of levels of an L2 book: bids, then asks, each a scaled price and a scaled quantity; quantity 0 removes the
 * level. An event of more than 54 levels is several chunks in a row, from BEGIN to END.
 * <p>
 * A snapshot has no event before it and no redundant copy, so two fields of its header say how it was asked for:
 * {@link #madeAfterNs()} stands in place of the fingerprint, {@link #askedLevels()} in place of the account.
 * <p>
 * The derived line says what the book was after the event. It is written on the END chunk only, by the book handler,
 * and is what consumers behind that handler may read:
 * <pre>
 *  960 bestBidPrice i64 | bestBidQuantity i64 | bestAskPrice i64 | bestAskQuantity i64
 *  992 priceScale i8 | quantityScale i8 | bookState u8 | crossed u8 | bidLevels i32 | askLevels i32 |
 * 1004 bookReason u8 | spare 3
 * 1008 bookSequence i64 | spare 4 | low half of ringSequence + 1, i32
 * </pre>
 */
public final class BookUpdate extends EventHeader
{
    private static final int QUANTITY_OFFSET = 8;
    private static final int BEST_BID_PRICE_OFFSET = DERIVED_OFFSET;
    private static final int BEST_BID_QUANTITY_OFFSET = DERIVED_OFFSET + 8;
    private static final int BEST_ASK_PRICE_OFFSET = DERIVED_OFFSET + 16;
    private static final int BEST_ASK_QUANTITY_OFFSET = DERIVED_OFFSET + 24;
    private static final int BOOK_PRICE_SCALE_OFFSET = DERIVED_OFFSET + 32;
    private static final int BOOK_QUANTITY_SCALE_OFFSET = DERIVED_OFFSET + 33;
    private static final int BOOK_STATE_OFFSET = DERIVED_OFFSET + 34;
    private static final int CROSSED_OFFSET = DERIVED_OFFSET + 35;
    private static final int BID_LEVELS_OFFSET = DERIVED_OFFSET + 36;
    private static final int ASK_LEVELS_OFFSET = DERIVED_OFFSET + 40;
    private static final int BOOK_REASON_OFFSET = DERIVED_OFFSET + 44;
    private static final int BOOK_SEQUENCE_OFFSET = DERIVED_OFFSET + 48;
    /** Behind what kept copies use of their line: the low half of one more than the event's ring sequence. */
    private static final int DERIVED_FROM_OFFSET = DERIVED_OFFSET + 60;

    /** True if the event answers a snapshot request. */
    public boolean isSnapshot()
    {
        return hasFlags(FLAG_SNAPSHOT);
    }

    /** True if the event is the full content as the venue streams it. */
    public boolean isImage()
    {
        return hasFlags(FLAG_IMAGE);
    }

    /** True if the event holds the best levels only. */
    public boolean isPartial()
    {
        return hasFlags(FLAG_PARTIAL);
    }

    /** True if prices are those of buckets: a locked or crossed touch is legal. */
    public boolean isBucketed()
    {
        return hasFlags(FLAG_BUCKETED);
    }

    /** True if the event was kept until its book had a snapshot, and is told late: its times say nothing of latency. */
    public boolean wasKept()
    {
        return hasFlags(FLAG_KEPT);
    }

    /**
     * Earliest time at which the venue can have made this snapshot: when it was asked for, less the longest time for
     * which the venue may have kept the answer. What was lost before this time is in the snapshot.
     *
     * @return epoch nanoseconds of our clock; 0 if nothing is known of it. Of snapshots only
     */
    public long madeAfterNs()
    {
        return fingerprint();
    }

    /** Sets {@link #madeAfterNs()}. */
    public void madeAfterNs(final long madeAfterNs)
    {
        fingerprint(madeAfterNs);
    }

    /**
     * How many levels a side the snapshot was asked for: a side that has as many may go on behind its last one.
     *
     * @return levels a side; 0 or less if the whole book was asked for. Of snapshots only
     */
    public int askedLevels()
    {
        return accountId();
    }

    /** Sets {@link #askedLevels()}. */
    public void askedLevels(final int askedLevels)
    {
        accountId(askedLevels);
    }

    /** Levels in this chunk, 0 … 54. */
    public int levelCount()
    {
        return bidCount() + askCount();
    }

    /** Scaled price of a bid; {@code index < bidCount()}, wire order. */
    public long bidPrice(final int index)
    {
        return buffer.getLong(levelOffset(index), LITTLE_ENDIAN);
    }

    /** Scaled quantity of a bid; {@code index < bidCount()}, wire order. */
    public long bidQuantity(final int index)
    {
        return buffer.getLong(levelOffset(index) + QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Scaled price of an ask; {@code index < askCount()}, wire order. */
    public long askPrice(final int index)
    {
        return bidPrice(bidCount() + index);
    }

    /** Scaled quantity of an ask; {@code index < askCount()}, wire order. */
    public long askQuantity(final int index)
    {
        return bidQuantity(bidCount() + index);
    }

    /** Sets a level by its place in the payload, bids first. For whoever stages. */
    public void level(final int index, final long price, final long quantity)
    {
        final int levelOffset = levelOffset(index);
        buffer.putLong(levelOffset, price, LITTLE_ENDIAN);
        buffer.putLong(levelOffset + QUANTITY_OFFSET, quantity, LITTLE_ENDIAN);
    }

    /** Writes the best quotes of the book after this event. {@link EventLayout#ABSENT} where a side is empty. */
    public void topOfBook(
        final long bidPrice, final long bidQuantity, final long askPrice, final long askQuantity)
    {
        buffer.putLong(offset + BEST_BID_PRICE_OFFSET, bidPrice, LITTLE_ENDIAN);
        buffer.putLong(offset + BEST_BID_QUANTITY_OFFSET, bidQuantity, LITTLE_ENDIAN);
        buffer.putLong(offset + BEST_ASK_PRICE_OFFSET, askPrice, LITTLE_ENDIAN);
        buffer.putLong(offset + BEST_ASK_QUANTITY_OFFSET, askQuantity, LITTLE_ENDIAN);
    }

    /**
     * True if the derived line stands beside this event: it is the last chunk of a book update, and the market thread
     * has handled it. Other slots have there what an earlier lap left. For followers, and within callbacks.
     */
    public boolean hasDerivedLine()
    {
        return buffer.getInt(offset + DERIVED_FROM_OFFSET, LITTLE_ENDIAN) == (int)ringSequence() + 1 &&
            typeId() == EventType.BOOK_UPDATE.id() && isEnd();
    }

    /** Writes the rest of the derived line, and whose it is. */
    public void bookAfter(
        final int priceScale,
        final int quantityScale,
        final BookState state,
        final boolean crossed,
        final int bidLevels,
        final int askLevels,
        final long bookSequence)
    {
        buffer.putInt(offset + DERIVED_FROM_OFFSET, (int)ringSequence() + 1, LITTLE_ENDIAN);
        buffer.putByte(offset + BOOK_PRICE_SCALE_OFFSET, (byte)priceScale);
        buffer.putByte(offset + BOOK_QUANTITY_SCALE_OFFSET, (byte)quantityScale);
        buffer.putByte(offset + BOOK_STATE_OFFSET, (byte)state.ordinal());
        buffer.putByte(offset + CROSSED_OFFSET, (byte)(crossed ? 1 : 0));
        buffer.putInt(offset + BID_LEVELS_OFFSET, bidLevels, LITTLE_ENDIAN);
        buffer.putInt(offset + ASK_LEVELS_OFFSET, askLevels, LITTLE_ENDIAN);
        buffer.putLong(offset + BOOK_SEQUENCE_OFFSET, bookSequence, LITTLE_ENDIAN);
    }

    /** Derived: best bid after the event, or {@link EventLayout#ABSENT}. */
    public long bestBidPrice()
    {
        return buffer.getLong(offset + BEST_BID_PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: quantity at the best bid, or {@link EventLayout#ABSENT}. */
    public long bestBidQuantity()
    {
        return buffer.getLong(offset + BEST_BID_QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: best ask after the event, or {@link EventLayout#ABSENT}. */
    public long bestAskPrice()
    {
        return buffer.getLong(offset + BEST_ASK_PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: quantity at the best ask, or {@link EventLayout#ABSENT}. */
    public long bestAskQuantity()
    {
        return buffer.getLong(offset + BEST_ASK_QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: decimals of the best prices. */
    public int bookPriceScale()
    {
        return buffer.getByte(offset + BOOK_PRICE_SCALE_OFFSET);
    }

    /** Derived: decimals of the best quantities. */
    public int bookQuantityScale()
    {
        return buffer.getByte(offset + BOOK_QUANTITY_SCALE_OFFSET);
    }

    /** Derived: state of the book after the event. */
    public BookState bookState()
    {
        return BookState.of(buffer.getByte(offset + BOOK_STATE_OFFSET));
    }

    /** Derived: whether best bid ≥ best ask. */
    public boolean isCrossed()
    {
        return buffer.getByte(offset + CROSSED_OFFSET) != 0;
    }

    /** Derived: bid levels in the book. */
    public int bookBidLevels()
    {
        return buffer.getInt(offset + BID_LEVELS_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: ask levels in the book. */
    public int bookAskLevels()
    {
        return buffer.getInt(offset + ASK_LEVELS_OFFSET, LITTLE_ENDIAN);
    }

    /** Derived: last venue sequence applied to the book, or {@link EventLayout#ABSENT}. */
    public long bookSequence()
    {
        return buffer.getLong(offset + BOOK_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    private int levelOffset(final int index)
    {
        return offset + PAYLOAD_OFFSET + index * LEVEL_LENGTH;
    }

    /** Number of the reason for which the book is not LIVE after the event, {@code HealthReason.code()}. */
    public int bookReasonCode()
    {
        return buffer.getByte(offset + BOOK_REASON_OFFSET);
    }

    /** Sets {@link #bookReasonCode()}. */
    public void bookReasonCode(final int code)
    {
        buffer.putByte(offset + BOOK_REASON_OFFSET, (byte)code);
    }
}
