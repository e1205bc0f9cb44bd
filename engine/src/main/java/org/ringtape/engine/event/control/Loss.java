package org.ringtape.engine.event.control;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Something was lost before it could be an event. Its scope is one stream if {@link #streamId()} is set, else every
 * stream of the session.
 * <pre>
 * 96 frames i64 | firstMissing i64 | lastMissing i64 | sinceNs i64 | untilNs i64 | cause u8
 * </pre>
 */
public final class Loss extends EventHeader
{
    /** Bytes of payload. */
    public static final int LENGTH = 48;

    private static final int FRAMES_OFFSET = PAYLOAD_OFFSET;
    private static final int FIRST_MISSING_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int LAST_MISSING_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int SINCE_OFFSET = PAYLOAD_OFFSET + 24;
    private static final int UNTIL_OFFSET = PAYLOAD_OFFSET + 32;
    private static final int CAUSE_OFFSET = PAYLOAD_OFFSET + 40;

    /** True if every stream of the session is concerned. */
    public boolean concernsWholeSession()
    {
        return streamId() == NO_ID;
    }

    /** Frames lost, 0 if not known. */
    public long frames()
    {
        return buffer.getLong(offset + FRAMES_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #frames()}. */
    public void frames(final long frames)
    {
        buffer.putLong(offset + FRAMES_OFFSET, frames, LITTLE_ENDIAN);
    }

    /** First venue sequence missing, or {@link EventLayout#ABSENT}. */
    public long firstMissing()
    {
        return buffer.getLong(offset + FIRST_MISSING_OFFSET, LITTLE_ENDIAN);
    }

    /** Last venue sequence missing, or {@link EventLayout#ABSENT}. */
    public long lastMissing()
    {
        return buffer.getLong(offset + LAST_MISSING_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets the venue sequences that are missing. */
    public void missing(final long first, final long last)
    {
        buffer.putLong(offset + FIRST_MISSING_OFFSET, first, LITTLE_ENDIAN);
        buffer.putLong(offset + LAST_MISSING_OFFSET, last, LITTLE_ENDIAN);
    }

    /** When the loss began, epoch nanoseconds of our clock. */
    public long sinceNs()
    {
        return buffer.getLong(offset + SINCE_OFFSET, LITTLE_ENDIAN);
    }

    /** When the loss ended or was noticed, epoch nanoseconds of our clock. */
    public long untilNs()
    {
        return buffer.getLong(offset + UNTIL_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets when the loss took place. */
    public void period(final long sinceNs, final long untilNs)
    {
        buffer.putLong(offset + SINCE_OFFSET, sinceNs, LITTLE_ENDIAN);
        buffer.putLong(offset + UNTIL_OFFSET, untilNs, LITTLE_ENDIAN);
    }

    /** Why. */
    public LossCause cause()
    {
        return LossCause.of(buffer.getByte(offset + CAUSE_OFFSET));
    }

    /** Sets {@link #cause()}. */
    public void cause(final LossCause cause)
    {
        buffer.putByte(offset + CAUSE_OFFSET, (byte)cause.ordinal());
    }
}
