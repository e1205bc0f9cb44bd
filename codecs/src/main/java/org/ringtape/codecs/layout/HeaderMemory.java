package org.ringtape.codecs.layout;

import org.ringtape.codecs.text.ByteWords;

/**
 * The layouts of headers of books that came lately: of all that stands before their levels. A header finds its place by
 * what kinds of bytes stand where its symbol and its first numbers are; streams of many instruments share layouts.
 */
public final class HeaderMemory
{
    private static final int PLACES_LOG = 6;
    private static final int KEY_INDEX = 8 * ByteWords.LENGTH;
    private static final int MIN_LENGTH = 16 * ByteWords.LENGTH;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final LayoutPlaces places = new LayoutPlaces(PLACES_LOG);

    /** The layout of a frame's header; null if it is not remembered. */
    public FrameLayout find(final byte[] frame, final int offset, final int length)
    {
        if (length < MIN_LENGTH)
        {
            return null;
        }
        final long key = key(frame, offset);
        final FrameLayout layout = places.at(key);
        final int known = layout.length();
        if (layout.key != key || known < 0 || known > length || !layout.matches(frame, offset, known))
        {
            return null;
        }
        LayoutPlaces.keep(layout);
        return layout;
    }

    /** Remembers a header that was just read; null if it cannot be, or not yet. The caller adds what it read. */
    public FrameLayout learn(final byte[] frame, final int offset, final int length)
    {
        return length < MIN_LENGTH || length > FrameLayout.MAX_LENGTH ? null :
            places.learn(key(frame, offset), frame, offset, length);
    }

    private static long key(final byte[] frame, final int offset)
    {
        return LayoutMemory.kinds(frame, offset + KEY_INDEX) * SPREAD;
    }
}
