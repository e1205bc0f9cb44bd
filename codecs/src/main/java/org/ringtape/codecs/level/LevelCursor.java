package org.ringtape.codecs.level;

import java.util.Arrays;

import org.ringtape.codecs.decimal.MeasuredNumber;
import org.ringtape.codecs.decimal.NumberShape;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * Reads {@code ["58710.20","0.014"],…} as the venue writes it. Levels are nearly all written alike: those that are like
 * an earlier one are collected by {@link LevelBatch}, none of them waiting for the one before it to be understood. A
 * level that is different is measured, and its shape taken over if the next one is like it.
 *
 * <p>Tried without gain: finding the end of every quantity by its quote, whatever its length (clearly slower: each
 * level then waits for the one before it).
 */
public final class LevelCursor
{
    /** Measuring a level never reads further than this from its start. */
    private static final int REACH = 44;
    private static final int DEVIATION = -1;
    private static final int VOID = -2;
    /** As far before a number as its words may begin. */
    private static final int ENDING_OFFSET = NumberShape.MAX_LENGTH;
    private static final int BRACKET_QUOTE = (int)ByteWords.literal("[\"");
    private static final long BETWEEN_MASK = 0xFF_FFFFL;
    private static final long NEXT_MASK = 0xFF_FFFF_FFFFL;
    private static final long LAST_MASK = 0xFF_FFFFL;

    private final FrameCursor slow = new FrameCursor();
    private final LevelBatch batch = new LevelBatch();
    private final MeasuredNumber price = new MeasuredNumber();
    private final MeasuredNumber quantity = new MeasuredNumber();
    /** Holds the end of a frame whose last level is too near to it to be read in words. */
    private final byte[] ending = new byte[ENDING_OFFSET + 2 * REACH];
    /** The first level of those that are collected. */
    private int start;
    /** True behind the last level. */
    private boolean complete;

    /**
     * Hands the levels of an array to the sink.
     *
     * @param from behind the opening bracket
     * @return index behind the closing bracket, negative at the first byte that is not as expected
     */
    public int read(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        if (from < end && frame[from] == ']')
        {
            return from + 1;
        }
        if (end - from < 2 || (frame[from] | frame[from + 1] << Byte.SIZE) != BRACKET_QUOTE)
        {
            return DEVIATION;
        }
        return readLevels(frame, from + 2, end, bids, sink);
    }

    private int readLevels(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        start = from;
        complete = false;
        final int next = readBatches(frame, from, end, bids, sink);
        return next == VOID ? readSingly(frame, start, end, bids, sink) : next;
    }

    /** Answers {@link #VOID} where levels that looked alike were not; what is from {@link #start} on is not read. */
    private int readBatches(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        int at = from;
        NumberShape oddPrice = null;
        NumberShape oddQuantity = null;
        while (true)
        {
            final int differing = batch.collect(frame, at, end);
            if (batch.isComplete())
            {
                return batch.flush(bids, sink) ? differing : VOID;
            }
            if (!batch.hasRoom())
            {
                if (!batch.flush(bids, sink))
                {
                    return VOID;
                }
                start = differing;
                at = differing;
                continue;
            }
            final int next = end - differing < REACH ? DEVIATION : measure(frame, differing);
            if (next < 0 || complete)
            {
                return finish(next, frame, differing, end, bids, sink);
            }
            final boolean again = differing == at && price.shape() == oddPrice && quantity.shape() == oddQuantity;
            oddPrice = price.shape();
            oddQuantity = quantity.shape();
            if (again || !batch.add(price, quantity))
            {
                if (!batch.flush(bids, sink))
                {
                    return VOID;
                }
                emit(bids, sink);
                start = next;
            }
            if (again)
            {
                batch.shape(oddPrice, oddQuantity);
            }
            at = next;
        }
    }

    /** Behind what was collected: the last level was measured, or the next one cannot be. */
    private int finish(
        final int next, final byte[] frame, final int at, final int end, final boolean bids, final BookSink sink)
    {
        if (!batch.flush(bids, sink))
        {
            return VOID;
        }
        if (next < 0)
        {
            return readRest(frame, at, end, bids, sink);
        }
        emit(bids, sink);
        return next;
    }

    private int readRest(final byte[] frame, final int at, final int end, final boolean bids, final BookSink sink)
    {
        return end - at < REACH && frame != ending ? readEnding(frame, at, end, bids, sink) :
            readSlow(frame, at, end, bids, sink);
    }

    private int readSingly(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        int at = from;
        complete = false;
        while (!complete)
        {
            final int next = end - at < REACH ? DEVIATION : measure(frame, at);
            if (next < 0)
            {
                return readRest(frame, at, end, bids, sink);
            }
            emit(bids, sink);
            at = next;
        }
        return at;
    }

    /**
     * Reads one level of any shape that words can hold, and says if it is the last.
     *
     * @return where the next price starts, or the array ends; negative if it has another shape
     */
    private int measure(final byte[] frame, final int at)
    {
        final int priceEnd = price.read(frame, at);
        if (priceEnd < 0 || (ByteWords.word(frame, priceEnd) & BETWEEN_MASK) != NumberShape.SEPARATOR)
        {
            return DEVIATION;
        }
        final int quantityEnd = quantity.read(frame, priceEnd + NumberShape.SEPARATOR_LENGTH);
        if (quantityEnd < 0)
        {
            return DEVIATION;
        }
        final long tail = ByteWords.word(frame, quantityEnd);
        if ((tail & NEXT_MASK) == LevelBatch.NEXT)
        {
            return quantityEnd + LevelBatch.NEXT_LENGTH;
        }
        complete = (tail & LAST_MASK) == LevelBatch.LAST;
        return complete ? quantityEnd + LevelBatch.LAST_LENGTH : DEVIATION;
    }

    /** The last levels, from a copy with room behind them, so that words can be read up to the end. */
    private int readEnding(final byte[] frame, final int at, final int end, final boolean bids, final BookSink sink)
    {
        final int length = end - at;
        System.arraycopy(frame, at, ending, ENDING_OFFSET, length);
        Arrays.fill(ending, ENDING_OFFSET + length, ending.length, (byte)0);
        final int next = readLevels(ending, ENDING_OFFSET, ending.length, bids, sink);
        return next < 0 ? DEVIATION : at + next - ENDING_OFFSET;
    }

    /** From behind the quote that opens a price: a shape that words cannot hold. */
    private int readSlow(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        slow.wrap(frame, from, end - from);
        while (slow.quotedDecimal())
        {
            final long slowPrice = slow.number();
            final int slowPriceScale = slow.scale();
            if (!slow.match(',') || !slow.match('"') || !slow.quotedDecimal() || !slow.match(']'))
            {
                return DEVIATION;
            }
            BookSink.level(sink, bids, slowPrice, slowPriceScale, slow.number(), slow.scale());
            if (slow.match(']'))
            {
                return slow.position();
            }
            if (!slow.match(',') || !slow.match('[') || !slow.match('"'))
            {
                return DEVIATION;
            }
        }
        return DEVIATION;
    }

    /** The level that was measured. */
    private void emit(final boolean bids, final BookSink sink)
    {
        BookSink.level(sink, bids, price.value(), price.scale(), quantity.value(), quantity.scale());
    }
}
