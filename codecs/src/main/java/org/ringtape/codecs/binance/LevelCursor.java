package org.ringtape.codecs.binance;

import java.util.Arrays;

import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * The tight loop over {@code ["58710.20","0.014"],…} as the venue writes it. Levels are nearly all of one shape: the
 * shape of an earlier one is assumed and checked, all of it with one branch, so that no level waits for the one before
 * it to be understood. A level that is different is measured, and its shape taken over if another like it comes next.
 *
 * <p>Tried and found slower: assuming the price's shape alone and measuring every quantity; the positions of all quotes
 * first and the numbers afterwards.
 */
final class LevelCursor
{
    /** Measuring a level never reads further than this from its start. */
    private static final int REACH = 44;
    private static final int DEVIATION = -1;
    private static final int BRACKET_QUOTE = (int)ByteWords.literal("[\"");
    private static final long BETWEEN = ByteWords.literal("\",\"");
    private static final long BETWEEN_MASK = 0xFF_FFFFL;
    private static final int BETWEEN_LENGTH = 3;
    private static final long NEXT = ByteWords.literal("\"],[\"");
    private static final long NEXT_MASK = 0xFF_FFFF_FFFFL;
    private static final int NEXT_LENGTH = 5;
    /** {@link #NEXT} at the end of a word: near the end of a frame there may be nothing behind it to read. */
    private static final int NEXT_SHIFT = (ByteWords.LENGTH - NEXT_LENGTH) * Byte.SIZE;
    private static final long LAST = ByteWords.literal("\"]]");
    private static final long LAST_MASK = 0xFF_FFFFL;
    private static final int LAST_LENGTH = 3;

    private final FrameCursor slow = new FrameCursor();
    private final NumberShape priceShape = new NumberShape();
    private final NumberShape quantityShape = new NumberShape();
    private final MeasuredNumber price = new MeasuredNumber();
    private final MeasuredNumber quantity = new MeasuredNumber();
    /** Holds the end of a frame whose last level is too near to it to be read in words. */
    private final byte[] ending = new byte[REACH];
    /** Behind the levels that {@link #readMeasured} has read; it answers the start of the next one, or that none is. */
    private boolean complete;

    /**
     * Hands the levels of an array to the sink.
     *
     * @param from behind the opening bracket
     * @return index behind the closing bracket, negative at the first byte that is not as expected
     */
    int read(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        if (from < end && frame[from] == ']')
        {
            return from + 1;
        }
        if (end - from < 2 || (frame[from] | frame[from + 1] << Byte.SIZE) != BRACKET_QUOTE)
        {
            return DEVIATION;
        }
        complete = false;
        int at = from + 2;
        while (!complete)
        {
            final int differing = readAlike(frame, at, end, bids, sink);
            final int next = end - differing < REACH ?
                readEnding(frame, differing, end, bids, sink) : readMeasured(frame, differing, bids, sink);
            if (next < 0)
            {
                return readSlow(frame, differing, end, bids, sink);
            }
            if (differing == at && price.isShort() && quantity.isShort())
            {
                priceShape.learn(price);
                quantityShape.learn(quantity);
            }
            at = next;
        }
        return at;
    }

    /** Reads levels of the learned shapes; answers where the first one starts that is not, or that is the last. */
    private int readAlike(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        final int priceLength = priceShape.length;
        final int priceShift = priceShape.shift;
        final long pricePattern = priceShape.pattern;
        final long priceCheck = priceShape.check;
        final long priceWhole = priceShape.whole;
        final int priceScale = priceShape.scale;
        final int quantityFrom = priceLength + BETWEEN_LENGTH;
        final int quantityShift = quantityShape.shift;
        final long quantityPattern = quantityShape.pattern;
        final long quantityCheck = quantityShape.check;
        final long quantityWhole = quantityShape.whole;
        final int quantityScale = quantityShape.scale;
        final int length = quantityFrom + quantityShape.length + NEXT_LENGTH;
        final int tail = length - ByteWords.LENGTH;
        final int last = end - Math.max(length, quantityFrom + ByteWords.LENGTH);
        int at = from;
        while (at <= last)
        {
            final long first = (ByteWords.word(frame, at) << priceShift) ^ pricePattern;
            final long between = ByteWords.word(frame, at + priceLength) ^ BETWEEN;
            final long second = (ByteWords.word(frame, at + quantityFrom) << quantityShift) ^ quantityPattern;
            final long next = ByteWords.word(frame, at + tail) >>> NEXT_SHIFT ^ NEXT;
            if ((NumberShape.deviations(first, priceCheck) | NumberShape.deviations(second, quantityCheck) |
                between & BETWEEN_MASK | next) != 0)
            {
                return at;
            }
            final long priceValue = NumberShape.value(first, priceWhole);
            final long quantityValue = NumberShape.value(second, quantityWhole);
            if (bids)
            {
                sink.onBid(priceValue, priceScale, quantityValue, quantityScale);
            }
            else
            {
                sink.onAsk(priceValue, priceScale, quantityValue, quantityScale);
            }
            at += length;
        }
        return at;
    }

    /** Reads one level of any shape that words can hold; negative if it has another. */
    private int readMeasured(final byte[] frame, final int at, final boolean bids, final BookSink sink)
    {
        final int priceEnd = price.read(frame, at);
        if (priceEnd < 0 || (ByteWords.word(frame, priceEnd) & BETWEEN_MASK) != BETWEEN)
        {
            return DEVIATION;
        }
        final int quantityEnd = quantity.read(frame, priceEnd + BETWEEN_LENGTH);
        if (quantityEnd < 0)
        {
            return DEVIATION;
        }
        final long tail = ByteWords.word(frame, quantityEnd);
        final boolean more = (tail & NEXT_MASK) == NEXT;
        if (!more && (tail & LAST_MASK) != LAST)
        {
            return DEVIATION;
        }
        emit(price.value(), price.scale(), quantity.value(), quantity.scale(), bids, sink);
        complete = !more;
        return quantityEnd + (more ? NEXT_LENGTH : LAST_LENGTH);
    }

    /** As {@link #readMeasured}, from a copy, behind which nothing of another frame lies. */
    private int readEnding(final byte[] frame, final int at, final int end, final boolean bids, final BookSink sink)
    {
        final int length = end - at;
        System.arraycopy(frame, at, ending, 0, length);
        Arrays.fill(ending, length, ending.length, (byte)0);
        final int next = readMeasured(ending, 0, bids, sink);
        return next < 0 ? DEVIATION : at + next;
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
            emit(slowPrice, slowPriceScale, slow.number(), slow.scale(), bids, sink);
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

    private static void emit(
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final boolean bids,
        final BookSink sink)
    {
        if (bids)
        {
            sink.onBid(price, priceScale, quantity, quantityScale);
        }
        else
        {
            sink.onAsk(price, priceScale, quantity, quantityScale);
        }
    }
}
