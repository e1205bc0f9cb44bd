package org.ringtape.feeds.transport.frame;

import java.nio.charset.StandardCharsets;

import org.java_websocket.exceptions.InvalidDataException;
import org.ringtape.feeds.transport.CloseCode;

/**
 * Takes a server's RFC 6455 frames apart in the buffer they were read into. One thread, one connection.
 *
 * <pre>
 *  read buffer   |..tail of A|frame B|frame C|head of D..|
 *                      │         └───────┴── handed out where they lie
 *  carried       |head of A..│                      └────► carried for the next read
 * </pre>
 *
 * Only a frame split by a read is copied, once, and a fragment of a message. Broken input throws once; after that, as
 * after a close frame, all further input is ignored.
 */
public final class FrameParser
{
    /** Most payload bytes of a control frame (RFC 6455, 5.5). */
    public static final int MAX_CONTROL_PAYLOAD = 125;

    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int MASK = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int UNKNOWN = 0;

    private final FrameLimits limits;
    private final FrameEvents events;
    private final GrowingBuffer carried = new GrowingBuffer();
    private final GrowingBuffer message = new GrowingBuffer();
    /** TEXT or BINARY while fragments of a message are collected, else CONTINUATION. */
    private int messageOpcode = CONTINUATION;
    private int messageUtf8;
    private int fragmentCount;
    private boolean ended;

    FrameParser(final FrameLimits limits, final FrameEvents events)
    {
        this.limits = limits;
        this.events = events;
    }

    /**
     * Takes the bytes of one read.
     *
     * @throws InvalidDataException with the close code, if the peer broke the protocol or a limit
     */
    void parse(final byte[] buffer, final int offset, final int length) throws InvalidDataException
    {
        final int end = offset + length;
        int at = offset;
        while (carried.length() > 0 && at < end && !ended)
        {
            at = carryOn(buffer, at, end);
        }
        while (at < end && !ended)
        {
            final int frameLength = frameLength(buffer, at, end - at);
            if (frameLength == UNKNOWN || frameLength > end - at)
            {
                carried.append(buffer, at, end - at);
                return;
            }
            onFrame(buffer, at, frameLength);
            at += frameLength;
        }
    }

    private int carryOn(final byte[] buffer, final int at, final int end) throws InvalidDataException
    {
        final int known = frameLength(carried.bytes(), 0, carried.length());
        final int missing = (known == UNKNOWN ? headLengthSoFar() : known) - carried.length();
        final int taken = Math.min(missing, end - at);
        carried.append(buffer, at, taken);
        final int frameLength = frameLength(carried.bytes(), 0, carried.length());
        if (frameLength == carried.length())
        {
            carried.clear();
            onFrame(carried.bytes(), 0, frameLength);
        }
        return at + taken;
    }

    private int headLengthSoFar()
    {
        return carried.length() < 2 ? 2 : headLength(carried.bytes()[1]);
    }

    /** @return bytes of the frame, head included, or UNKNOWN while its head is incomplete */
    private int frameLength(final byte[] buffer, final int at, final int available) throws InvalidDataException
    {
        if (available < 2)
        {
            return UNKNOWN;
        }
        final int opcode = buffer[at] & 0x0F;
        checkHead(buffer[at], buffer[at + 1], opcode);
        final int headLength = headLength(buffer[at + 1]);
        if (available < headLength)
        {
            return UNKNOWN;
        }
        final long payloadLength = payloadLength(buffer, at, headLength);
        if (payloadLength > limits.maxFrameBytes() || (opcode < CLOSE && payloadLength > roomInMessage()))
        {
            throw failure(CloseCode.TOO_BIG, "frame or message beyond the limit");
        }
        return headLength + (int)payloadLength;
    }

    private int roomInMessage()
    {
        return limits.maxMessageBytes() - (messageOpcode == CONTINUATION ? 0 : message.length());
    }

    private void checkHead(final byte first, final byte second, final int opcode) throws InvalidDataException
    {
        if ((first & RSV) != 0)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "reserved bit without an extension");
        }
        if ((second & MASK) != 0)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "masked frame from a server");
        }
        if (opcode >= CLOSE)
        {
            checkControlHead(first, second, opcode);
        }
        else if (opcode > BINARY)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "unknown opcode");
        }
        else if ((opcode == CONTINUATION) == (messageOpcode == CONTINUATION))
        {
            throw failure(CloseCode.PROTOCOL_ERROR, opcode == CONTINUATION ?
                "continuation of no message" : "new message inside a fragmented one");
        }
    }

    private void checkControlHead(final byte first, final byte second, final int opcode) throws InvalidDataException
    {
        if (opcode > PONG)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "unknown opcode");
        }
        if ((first & FIN) == 0)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "fragmented control frame");
        }
        if ((second & 0x7F) > MAX_CONTROL_PAYLOAD)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "control frame beyond 125 bytes");
        }
    }

    private static int headLength(final byte second)
    {
        final int shortLength = second & 0x7F;
        return shortLength <= 125 ? 2 : shortLength == 126 ? 4 : 10;
    }

    private long payloadLength(final byte[] buffer, final int at, final int headLength) throws InvalidDataException
    {
        if (headLength == 2)
        {
            return buffer[at + 1] & 0x7F;
        }
        long length = 0;
        for (int i = at + 2; i < at + headLength; i++)
        {
            length = length << 8 | buffer[i] & 0xFF;
        }
        if (length < 0)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "negative length");
        }
        if (length <= (headLength == 4 ? 125 : 0xFFFF))
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "length not in its shortest form");
        }
        return length;
    }

    private void onFrame(final byte[] buffer, final int at, final int frameLength) throws InvalidDataException
    {
        final boolean fin = (buffer[at] & FIN) != 0;
        final int opcode = buffer[at] & 0x0F;
        final int headLength = headLength(buffer[at + 1]);
        final int payload = at + headLength;
        final int length = frameLength - headLength;
        if (opcode >= PING)
        {
            events.onPingOrPong(opcode == PING, buffer, payload, length);
        }
        else if (opcode == CLOSE)
        {
            onClose(buffer, payload, length);
        }
        else if (opcode == CONTINUATION || !fin)
        {
            onFragment(opcode, fin, buffer, payload, length);
        }
        else
        {
            if (opcode == TEXT && Utf8.check(Utf8.BOUNDARY, buffer, payload, length) != Utf8.BOUNDARY)
            {
                throw failure(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
            }
            events.onMessage(buffer, payload, length, opcode == TEXT);
        }
    }

    private void onFragment(
        final int opcode, final boolean fin, final byte[] buffer, final int payload, final int length)
        throws InvalidDataException
    {
        if (opcode != CONTINUATION)
        {
            messageOpcode = opcode;
            messageUtf8 = Utf8.BOUNDARY;
            fragmentCount = 0;
            message.clear();
        }
        if (++fragmentCount > limits.maxFragments())
        {
            throw failure(CloseCode.TOO_BIG, "too many fragments");
        }
        message.append(buffer, payload, length);
        final boolean text = messageOpcode == TEXT;
        if (text)
        {
            messageUtf8 = Utf8.check(messageUtf8, buffer, payload, length);
            if (messageUtf8 == Utf8.MALFORMED || (fin && messageUtf8 != Utf8.BOUNDARY))
            {
                throw failure(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
            }
        }
        if (fin)
        {
            messageOpcode = CONTINUATION;
            events.onMessage(message.bytes(), 0, message.length(), text);
        }
    }

    private void onClose(final byte[] buffer, final int payload, final int length) throws InvalidDataException
    {
        if (length == 1)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "close code of one byte");
        }
        final int code = length == 0 ?
            CloseCode.NO_STATUS : (buffer[payload] & 0xFF) << 8 | buffer[payload + 1] & 0xFF;
        if (length > 0 && !CloseCode.maySend(code))
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "close code that must not be sent");
        }
        final int reasonLength = Math.max(0, length - 2);
        if (Utf8.check(Utf8.BOUNDARY, buffer, payload + 2, reasonLength) != Utf8.BOUNDARY)
        {
            throw failure(CloseCode.PROTOCOL_ERROR, "close reason is not UTF-8");
        }
        ended = true;
        events.onClose(code, length == 0 ? "" : new String(buffer, payload + 2, reasonLength, StandardCharsets.UTF_8));
    }

    private InvalidDataException failure(final int closeCode, final String reason)
    {
        ended = true;
        return new InvalidDataException(closeCode, reason);
    }
}
