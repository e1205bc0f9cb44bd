package org.ringtape.codecs.binance;

import java.util.Arrays;

import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * The tight loop over {@code ["58710.20","0.014"],…} as the venue writes it. Levels are nearly all of one shape: the
 * shape of an earlier one is assumed and checked, all of it with one branch, so that no level waits for the one before
 * it to be understood. A level that is different is measured, and its shape taken over if another like it comes next.
 *
 * <p>Tried without gain: measuring a single odd quantity inside the loop, shifting words instead of masking them, and
 * finding the end of every quantity by its quote, whatever its length (clearly slower: each level then waits for the
 * one before it).
 */
final class LevelCursor
{
    /** Measuring a level never reads further than this from its start. */
    private static final int REACH = 44;
    private static final int DEVIATION = -1;
    /** As far before a number as its words may begin. */
    private static final int ENDING_OFFSET = NumberShape.MAX_LENGTH;
    private static final int BRACKET_QUOTE = (int)ByteWords.literal("[\"");
    private static final long BETWEEN = NumberShape.SEPARATOR;
    private static final long BETWEEN_MASK = 0xFF_FFFFL;
    private static final int BETWEEN_LENGTH = NumberShape.SEPARATOR_LENGTH;
    private static final long NEXT = ByteWords.literal("\"],[\"");
    private static final long NEXT_MASK = 0xFF_FFFF_FFFFL;
    private static final int NEXT_LENGTH = 5;
    /** {@link #NEXT} at the end of a word: near the end of a frame there may be nothing behind it to read. */
    private static final int NEXT_SHIFT = (ByteWords.LENGTH - NEXT_LENGTH) * Byte.SIZE;
    private static final long LAST = ByteWords.literal("\"]]");
    private static final long LAST_MASK = 0xFF_FFFFL;
    private static final int LAST_LENGTH = 3;
    /** What {@link #LAST} leaves where {@link #NEXT} was expected. */
    private static final long LAST_FOR_NEXT = (NEXT ^ LAST) & LAST_MASK;

    private final FrameCursor slow = new FrameCursor();
    private NumberShape priceShape = NumberShape.of(1, 0);
    private NumberShape quantityShape = NumberShape.of(1, 0);
    private final MeasuredNumber price = new MeasuredNumber();
    private final MeasuredNumber quantity = new MeasuredNumber();
    /** Holds the end of a frame whose last level is too near to it to be read in words. */
    private final byte[] ending = new byte[ENDING_OFFSET + 2 * REACH];
    private boolean isBrief = true;
    private boolean isShort = true;
    /** True behind the last level. */
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
        return readLevels(frame, from + 2, end, bids, sink);
    }

    private int readLevels(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        int at = from;
        int behindMeasured = DEVIATION;
        while (true)
        {
            final int differing = readAlike(frame, at, end, bids, sink);
            if (complete)
            {
                return differing;
            }
            if (end - differing < REACH && frame != ending)
            {
                return readEnding(frame, differing, end, bids, sink);
            }
            final int next = end - differing < REACH ? DEVIATION : readMeasured(frame, differing, bids, sink);
            if (next < 0)
            {
                return readSlow(frame, differing, end, bids, sink);
            }
            if (differing == behindMeasured)
            {
                priceShape = price.shape();
                quantityShape = quantity.shape();
                isBrief = priceShape.isShort() && quantityShape.isBrief();
                isShort = priceShape.isShort() && quantityShape.isShort();
            }
            if (complete)
            {
                return next;
            }
            behindMeasured = next;
            at = next;
        }
    }

    private int readAlike(final byte[] frame, final int at, final int end, final boolean bids, final BookSink sink)
    {
        if (at < NumberShape.MAX_LENGTH)
        {
            return at;
        }
        if (isBrief)
        {
            return readBrief(frame, at, end, bids, sink);
        }
        return isShort ? readShort(frame, at, end, bids, sink) : readWide(frame, at, end, bids, sink);
    }

    /**
     * Reads levels whose numbers have the learned shapes, the quantity's so short that its word holds the separator,
     * too, and its value takes a step less.
     *
     * @return where the first level starts that is not such a one, or is too near to the end; or behind the array
     */
    private int readBrief(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        final int priceLength = priceShape.length;
        final int priceScale = priceShape.scale;
        final long priceMask = priceShape.mask;
        final long pricePattern = priceShape.pattern;
        final long priceCheck = priceShape.check;
        final long priceWhole = priceShape.whole;
        final int quantityEnd = priceLength + BETWEEN_LENGTH + quantityShape.length;
        final int quantityScale = quantityShape.scale;
        final long quantityMask = quantityShape.separatedMask;
        final long quantityPattern = quantityShape.separatedPattern;
        final long quantityCheck = quantityShape.check;
        final long quantityWhole = quantityShape.whole;
        final int length = quantityEnd + NEXT_LENGTH;
        final int last = end - length;
        int at = from;
        while (at <= last)
        {
            final long first = ByteWords.word(frame, at + priceLength - ByteWords.LENGTH) & priceMask ^ pricePattern;
            final long second = ByteWords.word(frame, at + quantityEnd - ByteWords.LENGTH) & quantityMask ^
                quantityPattern;
            final long tail = ByteWords.word(frame, at + length - ByteWords.LENGTH) >>> NEXT_SHIFT ^ NEXT;
            final long deviations = NumberShape.deviations(first, priceCheck) |
                NumberShape.deviations(second, quantityCheck);
            final long price = NumberShape.value(first, priceWhole);
            final long quantity = NumberShape.briefValue(second, quantityWhole);
            if ((deviations | tail) != 0)
            {
                if (deviations != 0 || (tail & LAST_MASK) != LAST_FOR_NEXT)
                {
                    return at;
                }
                emit(price, priceScale, quantity, quantityScale, bids, sink);
                complete = true;
                return at + quantityEnd + LAST_LENGTH;
            }
            emit(price, priceScale, quantity, quantityScale, bids, sink);
            at += length;
        }
        return at;
    }

    /** As {@link #readBrief}, of quantities that fill their word. */
    private int readShort(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        final int priceLength = priceShape.length;
        final int priceScale = priceShape.scale;
        final long priceMask = priceShape.mask;
        final long pricePattern = priceShape.pattern;
        final long priceCheck = priceShape.check;
        final long priceWhole = priceShape.whole;
        final int quantityFrom = priceLength + BETWEEN_LENGTH;
        final int quantityEnd = quantityFrom + quantityShape.length;
        final int quantityScale = quantityShape.scale;
        final long quantityMask = quantityShape.mask;
        final long quantityPattern = quantityShape.pattern;
        final long quantityCheck = quantityShape.check;
        final long quantityWhole = quantityShape.whole;
        final int length = quantityEnd + NEXT_LENGTH;
        final int last = end - Math.max(length, quantityFrom + ByteWords.LENGTH);
        int at = from;
        while (at <= last)
        {
            final long first = ByteWords.word(frame, at + priceLength - ByteWords.LENGTH) & priceMask ^ pricePattern;
            final long between = ByteWords.word(frame, at + priceLength) ^ BETWEEN;
            final long second = ByteWords.word(frame, at + quantityEnd - ByteWords.LENGTH) & quantityMask ^
                quantityPattern;
            final long tail = ByteWords.word(frame, at + length - ByteWords.LENGTH) >>> NEXT_SHIFT ^ NEXT;
            final long deviations = NumberShape.deviations(first, priceCheck) |
                NumberShape.deviations(second, quantityCheck) | between & BETWEEN_MASK;
            final long price = NumberShape.value(first, priceWhole);
            final long quantity = NumberShape.value(second, quantityWhole);
            if ((deviations | tail) != 0)
            {
                if (deviations != 0 || (tail & LAST_MASK) != LAST_FOR_NEXT)
                {
                    return at;
                }
                emit(price, priceScale, quantity, quantityScale, bids, sink);
                complete = true;
                return at + quantityEnd + LAST_LENGTH;
            }
            emit(price, priceScale, quantity, quantityScale, bids, sink);
            at += length;
        }
        return at;
    }

    /** As {@link #readShort}, of shapes that need a second word. */
    private int readWide(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        final int priceLength = priceShape.length;
        final int priceScale = priceShape.scale;
        final long priceMask = priceShape.mask;
        final long pricePattern = priceShape.pattern;
        final long priceCheck = priceShape.check;
        final long priceWhole = priceShape.whole;
        final long priceHighMask = priceShape.highMask;
        final long priceHighPattern = priceShape.highPattern;
        final long priceHighCheck = priceShape.highCheck;
        final long priceHighWhole = priceShape.highWhole;
        final long priceHighUnit = priceShape.highUnit;
        final int quantityFrom = priceLength + BETWEEN_LENGTH;
        final int quantityEnd = quantityFrom + quantityShape.length;
        final int quantityScale = quantityShape.scale;
        final long quantityMask = quantityShape.mask;
        final long quantityPattern = quantityShape.pattern;
        final long quantityCheck = quantityShape.check;
        final long quantityWhole = quantityShape.whole;
        final long quantityHighMask = quantityShape.highMask;
        final long quantityHighPattern = quantityShape.highPattern;
        final long quantityHighCheck = quantityShape.highCheck;
        final long quantityHighWhole = quantityShape.highWhole;
        final long quantityHighUnit = quantityShape.highUnit;
        final int length = quantityEnd + NEXT_LENGTH;
        final int last = end - Math.max(length, quantityFrom + ByteWords.LENGTH);
        int at = from;
        while (at <= last)
        {
            final long first = ByteWords.word(frame, at + priceLength - ByteWords.LENGTH) & priceMask ^ pricePattern;
            final long firstHigh = ByteWords.word(frame, at + priceLength - NumberShape.MAX_LENGTH) & priceHighMask ^
                priceHighPattern;
            final long between = ByteWords.word(frame, at + priceLength) ^ BETWEEN;
            final long second = ByteWords.word(frame, at + quantityEnd - ByteWords.LENGTH) & quantityMask ^
                quantityPattern;
            final long secondHigh = ByteWords.word(frame, at + quantityEnd - NumberShape.MAX_LENGTH) &
                quantityHighMask ^ quantityHighPattern;
            final long tail = ByteWords.word(frame, at + length - ByteWords.LENGTH) >>> NEXT_SHIFT ^ NEXT;
            final long deviations = NumberShape.deviations(first, priceCheck) |
                NumberShape.deviations(second, quantityCheck) | between & BETWEEN_MASK |
                NumberShape.deviations(firstHigh, priceHighCheck) |
                NumberShape.deviations(secondHigh, quantityHighCheck);
            final long price = NumberShape.value(firstHigh, priceHighWhole) * priceHighUnit +
                NumberShape.value(first, priceWhole);
            final long quantity = NumberShape.value(secondHigh, quantityHighWhole) * quantityHighUnit +
                NumberShape.value(second, quantityWhole);
            if ((deviations | tail) != 0)
            {
                if (deviations != 0 || (tail & LAST_MASK) != LAST_FOR_NEXT)
                {
                    return at;
                }
                emit(price, priceScale, quantity, quantityScale, bids, sink);
                complete = true;
                return at + quantityEnd + LAST_LENGTH;
            }
            emit(price, priceScale, quantity, quantityScale, bids, sink);
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
        final int next = readQuantity(frame, priceEnd + BETWEEN_LENGTH);
        if (next >= 0)
        {
            emit(price.value(), price.scale(), quantity.value(), quantity.scale(), bids, sink);
        }
        return next;
    }

    /** Reads a quantity of any shape, and what must follow; answers where the next price starts, or the array ends. */
    private int readQuantity(final byte[] frame, final int at)
    {
        final int end = quantity.read(frame, at);
        if (end < 0)
        {
            return DEVIATION;
        }
        final long tail = ByteWords.word(frame, end);
        if ((tail & NEXT_MASK) == NEXT)
        {
            return end + NEXT_LENGTH;
        }
        complete = (tail & LAST_MASK) == LAST;
        return complete ? end + LAST_LENGTH : DEVIATION;
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
