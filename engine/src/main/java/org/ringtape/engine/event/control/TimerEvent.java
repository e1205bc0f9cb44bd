package org.ringtape.engine.event.control;

import org.ringtape.engine.event.EventHeader;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * A timer of the strategy is due.
 * <pre>
 * 96 timerId i64 | deadlineNs i64
 * </pre>
 */
public final class TimerEvent extends EventHeader
{
    /** Bytes of payload. */
    public static final int LENGTH = 16;

    private static final int TIMER_ID_OFFSET = PAYLOAD_OFFSET;
    private static final int DEADLINE_OFFSET = PAYLOAD_OFFSET + 8;

    /** The strategy's own number of the timer. */
    public long timerId()
    {
        return buffer.getLong(offset + TIMER_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** When it was due, epoch nanoseconds of our clock. */
    public long deadlineNs()
    {
        return buffer.getLong(offset + DEADLINE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets both fields. */
    public void timer(final long timerId, final long deadlineNs)
    {
        buffer.putLong(offset + TIMER_ID_OFFSET, timerId, LITTLE_ENDIAN);
        buffer.putLong(offset + DEADLINE_OFFSET, deadlineNs, LITTLE_ENDIAN);
    }
}
