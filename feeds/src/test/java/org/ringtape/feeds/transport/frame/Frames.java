package org.ringtape.feeds.transport.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the frames of a server, right or wrong, byte by byte. */
public final class Frames
{
    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Frames()
    {
    }

    public static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] text(final String text)
    {
        return frame(FIN | TEXT, utf8(text));
    }

    public static byte[] close(final int code, final String reason)
    {
        return frame(FIN | CLOSE, concat(new byte[] {(byte)(code >> 8), (byte)code}, utf8(reason)));
    }

    /** A frame with its length in the shortest form. */
    public static byte[] frame(final int first, final byte[] payload)
    {
        final int length = payload.length;
        final byte[] head;
        if (length < 126)
        {
            head = new byte[] {(byte)first, (byte)length};
        }
        else if (length < 65_536)
        {
            head = new byte[] {(byte)first, 126, (byte)(length >> 8), (byte)length};
        }
        else
        {
            head = longHead(first, length);
        }
        return concat(head, payload);
    }

    static byte[] longHead(final int first, final long length)
    {
        return ByteBuffer.allocate(10).put((byte)first).put((byte)127).putLong(length).array();
    }

    public static byte[] masked(final int first, final byte[] payload)
    {
        final byte[] mask = {1, 2, 3, 4};
        final byte[] hidden = payload.clone();
        for (int i = 0; i < hidden.length; i++)
        {
            hidden[i] ^= mask[i & 3];
        }
        return concat(new byte[] {(byte)first, (byte)(0x80 | payload.length)}, mask, hidden);
    }

    public static byte[] concat(final byte[]... parts)
    {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final byte[] part : parts)
        {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] bytes(final int... values)
    {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++)
        {
            bytes[i] = (byte)values[i];
        }
        return bytes;
    }
}
