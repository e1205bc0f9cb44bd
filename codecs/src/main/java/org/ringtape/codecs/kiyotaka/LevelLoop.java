package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * The tight loop over {@code price,quantity,price,quantity…]}. Prices of a frame are nearly all of one shape, so the
 * shape of the last one is assumed and checked: where the quantity starts then does not wait for the price to be
 * understood. Quantities vary, and are measured. A level that the words cannot read goes to the cursor. Owned by one
 * decoder.
 */
final class LevelLoop
{
    /** The loop's reads never go further than this from the start of a level. */
    private static final int REACH = 32;
    private static final int DEVIATION = -1;
    /** No mask of found bytes has this bit: the first price of all is always learned. */
    private static final long IMPOSSIBLE = 1;

    private long quantity;
    private int quantityScale;
    private boolean inexact;
    private int units;
    private int places;
    private int length;
    private long stopsMask;
    private long stopsExpected = IMPOSSIBLE;
    private long marksMask;
    private long marks;

    /**
     * Hands the levels of an array to the sink.
     *
     * @param cursor behind the opening bracket; afterwards behind the closing one
     * @return false where the array is not as expected, some levels may have gone to the sink by then
     */
    boolean read(final InOrderCursor cursor, final boolean bids, final BookSink sink)
    {
        inexact = false;
        if (cursor.match(']'))
        {
            return true;
        }
        final byte[] frame = cursor.frame();
        final int end = cursor.end();
        int at = cursor.position();
        while (true)
        {
            final int stop = end - at >= REACH ? level(frame, at, bids, sink) : DEVIATION;
            if (stop < 0)
            {
                cursor.position(at);
                if (!anyLevel(cursor, bids, sink))
                {
                    return false;
                }
                if (cursor.match(']'))
                {
                    return true;
                }
                if (!cursor.match(','))
                {
                    return false;
                }
                at = cursor.position();
            }
            else if (frame[stop] == ']')
            {
                cursor.position(stop + 1);
                return true;
            }
            else
            {
                at = stop + 1;
            }
        }
    }

    /** True if a number of the array last read was rounded. */
    boolean isInexact()
    {
        return inexact;
    }

    /** Index of the comma or bracket behind the level, negative if it is not of the common form. */
    private int level(final byte[] frame, final int at, final boolean bids, final BookSink sink)
    {
        final long word = ByteWords.word(frame, at);
        final long digits = ByteWords.digits(word);
        if (((ByteWords.notDigits(digits) & stopsMask) != stopsExpected || (word & marksMask) != marks) &&
            !learn(word))
        {
            return DEVIATION;
        }
        if ((digits & 0xFF) == 0 && units > 1)
        {
            return DEVIATION; // JSON has no leading zeros
        }
        final long price = ByteWords.number(join(digits, units, places), units + places);
        final int stop = readQuantity(frame, at + length + 1);
        if (stop < 0 || frame[stop] != ',' && frame[stop] != ']')
        {
            return DEVIATION;
        }
        emit(price, places, quantity, quantityScale, bids, sink);
        return stop;
    }

    /** Index behind the number; negative if it has more than seven digits before or behind the point, or none. */
    private int readQuantity(final byte[] frame, final int at)
    {
        final long word = ByteWords.digits(ByteWords.word(frame, at));
        final long stops = ByteWords.notDigits(word);
        final long laterStops = stops & stops - 1;
        final int whole = ByteWords.first(stops);
        if (whole == 0 || whole == ByteWords.LENGTH || (word & 0xFF) == 0 && whole > 1)
        {
            return DEVIATION;
        }
        final int point = at + whole;
        if (frame[point] != '.')
        {
            quantity = ByteWords.number(word, whole);
            quantityScale = 0;
            return point;
        }
        if (laterStops != 0)
        {
            final int stop = ByteWords.first(laterStops);
            quantityScale = stop - whole - 1;
            quantity = ByteWords.number(join(word, whole, quantityScale), stop - 1);
            return quantityScale == 0 ? DEVIATION : at + stop;
        }
        final long parts = ByteWords.digits(ByteWords.word(frame, point + 1));
        quantityScale = ByteWords.first(ByteWords.notDigits(parts));
        if (quantityScale == 0 || quantityScale == ByteWords.LENGTH)
        {
            return DEVIATION;
        }
        quantity = ByteWords.number(word, whole) * PowersOfTen.of(quantityScale) +
            ByteWords.number(parts, quantityScale);
        return point + 1 + quantityScale;
    }

    /** Takes the point out of a word, if there is one. */
    private static long join(final long word, final int whole, final int decimals)
    {
        if (decimals == 0)
        {
            return word;
        }
        final int bits = whole * Byte.SIZE;
        return word & (1L << bits) - 1 | word >>> bits >>> Byte.SIZE << bits;
    }

    /** Takes the shape of a price that ends, comma included, within a word. False if it does not. */
    private boolean learn(final long word)
    {
        final long stops = ByteWords.notDigits(ByteWords.digits(word));
        final int whole = ByteWords.first(stops);
        if (whole == 0 || whole == ByteWords.LENGTH)
        {
            return false;
        }
        final boolean pointed = byteOf(word, whole) == '.';
        final int stop = pointed ? ByteWords.first(stops & stops - 1) : whole;
        if (stop == ByteWords.LENGTH || byteOf(word, stop) != ',' || stop == whole + 1)
        {
            return false;
        }
        units = whole;
        places = pointed ? stop - whole - 1 : 0;
        length = stop;
        stopsMask = -1L >>> Long.SIZE - (stop + 1) * Byte.SIZE;
        stopsExpected = stops & stopsMask;
        marksMask = 0xFFL << stop * Byte.SIZE | (pointed ? 0xFFL << whole * Byte.SIZE : 0);
        marks = word & marksMask;
        return true;
    }

    private static int byteOf(final long word, final int index)
    {
        return (int)(word >>> index * Byte.SIZE) & 0xFF;
    }

    private boolean anyLevel(final InOrderCursor cursor, final boolean bids, final BookSink sink)
    {
        if (!cursor.number() || !cursor.match(','))
        {
            return false;
        }
        final long price = cursor.mantissa();
        final int priceScale = cursor.scale();
        inexact |= cursor.isInexact();
        if (!cursor.number() || cursor.mantissa() < 0)
        {
            return false;
        }
        inexact |= cursor.isInexact();
        emit(price, priceScale, cursor.mantissa(), cursor.scale(), bids, sink);
        return true;
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
