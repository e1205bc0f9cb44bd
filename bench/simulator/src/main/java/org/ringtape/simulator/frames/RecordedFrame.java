package org.ringtape.simulator.frames;

import java.nio.charset.StandardCharsets;

/**
 * One frame of a recording. The bytes belong to the recording: read, never written.
 *
 * @param lineNumber line in the file it was read from, from 1
 * @param timeNs     receive time, epoch nanoseconds; {@link #NO_TIME} if the recording has none
 * @param bytes      the payload exactly as recorded, without line ending and without receive time
 * @param kind       message or REST depth body
 * @param symbol     for a REST body: the venue's symbol if the recording names it (in the body or in the request's
 *                   URL); empty otherwise and for every FRAME
 */
public record RecordedFrame(long lineNumber, long timeNs, byte[] bytes, FrameKind kind, String symbol)
{
    /** Value of {@link #timeNs()} where the recording has no receive time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** @return whether the recording has a receive time for this frame. */
    public boolean isTimed()
    {
        return timeNs != NO_TIME;
    }

    /** @return the payload as text. */
    public String text()
    {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    RecordedFrame at(final long otherTimeNs)
    {
        return new RecordedFrame(lineNumber, otherTimeNs, bytes, kind, symbol);
    }

    RecordedFrame of(final String namedSymbol)
    {
        return new RecordedFrame(lineNumber, timeNs, bytes, kind, namedSymbol);
    }
}
