package org.ringtape.codecs.layout;

import org.ringtape.codecs.text.ByteWords;

/**
 * The layouts of frames that came lately. A frame finds its place by its length and by where in its last part digits,
 * letters and other bytes are, which neither the digits nor the symbol change: streams of many instruments share
 * layouts.
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

    /** Remembers a frame that was just read; null if it cannot be, or not yet. The caller adds what it read. */
    public FrameLayout learn(final byte[] frame, final int offset, final int length)
    {
        return length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH ? null :
            places.learn(key(frame, offset, length), frame, offset, length);
    }

    private static long key(final byte[] frame, final int offset, final int length)
    {
        final int end = offset + length;
        final long key = kinds(frame, end - 8 * ByteWords.LENGTH) * SPREAD_1 + length * SPREAD_2;
        return length < LONG_LENGTH ? key : key + kinds(frame, end - 16 * ByteWords.LENGTH) * SPREAD_3;
    }

    /** Of 64 bytes. Every other word, four each, share their bits: where a character moves, some of them change. */
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
