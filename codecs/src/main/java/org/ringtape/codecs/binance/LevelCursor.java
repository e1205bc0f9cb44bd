package org.ringtape.codecs.binance;

import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * The tight loop over {@code ["58710.20","0.014"],…} as the venue writes it. A number is read as one or two words, not
 * byte by byte. Prices of a frame are nearly all of one shape, so the shape of the last one is assumed and checked:
 * where the next number starts then does not wait for this one to be understood. Quantities vary, and are measured.
 */
final class LevelCursor
{
    /** The loop's reads never go further than this from the start of a level. */
    private static final int REACH = 44;
    private static final int DEVIATION = -1;
    /** No mask of found bytes has this bit: the first price of all is always learned. */
    private static final long IMPOSSIBLE = 1;
    private static final long[] POWERS = LevelReader.POWERS;
    private static final int BRACKET_QUOTE = (int)ByteWords.literal("[\"");
    private static final long BETWEEN = ByteWords.literal("\",\"");
    private static final long BETWEEN_MASK = 0xFF_FFFFL;
    private static final long NEXT = ByteWords.literal("\"],[\"");
    private static final long NEXT_MASK = 0xFF_FFFF_FFFFL;
    private static final long LAST = ByteWords.literal("\"]]");
    private static final long LAST_MASK = 0xFF_FFFFL;

    private final FrameCursor slow = new FrameCursor();
    private int whole;
    private int decimals;
    private long wholeMask;
    private long wholeStop = IMPOSSIBLE;
    private long decimalsMask;
    private long decimalsStop;

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
        int at = from + 2;
        while (end - at >= REACH)
        {
            final long priceWord = ByteWords.digits(ByteWords.word(frame, at));
            if ((ByteWords.notDigits(priceWord) & wholeMask) != wholeStop || frame[at + whole] != '.')
            {
                if (!learn(frame, at))
                {
                    return readSlow(frame, at, end, bids, sink);
                }
            }
            final int fractionAt = at + whole + 1;
            final long fraction = ByteWords.digits(ByteWords.word(frame, fractionAt));
            if ((ByteWords.notDigits(fraction) & decimalsMask) != decimalsStop)
            {
                if (!learn(frame, at))
                {
                    return readSlow(frame, at, end, bids, sink);
                }
                continue;
            }
            final int priceScale = decimals;
            final int behind = fractionAt + priceScale;
            if ((ByteWords.word(frame, behind) & BETWEEN_MASK) != BETWEEN)
            {
                return readSlow(frame, at, end, bids, sink);
            }
            final long price = ByteWords.number(priceWord, whole) * POWERS[priceScale] +
                ByteWords.number(fraction, priceScale);

            final int quantityAt = behind + 3;
            final long word = ByteWords.digits(ByteWords.word(frame, quantityAt));
            final long stops = ByteWords.notDigits(word);
            final int units = ByteWords.first(stops);
            final int point = quantityAt + units;
            if (units == 0 || units == ByteWords.LENGTH)
            {
                return readSlow(frame, at, end, bids, sink);
            }
            long quantity = ByteWords.number(word, units);
            int quantityScale = 0;
            int quantityEnd = point;
            if (frame[point] == '.')
            {
                final long parts = ByteWords.digits(ByteWords.word(frame, point + 1));
                quantityScale = ByteWords.first(ByteWords.notDigits(parts));
                if (quantityScale == 0)
                {
                    return DEVIATION;
                }
                quantity = quantity * POWERS[quantityScale] + ByteWords.number(parts, quantityScale);
                quantityEnd = point + 1 + quantityScale;
            }
            final long tail = ByteWords.word(frame, quantityEnd);
            final boolean more = (tail & NEXT_MASK) == NEXT;
            if (!more && (tail & LAST_MASK) != LAST)
            {
                return DEVIATION;
            }
            emit(price, priceScale, quantity, quantityScale, bids, sink);
            if (!more)
            {
                return quantityEnd + 3;
            }
            at = quantityEnd + 5;
        }
        return readSlow(frame, at, end, bids, sink);
    }

    /** Takes the shape of the price at {@code at}: 1 … 7 digits, a point, 1 … 8 digits. False if it has another. */
    private boolean learn(final byte[] frame, final int at)
    {
        final int newWhole = ByteWords.first(ByteWords.notDigits(ByteWords.digits(ByteWords.word(frame, at))));
        if (newWhole == 0 || newWhole == ByteWords.LENGTH || frame[at + newWhole] != '.')
        {
            return false;
        }
        final long fraction = ByteWords.digits(ByteWords.word(frame, at + newWhole + 1));
        final int newDecimals = ByteWords.first(ByteWords.notDigits(fraction));
        if (newDecimals == 0)
        {
            return false;
        }
        whole = newWhole;
        wholeStop = 0x80L << newWhole * Byte.SIZE;
        wholeMask = wholeStop | wholeStop - 1;
        decimals = newDecimals;
        decimalsStop = newDecimals == ByteWords.LENGTH ? 0 : 0x80L << newDecimals * Byte.SIZE;
        decimalsMask = decimalsStop | decimalsStop - 1;
        return true;
    }

    /** From behind the quote that opens a price: near the end of the frame, or a shape that the loop does not know. */
    private int readSlow(final byte[] frame, final int from, final int end, final boolean bids, final BookSink sink)
    {
        slow.wrap(frame, from, end - from);
        while (slow.quotedDecimal())
        {
            final long price = slow.number();
            final int priceScale = slow.scale();
            if (!slow.match(',') || !slow.match('"') || !slow.quotedDecimal() || !slow.match(']'))
            {
                return DEVIATION;
            }
            emit(price, priceScale, slow.number(), slow.scale(), bids, sink);
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
