package org.ringtape.engine.event.control;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.ringtape.engine.event.EventHeader;

/**
 * What a stream is. Stands in the ring before the first event of its stream on each connection, so that whoever has
 * only the slots knows whose they are. The header has its id, its instrument ({@code NO_ID} if it carries several) and
 * its continuity rule.
 * <pre>
 * 96 generation i32 | scope u8 | spare 1 | nameLength u16 | name, at most 512 bytes of UTF-8, with all parameters
 * example: BTCUSDT@depth@100ms is 13 00 | 42 54 43 55 53 44 54 40 64 65 70 74 68 40 31 30 30 6d 73
 * </pre>
 */
public final class StreamDescription extends EventHeader
{
    /** What the numbering of the stream's events counts. */
    public enum Scope
    {
        /** The events of this stream. */
        STREAM,
        /** Everything on the connection. */
        CONNECTION;

        private static final Scope[] VALUES = values();
    }

    /** Bytes of payload without the name. */
    public static final int BASE_LENGTH = 8;
    /** Longest name, bytes; the tables of a pipeline take none that is longer. */
    public static final int MAX_NAME_LENGTH = 512;

    private static final int GENERATION_OFFSET = PAYLOAD_OFFSET;
    private static final int SCOPE_OFFSET = PAYLOAD_OFFSET + 4;
    private static final int NAME_LENGTH_OFFSET = PAYLOAD_OFFSET + 6;
    private static final int NAME_OFFSET = PAYLOAD_OFFSET + BASE_LENGTH;

    /** Which life of the stream's id begins or goes on here, 1 …; as {@link Retired#generation()} will end it. */
    public int generation()
    {
        return buffer.getInt(offset + GENERATION_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #generation()}. */
    public void generation(final int generation)
    {
        buffer.putInt(offset + GENERATION_OFFSET, generation, LITTLE_ENDIAN);
    }

    /** What the numbering counts. */
    public Scope scope()
    {
        final int ordinal = buffer.getByte(offset + SCOPE_OFFSET);
        return ordinal >= 0 && ordinal < Scope.VALUES.length ? Scope.VALUES[ordinal] : Scope.STREAM;
    }

    /** Sets {@link #scope()}. */
    public void scope(final Scope scope)
    {
        buffer.putByte(offset + SCOPE_OFFSET, (byte)scope.ordinal());
    }

    /** The venue's text for the stream, with all its parameters. Allocates. */
    public String name()
    {
        return buffer.getStringWithoutLengthUtf8(offset + NAME_OFFSET, nameLength());
    }

    /** Bytes of {@link #name()}. */
    public int nameLength()
    {
        return buffer.getShort(offset + NAME_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Sets {@link #name()} and with it the length in use.
     *
     * @return false, and no name, if it is longer than {@link #MAX_NAME_LENGTH} bytes
     */
    public boolean name(final byte[] utf8)
    {
        final int length = utf8.length <= MAX_NAME_LENGTH ? utf8.length : 0;
        buffer.putBytes(offset + NAME_OFFSET, utf8, 0, length);
        buffer.putShort(offset + NAME_LENGTH_OFFSET, (short)length, LITTLE_ENDIAN);
        usedLength(NAME_OFFSET + length);
        return length == utf8.length;
    }
}
