package org.ringtape.engine.ring;

import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.ringtape.engine.event.EventHeader;

/**
 * Which streams a producer had to drop frames of, until it can say so in the ring. Bounded: beyond {@link #CAPACITY}
 * streams, or for an event without a stream, the whole session is meant. Producer's thread only.
 */
final class DroppedStreams
{
    static final int CAPACITY = 64;

    private final EventHeader header = new EventHeader();
    private final int[] streamIds = new int[CAPACITY];
    private final long[] frames = new long[CAPACITY];
    private int count;
    private boolean wholeSession;
    private long framesOfSession;

    /** Notes one dropped frame. */
    void add(final EventStage stage)
    {
        framesOfSession++;
        int lastStreamId = NO_ID;
        for (int i = 0; i < stage.slotCount(); i++)
        {
            stage.wrap(header, i);
            final int streamId = header.streamId();
            if (streamId == NO_ID)
            {
                wholeSession = true;
            }
            else if (streamId != lastStreamId)
            {
                add(streamId);
            }
            lastStreamId = streamId;
        }
    }

    private void add(final int streamId)
    {
        for (int i = 0; i < count; i++)
        {
            if (streamIds[i] == streamId)
            {
                frames[i]++;
                return;
            }
        }
        if (count == CAPACITY)
        {
            wholeSession = true;
            return;
        }
        streamIds[count] = streamId;
        frames[count++] = 1;
    }

    /** Loss events that it takes to say it. */
    int lossCount()
    {
        return wholeSession ? 1 : count;
    }

    int streamId(final int index)
    {
        return wholeSession ? NO_ID : streamIds[index];
    }

    long frames(final int index)
    {
        return wholeSession ? framesOfSession : frames[index];
    }

    /** Frames dropped in all. */
    long framesOfSession()
    {
        return framesOfSession;
    }

    void clear()
    {
        count = 0;
        wholeSession = false;
        framesOfSession = 0;
    }
}
