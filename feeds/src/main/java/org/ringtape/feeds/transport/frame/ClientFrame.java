package org.ringtape.feeds.transport.frame;

import java.nio.ByteBuffer;

import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;

/** Writes frames as a client must: masked. Source: RFC 6455, sections 5.2 and 5.3. Static, any thread. */
final class ClientFrame
{
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_SHORT_LENGTH = 125;
    private static final int MAX_HEAD_LENGTH = 14;

    private ClientFrame()
    {
    }

    /**
     * A frame as bytes.
     *
     * @param mask not to be guessed by whoever chooses payloads
     * @return array-backed, from 0 to its limit
     */
    static ByteBuffer masked(final Framedata frame, final int mask)
    {
        final ByteBuffer payload = frame.getPayloadData().duplicate();
        final int length = payload.remaining();
        final ByteBuffer bytes = ByteBuffer.allocate(MAX_HEAD_LENGTH + length);
        bytes.put((byte)((frame.isFin() ? FIN : 0) | code(frame.getOpcode())));
        if (length <= MAX_SHORT_LENGTH)
        {
            bytes.put((byte)(MASKED | length));
        }
        else if (length <= 0xFFFF)
        {
            bytes.put((byte)(MASKED | LENGTH_16)).putShort((short)length);
        }
        else
        {
            bytes.put((byte)(MASKED | LENGTH_64)).putLong(length);
        }
        bytes.putInt(mask);
        for (int i = 0; i < length; i++)
        {
            bytes.put((byte)(payload.get() ^ mask >>> 8 * (3 - (i & 3))));
        }
        return bytes.flip();
    }

    private static int code(final Opcode opcode)
    {
        switch (opcode)
        {
            case CONTINUOUS:
                return 0;
            case TEXT:
                return 1;
            case BINARY:
                return 2;
            case CLOSING:
                return 8;
            case PING:
                return 9;
            default:
                return 10;
        }
    }
}
