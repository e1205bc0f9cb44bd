package org.ringtape.codecs.kiyotaka;

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
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;
    /** What makes a byte of 10 and more overflow into its highest bit. */
    private static final int ABOVE_NINE = 0x76;
    /** What makes every byte but 0 overflow into its highest bit. */
    private static final int NOTHING = 0x7F;
    /** Where a mask has its first bit if the second byte is no digit. */
    private static final int ONE_DIGIT = 15;
    /** Less the place of a mask's bit: how far the byte before that bit's is from being the highest but one. */
    private static final int SECOND_BYTE = 15;

    private long quantity;
    private int quantityScale;
    private boolean inexact;
    /** Of the shape: bytes of the price, digits behind the point, 1 if it may begin with a zero. */
    private int length;
    private int places;
    private int leadingZero;
    /** Brings the last digit to the highest byte, and tells the digits behind the point then. */
    private int shift;
    private long fraction;
    /** Zeros for digits, the point, the comma; what must not overflow in each byte; the bytes that matter. */
    private long template;
    private long limits;
    private long checked = -1; // the first price of all is always learned

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
        if (isOther(word ^ template) && !learn(word))
        {
            return DEVIATION;
        }
        final long digits = word ^ template;
        if ((digits & 0xFF | leadingZero) == 0)
        {
            return DEVIATION;
        }
        final int stop = readQuantity(frame, at + length + 1);
        if (stop < 0)
        {
            return DEVIATION;
        }
        final long price = ByteWords.number(close(digits << shift, fraction), ByteWords.LENGTH);
        if (bids)
        {
            sink.onBid(price, places, quantity, quantityScale);
        }
        else
        {
            sink.onAsk(price, places, quantity, quantityScale);
        }
        return stop;
    }

    /** True if a price, taken apart by the template, has a byte that is not of the shape. */
    private boolean isOther(final long digits)
    {
        return (((digits & LOWS) + limits | digits) & checked) != 0;
    }

    /** Index of the comma or bracket behind the number; negative if it, with that, does not fit a word. */
    private int readQuantity(final byte[] frame, final int at)
    {
        final long word = ByteWords.digits(ByteWords.word(frame, at));
        final long stops = ByteWords.notDigits(word);
        final int point = Long.numberOfTrailingZeros(stops);
        final int first = (int)word & 0xFF;
        if (first > 9 || first == 0 && point != ONE_DIGIT)
        {
            return DEVIATION;
        }
        int stop = at + (point >>> 3);
        if (frame[stop] == '.')
        {
            final int bits = Long.numberOfTrailingZeros(stops & stops - 1);
            final long behind = ~((stops ^ stops - 1) >>> Byte.SIZE);
            final long joined = (word ^ word >>> Byte.SIZE) & behind ^ word;
            quantityScale = (bits - point >>> 3) - 1;
            if (bits == Long.SIZE || quantityScale == 0)
            {
                return DEVIATION;
            }
            stop = at + (bits >>> 3);
            quantity = ByteWords.number(joined << SECOND_BYTE - bits, ByteWords.LENGTH);
        }
        else
        {
            quantityScale = 0;
            quantity = ByteWords.number(word, point >>> 3);
        }
        return frame[stop] == ',' || frame[stop] == ']' ? stop : DEVIATION;
    }

    /**
     * Closes the gap of the point in a number whose last digit is the highest byte.
     *
     * @param fraction bits of the digits behind the point; all, if there is no point
     */
    private static long close(final long digits, final long fraction)
    {
        final long moved = digits << Byte.SIZE;
        return (digits ^ moved) & fraction ^ moved;
    }

    /** Takes the shape of a price that ends, comma included, within a word. False if it does not. */
    private boolean learn(final long word)
    {
        final long stops = ByteWords.notDigits(ByteWords.digits(word));
        final int units = ByteWords.first(stops);
        if (units == 0 || units == ByteWords.LENGTH)
        {
            return false;
        }
        final boolean pointed = byteOf(word, units) == '.';
        final int stop = pointed ? ByteWords.first(stops & stops - 1) : units;
        if (stop == ByteWords.LENGTH || byteOf(word, stop) != ',' || stop == units + 1)
        {
            return false;
        }
        length = stop;
        places = pointed ? stop - units - 1 : 0;
        leadingZero = units > 1 ? 0 : 1;
        shift = Long.SIZE - stop * Byte.SIZE;
        fraction = pointed ? -1L << Long.SIZE - places * Byte.SIZE : -1L;
        template = 0;
        limits = 0;
        checked = 0;
        for (int i = stop; i >= 0; i--)
        {
            final boolean mark = i == stop || pointed && i == units;
            template = template << Byte.SIZE | (mark ? byteOf(word, i) : '0');
            limits = limits << Byte.SIZE | (mark ? NOTHING : ABOVE_NINE);
            checked = checked << Byte.SIZE | 0x80;
        }
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
        if (bids)
        {
            sink.onBid(price, priceScale, cursor.mantissa(), cursor.scale());
        }
        else
        {
            sink.onAsk(price, priceScale, cursor.mantissa(), cursor.scale());
        }
        return true;
    }
}
