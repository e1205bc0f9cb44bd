package org.ringtape.codecs.layout;

import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.text.ByteWords;

/**
 * Remembers how frames looked, so that one that looks like an earlier one need not be parsed again. A venue's trades
 * differ in their digits and little else:
 *
 * <pre>
 *   …,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":true}}
 *   …,"s":"ETHUSDT","t":4101170482,"p":"24110.07","q":"0.155","X":"MARKET","m":true}}
 * </pre>
 * Both are of one {@link FrameLayout}. A frame's length and the kinds of its last bytes choose the place where that
 * may be, see {@link LayoutPlaces}; that the frame really is of the layout found there, is decided by
 * {@link FrameLayout#matches} over all of its bytes. Owned by one decoder; allocates nothing once made.
 */
public final class LayoutMemory
{
    private static final int PLACES_LOG = 7;
    private static final int MIN_LENGTH = 8 * ByteWords.LENGTH;
    /** From this length on, twice as much of the frame decides on its place: it has more numbers. */
    private static final int LONG_LENGTH = 28 * ByteWords.LENGTH;

    /** Bits that are the same in all digits, and differ between digits, points or quotes, and letters. */
    private static final long KIND_BITS = 0x5050_5050_5050_5050L;
    private static final long SPREAD_1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long SPREAD_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long SPREAD_3 = 0x1656_67B1_9E37_79F9L;

    private final LayoutPlaces places = new LayoutPlaces(PLACES_LOG);

    /** The layout of a frame; null if it is not remembered. */
    public FrameLayout find(final byte[] frame, final int offset, final int length)
    {
        if (length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH)
        {
            return null;
        }
        final long key = key(frame, offset, length);
        final FrameLayout layout = places.at(key);
        if (layout.key != key || !layout.matches(frame, offset, length))
        {
            return null;
        }
        LayoutPlaces.keep(layout);
        return layout;
    }

    /**
     * Remembers a frame, if it can be and its place is free.
     *
     * @param event        that it is
     * @param values       as {@link org.ringtape.codecs.field.DocumentedOrderReader} has just read them from it
     * @param streamOffset of the stream's name from the beginning of the frame; negative if it has none
     * @param streamLength of that name, in bytes
     */
    public void learn(
        final byte[] frame,
        final int offset,
        final int length,
        final DescribedEvent event,
        final EventValues values,
        final int streamOffset,
        final int streamLength)
    {
        if (length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH)
        {
            return;
        }
        final FrameLayout layout = places.learn(key(frame, offset, length), frame, offset, length, event.description(),
            values, streamOffset, streamLength);
        if (layout != null)
        {
            layout.event = event;
            event.onLearned(layout);
        }
    }

    /** Neither digits nor the letters of a symbol change the key: streams of many instruments share layouts. */
    private static long key(final byte[] frame, final int offset, final int length)
    {
        final int end = offset + length;
        final long key = kinds(frame, end - 8 * ByteWords.LENGTH) * SPREAD_1 + length * SPREAD_2;
        return length < LONG_LENGTH ? key : key + kinds(frame, end - 16 * ByteWords.LENGTH) * SPREAD_3;
    }

    /**
     * What kinds of bytes are among 64, two bits each: a digit, {@code 0x3n}, has 01 there, a quote or point,
     * {@code 0x2n}, has 00, a letter 10 or 11. Every other word, four each, share their bits by xor: where a point or a
     * quote moves, some of them change.
     */
    static long kinds(final byte[] frame, final int at)
    {
        final long even =
            (ByteWords.word(frame, at) ^ ByteWords.word(frame, at + 2 * ByteWords.LENGTH)) ^
            (ByteWords.word(frame, at + 4 * ByteWords.LENGTH) ^ ByteWords.word(frame, at + 6 * ByteWords.LENGTH));
        final long odd =
            (ByteWords.word(frame, at + ByteWords.LENGTH) ^ ByteWords.word(frame, at + 3 * ByteWords.LENGTH)) ^
            (ByteWords.word(frame, at + 5 * ByteWords.LENGTH) ^ ByteWords.word(frame, at + 7 * ByteWords.LENGTH));
        return even & KIND_BITS | (odd & KIND_BITS) << 1;
    }
}
