package org.ringtape.simulator.net;

import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.TextFrame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A connection over a socket, with a bounded queue. Any thread; order is that of the calls. */
public final class SimulatorSocket implements VenueConnection
{
    private static final long QUEUE_CHECK_NS = 50_000;
    private static final long DRAIN_PATIENCE_NS = 1_000_000_000L;

    private final WebSocketImpl socket;
    private final int queuedFrames;
    private final long slowConsumerNs;
    private final SimulatorCounters counters;
    private volatile boolean ended;

    /**
     * @param queuedFrames   frames queued before {@link #sendData} waits
     * @param slowConsumerNs how long it waits before the connection is cut
     */
    public SimulatorSocket(
        final WebSocketImpl socket,
        final int queuedFrames,
        final long slowConsumerNs,
        final SimulatorCounters counters)
    {
        this.socket = socket;
        this.queuedFrames = queuedFrames;
        this.slowConsumerNs = slowConsumerNs;
        this.counters = counters;
    }

    /** @return whether this side has ended the connection or found it gone. */
    @Override
    public boolean hasEnded()
    {
        return ended;
    }

    /** Nothing more will be sent; the connection is about to be ended. */
    public void end()
    {
        ended = true;
    }

    /** Queues a text that is no market data. */
    @Override
    public boolean sendText(final byte[] payload)
    {
        return send(new TextFrame(), payload);
    }

    /** Queues a binary message that is no market data. */
    @Override
    public boolean sendBinary(final byte[] payload)
    {
        return send(new BinaryFrame(), payload);
    }

    /**
     * Queues market data and counts it; waits while the queue is long: a client that reads slower than the market slows
     * the market, for a while.
     *
     * @return false if the connection is gone
     */
    @Override
    public boolean sendData(final byte[] payload, final boolean binary)
    {
        if (!awaitRoom() || !send(binary ? new BinaryFrame() : new TextFrame(), payload))
        {
            return false;
        }
        counters.framesSent.increment();
        counters.bytesSent.add(payload.length);
        return true;
    }

    @Override
    public void ping(final String text)
    {
        final PingFrame ping = new PingFrame();
        ping.setPayload(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        try
        {
            socket.sendFrame(ping);
            counters.pingsSent.increment();
        }
        catch (final WebsocketNotConnectedException e)
        {
            ended = true;
        }
    }

    @Override
    public void close(final int code, final String reason)
    {
        ended = true;
        socket.close(code, reason);
    }

    /** Ends the TCP connection at once, without a close frame. */
    @Override
    public void cut(final String reason)
    {
        ended = true;
        socket.closeConnection(1006, reason);
    }

    /** Ends the TCP connection without a close frame, after what is queued went out (bounded wait). */
    @Override
    public void cutWhenDrained()
    {
        ended = true;
        final long deadlineNs = System.nanoTime() + DRAIN_PATIENCE_NS;
        while (!socket.outQueue.isEmpty() && socket.isOpen() && System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(QUEUE_CHECK_NS);
        }
        socket.closeConnection(1006, "cut");
    }

    private boolean awaitRoom()
    {
        if (socket.outQueue.size() < queuedFrames)
        {
            return true;
        }
        final long deadlineNs = System.nanoTime() + slowConsumerNs;
        while (socket.outQueue.size() >= queuedFrames / 2 && socket.isOpen())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                counters.slowConsumersCut.increment();
                cut("slow consumer");
                return false;
            }
            LockSupport.parkNanos(QUEUE_CHECK_NS);
        }
        return true;
    }

    private boolean send(final DataFrame frame, final byte[] payload)
    {
        frame.setPayload(ByteBuffer.wrap(payload));
        try
        {
            socket.sendFrame(frame);
            return true;
        }
        catch (final WebsocketNotConnectedException e)
        {
            ended = true;
            return false;
        }
    }
}
