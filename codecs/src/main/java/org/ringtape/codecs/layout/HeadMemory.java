package org.ringtape.codecs.layout;

import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.text.ByteWords;

/**
 * Remembers how frames began, where {@link LayoutMemory} remembers them whole. No two books have the same levels, but
 * all that stands before the levels, a fifth of the frame and more, looks alike:
 *
 * <pre>
 *   …"data":{"e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"BTCUSDT",…,"b":[     ["58710.20","0.014"],…
 *   …"data":{"e":"depthUpdate","E":1723161256352,"T":1723161256352,"s":"ETHUSDT",…,"b":[     ["2411.07","1.3"]],…
 *                                                                                 head |
 * </pre>
 * Both heads are of one {@link FrameLayout}; the second is compared with the layout in words instead of read key by
 * key. That is worth 8 % of a recorded book's time on JDK 17. Read by hand, keys and numbers become so much machine
 * code that the compiler stops inlining in the midst of them (its log says NodeCountInliningCutoff).
 *
 * <p>How long a head is, only its layout says, so its place is chosen by the kinds of bytes in its middle; bytes behind
 * the head are never looked at. Owned by one decoder; allocates nothing once made.
 */
public final class HeadMemory
{
    private static final int PLACES_LOG = 6;
    /** From here on there are times and the symbol, with or without an envelope. */
    private static final int KEY_INDEX = 8 * ByteWords.LENGTH;
    private static final int MIN_LENGTH = 16 * ByteWords.LENGTH;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final LayoutPlaces places = new LayoutPlaces(PLACES_LOG);

    /** The layout of a frame's head; null if it is not remembered. */
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

    /**
     * Remembers a head, if it can be and its place is free.
     *
     * @param length       of the head
     * @param description  of its members
     * @param values       as {@link org.ringtape.codecs.field.DocumentedOrderReader} has just read them from it
     * @param streamOffset of the stream's name from the beginning of the frame; negative if it has none
     * @param streamLength of that name, in bytes
     */
    public void learn(
        final byte[] frame,
        final int offset,
        final int length,
        final EventDescription description,
        final EventValues values,
        final int streamOffset,
        final int streamLength)
    {
        if (length >= MIN_LENGTH && length <= FrameLayout.MAX_LENGTH)
        {
            places.learn(
                key(frame, offset), frame, offset, length, description, values, streamOffset, streamLength);
        }
    }

    private static long key(final byte[] frame, final int offset)
    {
        return LayoutMemory.kinds(frame, offset + KEY_INDEX) * SPREAD;
    }
}
