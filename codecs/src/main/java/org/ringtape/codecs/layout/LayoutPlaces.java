package org.ringtape.codecs.layout;

import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;

/**
 * A fixed number of places for layouts, one each; a key chooses the place, so nothing is searched. When frames of two
 * layouts want the same place, the one there stays as long as it is found now and then, and makes room after
 * {@link #PATIENCE} misses in a row: otherwise both would be learned again and again, which costs more than it gains.
 */
final class LayoutPlaces
{
    private static final int PATIENCE = 32;

    private final int shift;
    private final FrameLayout[] layouts;
    private final LayoutLearner learner = new LayoutLearner();

    /** So many places as a power of two. */
    LayoutPlaces(final int log)
    {
        shift = Long.SIZE - log;
        layouts = new FrameLayout[1 << log];
        for (int i = 0; i < layouts.length; i++)
        {
            layouts[i] = new FrameLayout();
        }
    }

    /** What is at the place of a key, of that key or another. */
    FrameLayout at(final long key)
    {
        return layouts[(int)(key >>> shift)];
    }

    /** The layout was found, and stays. */
    static void keep(final FrameLayout layout)
    {
        layout.patience = PATIENCE;
    }

    /**
     * Learns a frame or its head, of at most {@link FrameLayout#MAX_LENGTH} bytes.
     *
     * @return null if it cannot be learned, or its place is not free
     */
    FrameLayout learn(
        final long key,
        final byte[] frame,
        final int offset,
        final int length,
        final EventDescription description,
        final EventValues values,
        final int streamOffset,
        final int streamLength)
    {
        final FrameLayout layout = at(key);
        if (layout.patience-- > 0)
        {
            return null;
        }
        layout.clear();
        layout.streamOffset = streamOffset;
        layout.streamLength = streamLength;
        if (!learner.learn(frame, offset, length, description, values, layout))
        {
            layout.clear();
            return null;
        }
        layout.key = key;
        keep(layout);
        return layout;
    }
}
