package org.ringtape.codecs.layout;

/**
 * Layouts by key, one a place, so that what comes of another shape needs no search. A layout that other shapes miss
 * again and again makes room for theirs. Owned by one decoder; allocates nothing once made.
 */
final class LayoutPlaces
{
    /** How often a layout may be missed, since it was last found, before it has to go. */
    private static final int CREDIT = 32;

    private final FrameLayout[] layouts;
    private final int shift;
    private final LayoutLearner learner = new LayoutLearner();

    /** @param bits of a key that choose the place, the highest ones. */
    LayoutPlaces(final int bits)
    {
        shift = Long.SIZE - bits;
        layouts = new FrameLayout[1 << bits];
        for (int i = 0; i < layouts.length; i++)
        {
            layouts[i] = new FrameLayout();
        }
    }

    /** The layout at the place of a key, which may have come there by another one. */
    FrameLayout at(final long key)
    {
        return layouts[(int)(key >>> shift)];
    }

    /** A layout was found to be that of a frame. */
    static void keep(final FrameLayout layout)
    {
        layout.credit = CREDIT;
    }

    /** Remembers what was just read; null if it cannot be, or not yet. The caller adds what it read. */
    FrameLayout learn(final long key, final byte[] frame, final int offset, final int length)
    {
        final FrameLayout layout = at(key);
        if (layout.credit-- > 0 || !learner.learn(frame, offset, length, layout))
        {
            return null;
        }
        layout.key = key;
        keep(layout);
        return layout;
    }
}
