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
    private long quantity;
    private int quantityScale;
    private int whole;
    private int decimals;
    private boolean joined;
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
                continue;
            }
            final long price;
            if (joined)
            {
                price = ByteWords.number(join(priceWord, whole), whole + decimals);
            }
            else
            {
                final long fraction = ByteWords.digits(ByteWords.word(frame, at + whole + 1));
                if ((ByteWords.notDigits(fraction) & decimalsMask) != decimalsStop)
                {
                    if (!learn(frame, at))
                    {
                        return readSlow(frame, at, end, bids, sink);
                    }
                    continue;
                }
                price = ByteWords.number(priceWord, whole) * POWERS[decimals] + ByteWords.number(fraction, decimals);
            }
            final int priceScale = decimals;
            final int priceEnd = at + whole + 1 + priceScale;
            if ((ByteWords.word(frame, priceEnd) & BETWEEN_MASK) != BETWEEN)
            {
                return readSlow(frame, at, end, bids, sink);
            }
            final int quantityEnd = readQuantity(frame, priceEnd + 3);
            if (quantityEnd < 0)
            {
                return readSlow(frame, at, end, bids, sink);
            }
            final long tail = ByteWords.word(frame, quantityEnd);
            final boolean more = (tail & NEXT_MASK) == NEXT;
            if (!more && (tail & LAST_MASK) != LAST)
            {
                return readSlow(frame, at, end, bids, sink);
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

    /**
     * Index behind the number, which need not be a quote; negative if it begins with more than seven digits or none.
     */
    private int readQuantity(final byte[] frame, final int at)
    {
        final long word = ByteWords.digits(ByteWords.word(frame, at));
        final long stops = ByteWords.notDigits(word);
        final long laterStops = stops & stops - 1;
        final int units = ByteWords.first(stops);
        if (stops == 0 || units == 0)
        {
            return DEVIATION;
        }
        final int point = at + units;
        if (frame[point] != '.')
        {
            quantity = ByteWords.number(word, units);
            quantityScale = 0;
            return point;
        }
        if (laterStops != 0)
        {
            final int length = ByteWords.first(laterStops);
            quantityScale = length - units - 1;
            quantity = ByteWords.number(join(word, units), length - 1);
            return quantityScale == 0 ? DEVIATION : at + length;
        }
        final long parts = ByteWords.digits(ByteWords.word(frame, point + 1));
        quantityScale = ByteWords.first(ByteWords.notDigits(parts));
        if (quantityScale == 0)
        {
            return DEVIATION;
        }
        quantity = ByteWords.number(word, units) * POWERS[quantityScale] + ByteWords.number(parts, quantityScale);
        return point + 1 + quantityScale;
    }

    /** Takes the byte behind the first {@code units} out of a word. */
    private static long join(final long word, final int units)
    {
        final int bits = units * Byte.SIZE;
        return word & (1L << bits) - 1 | word >>> bits >>> Byte.SIZE << bits;
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
        joined = newWhole + 1 + newDecimals <= ByteWords.LENGTH;
        wholeMask = joined ? -1L >>> Long.SIZE - (newWhole + 1 + newDecimals) * Byte.SIZE : wholeStop | wholeStop - 1;
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
