package org.ringtape.engine.event.control;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.ringtape.engine.event.EventHeader;

/**
 * What became of something that the strategy or the host asked for. One for each request that was taken. The header has
 * the stream, if it is known, and the session that answered.
 * <pre>
 * 96 requestId i64 | code i32 | kind u8 | result u8 | textLength u16 | text, at most 256 bytes of UTF-8
 * </pre>
 */
public final class RequestOutcome extends EventHeader
{
    /** What was asked for. */
    public enum Kind
    {
        /** Data of a stream. */
        SUBSCRIBE,
        /** No more data of a stream. */
        UNSUBSCRIBE,
        /** A book built anew. */
        RESYNC;

        private static final Kind[] VALUES = values();
    }

    /** What became of it. */
    public enum Result
    {
        /** It is done; of a subscription: the venue has confirmed it. */
        GRANTED,
        /** It holds already or still: another asker has it, and the venue was asked nothing. */
        SHARED,
        /** The venue said no, or the feeds know that it would; the text says why. */
        REFUSED,
        /** There is no such venue, symbol, stream or subscription. */
        UNKNOWN,
        /** Too much at once: nothing was done, ask again later. */
        THROTTLED,
        /** A later request or the end of the feeds came first. */
        OVERTAKEN,
        /** No answer in time: it may or may not have been done. */
        TIMED_OUT;

        private static final Result[] VALUES = values();
    }

    /** Bytes of payload without text. */
    public static final int BASE_LENGTH = 16;
    /** Longest text kept; what is beyond is cut off at a character. */
    public static final int MAX_TEXT_LENGTH = 256;

    private static final int REQUEST_ID_OFFSET = PAYLOAD_OFFSET;
    private static final int CODE_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int KIND_OFFSET = PAYLOAD_OFFSET + 12;
    private static final int RESULT_OFFSET = PAYLOAD_OFFSET + 13;
    private static final int TEXT_LENGTH_OFFSET = PAYLOAD_OFFSET + 14;
    private static final int TEXT_OFFSET = PAYLOAD_OFFSET + BASE_LENGTH;

    /** The asker's own number. */
    public long requestId()
    {
        return buffer.getLong(offset + REQUEST_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** HTTP status or the venue's own number, 0 if there is none. */
    public int code()
    {
        return buffer.getInt(offset + CODE_OFFSET, LITTLE_ENDIAN);
    }

    /** What was asked for. */
    public Kind kind()
    {
        return Kind.VALUES[buffer.getByte(offset + KIND_OFFSET) & 0xFF];
    }

    /** What became of it. */
    public Result result()
    {
        return Result.VALUES[buffer.getByte(offset + RESULT_OFFSET) & 0xFF];
    }

    /** Why, in the venue's own words where it had some; never a credential. Allocates. */
    public String text()
    {
        return buffer.getStringWithoutLengthUtf8(
            offset + TEXT_OFFSET, buffer.getShort(offset + TEXT_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF);
    }

    /** Sets all but the text, of which there is none then. */
    public void outcome(final long requestId, final Kind kind, final Result result, final int code)
    {
        buffer.putLong(offset + REQUEST_ID_OFFSET, requestId, LITTLE_ENDIAN);
        buffer.putInt(offset + CODE_OFFSET, code, LITTLE_ENDIAN);
        buffer.putByte(offset + KIND_OFFSET, (byte)kind.ordinal());
        buffer.putByte(offset + RESULT_OFFSET, (byte)result.ordinal());
        text(new byte[0]);
    }

    /** Sets {@link #text()} and with it the length in use. */
    public void text(final byte[] utf8)
    {
        int length = Math.min(utf8.length, MAX_TEXT_LENGTH);
        while (length < utf8.length && length > 0 && (utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }
        buffer.putBytes(offset + TEXT_OFFSET, utf8, 0, length);
        buffer.putShort(offset + TEXT_LENGTH_OFFSET, (short)length, LITTLE_ENDIAN);
        usedLength(TEXT_OFFSET + length);
    }
}
