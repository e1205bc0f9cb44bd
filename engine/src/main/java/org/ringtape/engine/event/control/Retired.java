package org.ringtape.engine.event.control;

import org.ringtape.engine.event.EventHeader;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * The life of a name is over: of a stream if {@link #streamId()} is set, else of the instrument. No event of that life
 * follows in the ring; an event with the same id that does is of the next one, which begins with a definition. Streams
 * of an instrument go before it.
 * <pre>
 * 96 generation i32 | reason u8 | spare 3
 * </pre>
 */
public final class Retired extends EventHeader
{
    /** Bytes of payload. */
    public static final int LENGTH = 8;

    private static final int GENERATION_OFFSET = PAYLOAD_OFFSET;
    private static final int REASON_OFFSET = PAYLOAD_OFFSET + 4;

    /** True if a stream is meant; {@link #instrumentId()} is then that of the stream. */
    public boolean isOfStream()
    {
        return streamId() != NO_ID;
    }

    /** Which life of the id is over, 1 …; as the definition of the instrument told. */
    public int generation()
    {
        return buffer.getInt(offset + GENERATION_OFFSET, LITTLE_ENDIAN);
    }

    /** Why. */
    public RetirementReason reason()
    {
        return RetirementReason.of(buffer.getByte(offset + REASON_OFFSET));
    }

    /** Sets both fields. */
    public void retired(final int generation, final RetirementReason reason)
    {
        buffer.putInt(offset + GENERATION_OFFSET, generation, LITTLE_ENDIAN);
        buffer.putByte(offset + REASON_OFFSET, (byte)reason.ordinal());
    }
}
