package org.ringtape.codecs.layout;

import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.sink.FrameSink;

/** An event of a venue: how it is written, and what is said of it to the sink. All that a new event takes. */
public interface DescribedEvent
{
    /** How it is written. */
    EventDescription description();

    /**
     * Hands the event to the sink, whole or not at all.
     *
     * @param values       of its members, each what the description says, the required ones there
     * @param instrumentId of its symbol
     * @param sink         to call
     * @return false, and no call, if the values do not go together
     */
    boolean publish(EventValues values, int instrumentId, FrameSink sink);

    /** A frame of it was learned: called before {@link #publishKnown} with this layout, for who has that. */
    default void onLearned(final FrameLayout layout)
    {
        // the values say all
    }

    /**
     * As {@link #publish}, of a frame that is of a learned layout. Who is measured to gain by it reads the few numbers
     * that it wants on the spot.
     */
    default boolean publishKnown(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final FrameSink sink)
    {
        layout.read(frame, offset);
        return publish(layout.values, instrumentId, sink);
    }
}
