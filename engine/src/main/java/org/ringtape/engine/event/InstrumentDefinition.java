package org.ringtape.engine.event;

import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * An instrument becomes known. The only place where a symbol stands; every other event carries the dense id.
 * <pre>
 * 96 symbolLength u8 | spare 7 | symbol, at most 64 bytes
 * </pre>
 */
public final class InstrumentDefinition extends EventHeader
{
    /** Longest symbol. */
    public static final int MAX_SYMBOL_LENGTH = 64;
    /** Bytes of payload. */
    public static final int LENGTH = 8 + MAX_SYMBOL_LENGTH;

    private static final int SYMBOL_LENGTH_OFFSET = PAYLOAD_OFFSET;
    private static final int SYMBOL_OFFSET = PAYLOAD_OFFSET + 8;

    /** The venue's symbol. Allocates. */
    public String symbol()
    {
        return buffer.getStringWithoutLengthUtf8(
            offset + SYMBOL_OFFSET, buffer.getByte(offset + SYMBOL_LENGTH_OFFSET) & 0xFF);
    }

    /** Sets the symbol; {@code length} at most {@link #MAX_SYMBOL_LENGTH}. */
    public void symbol(final byte[] bytes, final int start, final int length)
    {
        buffer.putByte(offset + SYMBOL_LENGTH_OFFSET, (byte)length);
        buffer.putBytes(offset + SYMBOL_OFFSET, bytes, start, length);
    }
}
