package org.ringtape.feeds.transport.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.ringtape.feeds.transport.TransportListener;

/** A draft fed by hand, and what came out of it. */
final class DraftRun implements TransportListener
{
    final List<String> messages = new ArrayList<>();
    final List<String> controls = new ArrayList<>();
    /** Close code the input was refused with, 0 if it was not. */
    int refusedWith;

    private final PayloadDraft draft;

    DraftRun(final FrameLimits limits)
    {
        draft = new PayloadDraft(limits, 1024, this);
    }

    /** Feeds one read, in a buffer that has other bytes before and behind it and is scribbled over afterwards. */
    DraftRun read(final byte[] bytes)
    {
        final byte[] buffer = new byte[bytes.length + 24];
        Arrays.fill(buffer, (byte)0xFF);
        System.arraycopy(bytes, 0, buffer, 8, bytes.length);
        final ByteBuffer wrapped = ByteBuffer.wrap(buffer, 8, bytes.length);
        try
        {
            draft.translateFrame(wrapped).forEach(this::onControl);
        }
        catch (final InvalidDataException e)
        {
            refusedWith = e.getCloseCode();
        }
        Arrays.fill(buffer, (byte)0xEE);
        return this;
    }

    private void onControl(final Framedata frame)
    {
        controls.add(frame instanceof CloseFrame close ?
            control("CLOSING", close.getCloseCode(), close.getMessage()) :
            control(frame.getOpcode().name(), frame.getPayloadData().array()));
    }

    static String control(final String name, final byte[] payload)
    {
        return name + " " + HexFormat.of().formatHex(payload);
    }

    static String control(final String name, final int code, final String reason)
    {
        return name + " " + code + " " + reason;
    }

    static String message(final byte[] bytes, final int offset, final int length, final boolean text)
    {
        return (text ? "text " : "binary ") + HexFormat.of().formatHex(bytes, offset, offset + length);
    }

    static String text(final String content)
    {
        final byte[] bytes = Frames.utf8(content);
        return message(bytes, 0, bytes.length, true);
    }

    @Override
    public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
    {
        messages.add(message(buffer, offset, length, text));
    }

    @Override
    public void onClosed(final int code, final String reason, final boolean byPeer)
    {
        throw new AssertionError("a draft does not close");
    }
}
