package org.ringtape.feeds.publish;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.engine.instrument.StreamTable;

/** Which of our streams a damaged frame names before its damage. The staging sink's own; same thread. */
final class DamagedStreams
{
    /** A damaged frame of so many streams concerns the whole session. */
    private static final int TOO_MANY = 16;

    private final StreamTable streams;
    private final int venueId;
    private final DamageSink sink = this::add;
    private final int[] ids = new int[TOO_MANY];
    /** {@link #TOO_MANY} also if one of them is none of ours. */
    private int count;

    DamagedStreams(final StreamTable streams, final int venueId)
    {
        this.streams = streams;
        this.venueId = venueId;
    }

    /**
     * Collects them.
     *
     * @param bundles true if the venue puts several streams into a frame
     * @return how many; 0 if they may not be all that the frame held
     */
    int collect(
        final FrameDecoder decoder, final byte[] frame, final int offset, final int length, final boolean bundles)
    {
        count = 0;
        final DamageScope scope = decoder.nameDamaged(frame, offset, length, sink);
        final boolean complete = scope == DamageScope.NAMED && count < TOO_MANY ||
            scope == DamageScope.PERHAPS_MORE && count == 1 && !bundles;
        return complete ? count : 0;
    }

    int id(final int index)
    {
        return ids[index];
    }

    private void add(final byte[] name, final int offset, final int length)
    {
        final int id = streams.find(venueId, name, offset, length);
        if (id == StreamTable.UNKNOWN || count == TOO_MANY)
        {
            count = TOO_MANY;
            return;
        }
        for (int i = 0; i < count; i++)
        {
            if (ids[i] == id)
            {
                return;
            }
        }
        ids[count++] = id;
    }
}
