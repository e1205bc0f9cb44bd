package org.ringtape.feeds.transport.frame;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * RFC 6455 read naively from a whole stream, paragraph by paragraph, to compare with. Refuses as early as it can know.
 */
final class ReferenceDecoder
{
    private static final byte[][] TAILS = {{}, Frames.bytes(0x80), Frames.bytes(0x80, 0x80),
        Frames.bytes(0x80, 0x80, 0x80), Frames.bytes(0xA0, 0x80), Frames.bytes(0x90, 0x80, 0x80)};

    final List<String> messages = new ArrayList<>();
    final List<String> controls = new ArrayList<>();
    int refusedWith;

    private final FrameLimits limits;
    private final byte[] stream;
    private int at;
    private boolean closed;
    private int started;
    private int fragments;
    private ByteArrayOutputStream pieces = new ByteArrayOutputStream();

    ReferenceDecoder(final FrameLimits limits, final byte[] stream)
    {
        this.limits = limits;
        this.stream = stream;
        while (refusedWith == 0 && !closed && frame())
        {
            continue;
        }
    }

    private boolean frame()
    {
        if (stream.length - at < 2)
        {
            return false;
        }
        final int first = stream[at] & 0xFF;
        final int second = stream[at + 1] & 0xFF;
        final boolean fin = first >= 0x80;
        final int opcode = first % 16;
        final boolean control = opcode >= 8;
        if (first / 16 % 8 != 0 || second >= 0x80 || !Set.of(0, 1, 2, 8, 9, 10).contains(opcode))
        {
            return refuse(1002);
        }
        if (control && (!fin || second > 125))
        {
            return refuse(1002);
        }
        if ((opcode == 0 && started == 0) || ((opcode == 1 || opcode == 2) && started != 0))
        {
            return refuse(1002);
        }
        final int lengthBytes = second == 127 ? 8 : second == 126 ? 2 : 0;
        if (stream.length - at - 2 < lengthBytes)
        {
            return false;
        }
        final BigInteger length = lengthBytes == 0 ? BigInteger.valueOf(second) :
            new BigInteger(1, Arrays.copyOfRange(stream, at + 2, at + 2 + lengthBytes));
        if (length.bitLength() > 63 || (lengthBytes == 8 && length.bitLength() < 17) ||
            (lengthBytes == 2 && length.intValue() < 126))
        {
            return refuse(1002);
        }
        final long room = opcode == 0 ? limits.maxMessageBytes() - pieces.size() : limits.maxMessageBytes();
        if (length.longValue() > limits.maxFrameBytes() || (!control && length.longValue() > room))
        {
            return refuse(1009);
        }
        final int start = at + 2 + lengthBytes;
        if (length.longValue() > stream.length - start)
        {
            return false;
        }
        at = start + length.intValue();
        final byte[] payload = Arrays.copyOfRange(stream, start, at);
        return control ? control(opcode, payload) : data(opcode, fin, payload);
    }

    private boolean data(final int opcode, final boolean fin, final byte[] payload)
    {
        if (opcode != 0)
        {
            started = opcode;
            fragments = 0;
            pieces = new ByteArrayOutputStream();
        }
        fragments++;
        if (!(fin && opcode != 0) && fragments > limits.maxFragments())
        {
            return refuse(1009);
        }
        pieces.writeBytes(payload);
        final byte[] whole = pieces.toByteArray();
        if (started == 1 && !isUtf8(whole, fin))
        {
            return refuse(1007);
        }
        if (fin)
        {
            messages.add(DraftRun.message(whole, 0, whole.length, started == 1));
            started = 0;
        }
        return true;
    }

    private boolean control(final int opcode, final byte[] payload)
    {
        if (opcode != 8)
        {
            controls.add(DraftRun.control(opcode == 9 ? "PING" : "PONG", payload));
            return true;
        }
        closed = true;
        if (payload.length == 0)
        {
            controls.add(DraftRun.control("CLOSING", 1005, ""));
            return true;
        }
        final int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        final boolean known = code >= 1000 && code <= 1014 && !Set.of(1004, 1005, 1006).contains(code);
        final byte[] reason = Arrays.copyOfRange(payload, Math.min(2, payload.length), payload.length);
        if ((!known && (code < 3000 || code > 4999)) || !isUtf8(reason, true))
        {
            return refuse(1002);
        }
        controls.add(DraftRun.control("CLOSING", code, new String(reason, StandardCharsets.UTF_8)));
        return true;
    }

    private boolean refuse(final int code)
    {
        refusedWith = code;
        return false;
    }

    /**
     * A beginning of UTF-8 is what some tail makes whole; the JDK's decoder alone does not refuse ED A0 before its end.
     */
    static boolean isUtf8(final byte[] bytes, final boolean complete)
    {
        if (complete)
        {
            final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), true).isError();
        }
        for (final byte[] tail : TAILS)
        {
            if (isUtf8(Frames.concat(bytes, tail), true))
            {
                return true;
            }
        }
        return false;
    }
}
