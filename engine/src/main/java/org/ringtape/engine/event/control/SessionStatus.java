package org.ringtape.engine.event.control;

import org.ringtape.engine.event.EventHeader;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * A session changed its state.
 * <pre>
 * 96 roundTripNs i64 | closeCode i32 | state u8 | spare 2 | textLength u8 | text, at most 200 bytes of UTF-8
 * </pre>
 */
public final class SessionStatus extends EventHeader
{
    /** Bytes of payload without text. */
    public static final int BASE_LENGTH = 16;
    /** Longest text kept. */
    public static final int MAX_TEXT_LENGTH = 200;

    private static final int ROUND_TRIP_OFFSET = PAYLOAD_OFFSET;
    private static final int CLOSE_CODE_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int STATE_OFFSET = PAYLOAD_OFFSET + 12;
    private static final int TEXT_LENGTH_OFFSET = PAYLOAD_OFFSET + 15;
    private static final int TEXT_OFFSET = PAYLOAD_OFFSET + BASE_LENGTH;

    /** New state. */
    public SessionState state()
    {
        return SessionState.of(buffer.getByte(offset + STATE_OFFSET));
    }

    /** Sets {@link #state()}. */
    public void state(final SessionState state)
    {
        buffer.putByte(offset + STATE_OFFSET, (byte)state.ordinal());
    }

    /** WebSocket close code or HTTP status that led here, 0 if none. */
    public int closeCode()
    {
        return buffer.getInt(offset + CLOSE_CODE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #closeCode()}. */
    public void closeCode(final int closeCode)
    {
        buffer.putInt(offset + CLOSE_CODE_OFFSET, closeCode, LITTLE_ENDIAN);
    }

    /** Time from connecting to this state, nanoseconds, 0 if it does not apply. */
    public long roundTripNs()
    {
        return buffer.getLong(offset + ROUND_TRIP_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #roundTripNs()}. */
    public void roundTripNs(final long roundTripNs)
    {
        buffer.putLong(offset + ROUND_TRIP_OFFSET, roundTripNs, LITTLE_ENDIAN);
    }

    /** Why, for a person. Allocates. */
    public String text()
    {
        return buffer.getStringWithoutLengthUtf8(
            offset + TEXT_OFFSET, buffer.getByte(offset + TEXT_LENGTH_OFFSET) & 0xFF);
    }

    /** Sets the text and with it the length in use; text beyond {@link #MAX_TEXT_LENGTH} bytes is left out. */
    public void text(final byte[] utf8)
    {
        final int length = Math.min(utf8.length, MAX_TEXT_LENGTH);
        buffer.putBytes(offset + TEXT_OFFSET, utf8, 0, length);
        buffer.putByte(offset + TEXT_LENGTH_OFFSET, (byte)length);
        usedLength(TEXT_OFFSET + length);
    }
}
