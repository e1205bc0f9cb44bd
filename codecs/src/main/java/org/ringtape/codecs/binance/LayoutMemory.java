package org.ringtape.codecs.binance;

import org.ringtape.codecs.text.ByteWords;

/**
 * The layouts of frames that came lately, one a place. A frame finds its place by its length and by where in its last
 * part digits, letters and other bytes are, which neither the digits nor the symbol change: streams of many
 * instruments share layouts. A layout that frames of another shape miss again and again makes room for theirs.
 */
final class LayoutMemory
{
    private static final int PLACES_LOG = 7;
    private static final int CREDIT = 32;
    private static final int MIN_LENGTH = 8 * ByteWords.LENGTH;
    /** From this length on, twice as much of the frame decides on its place: it has more numbers. */
    private static final int LONG_LENGTH = 28 * ByteWords.LENGTH;

    /** Bits that are the same in all digits, and differ between digits, points or quotes, and letters. */
    private static final long KIND_BITS = 0x5050_5050_5050_5050L;
    private static final long SPREAD_1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long SPREAD_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long SPREAD_3 = 0x1656_67B1_9E37_79F9L;

    private final FrameLayout[] layouts = new FrameLayout[1 << PLACES_LOG];
    private final LayoutLearner learner = new LayoutLearner();

    LayoutMemory()
    {
        for (int i = 0; i < layouts.length; i++)
        {
            layouts[i] = new FrameLayout();
        }
    }

    /** The layout of a frame; null if it is not remembered. */
    FrameLayout find(final byte[] frame, final int offset, final int length)
    {
        if (length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH)
        {
            return null;
        }
        final long key = key(frame, offset, length);
        final FrameLayout layout = layouts[place(key)];
        if (layout.key != key || !layout.matches(frame, offset, length))
        {
            return null;
        }
        layout.credit = CREDIT;
        return layout;
    }

    /** Remembers a frame that was just read; null if it cannot be, or not yet. The caller adds what it read. */
    FrameLayout learn(final byte[] frame, final int offset, final int length)
    {
        if (length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH)
        {
            return null;
        }
        final long key = key(frame, offset, length);
        final FrameLayout layout = layouts[place(key)];
        if (layout.credit-- > 0 || !learner.learn(frame, offset, length, layout))
        {
            return null;
        }
        layout.key = key;
        layout.credit = CREDIT;
        return layout;
    }

    private static int place(final long key)
    {
        return (int)(key >>> Long.SIZE - PLACES_LOG);
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
