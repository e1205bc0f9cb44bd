package org.ringtape.feeds.transport.frame;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;
import org.ringtape.feeds.transport.TransportListener;

/**
 * The draft of a connection whose engine never sees what passes: Java-WebSocket logs at TRACE all that it is shown,
 * requests with their header fields, frames with their keys, and answers that repeat them. So what was received comes
 * past it, by {@link #received}, the engine getting a blank a read in its place; control frames are handled here; and
 * what is sent goes straight into the queue.
 */
public final class WireDraft extends PayloadDraft
{
    private final FrameLimits limits;
    private final int maxHeadBytes;
    private final TransportListener listener;
    /** Of the answer to the upgrade, frames behind it included, until it is complete. Receiver thread. */
    private final GrowingBuffer head = new GrowingBuffer();
    private WebSocketImpl engine;
    /** What the last read brought and is not parsed yet. Receiver thread. */
    private byte[] read;
    private int readOffset;
    private int readLength;

    /** As the superclass has it. */
    public WireDraft(final FrameLimits limits, final int maxHeadBytes, final TransportListener listener)
    {
        super(limits, maxHeadBytes, listener);
        this.limits = limits;
        this.maxHeadBytes = maxHeadBytes;
        this.listener = listener;
    }

    @Override
    public WireDraft copyInstance()
    {
        final WireDraft copy = new WireDraft(limits, maxHeadBytes, listener);
        copy.requireEcho(isEchoRequired());
        return copy;
    }

    /** Before it is connected. */
    public void attach(final WebSocketImpl itsEngine)
    {
        engine = itsEngine;
    }

    /**
     * What a read brought; parsed when the engine gets the blank that stands for it.
     *
     * @param bytes free again when the next read begins
     */
    public void received(final byte[] bytes, final int length)
    {
        read = bytes;
        readOffset = 0;
        readLength = length;
    }

    /** @param blanks one of them is left if frames stand behind the answer, so that the engine asks for them */
    @Override
    public Handshakedata translateHandshake(final ByteBuffer blanks) throws InvalidHandshakeException
    {
        head.append(read, readOffset, readLength);
        final ByteBuffer arrived = ByteBuffer.wrap(head.bytes(), 0, head.length());
        final Handshakedata answer = super.translateHandshake(arrived);
        readOffset += readLength - arrived.remaining();
        readLength = arrived.remaining();
        blanks.position(blanks.limit() - (readLength > 0 ? 1 : 0));
        return answer;
    }

    /** @return empty: control frames are handled already */
    @Override
    public List<Framedata> translateFrame(final ByteBuffer blanks) throws InvalidDataException
    {
        blanks.position(blanks.limit());
        final List<Framedata> controlFrames = parse(read, readOffset, readLength);
        for (int i = 0; i < controlFrames.size(); i++)
        {
            processFrame(engine, controlFrames.get(i));
        }
        return Collections.emptyList();
    }

    @Override
    public List<ByteBuffer> createHandshake(final Handshakedata request)
    {
        final Queue<ByteBuffer> queue = engine.outQueue;
        queue.addAll(super.createHandshake(request));
        return Collections.emptyList();
    }
}
