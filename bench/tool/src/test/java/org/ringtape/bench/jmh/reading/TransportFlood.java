package org.ringtape.bench.jmh.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.ringtape.bench.latency.source.LoopbackPeer;

/** A server that sends text frames without end, encoded beforehand, in large writes, as fast as they are taken. */
public final class TransportFlood
{
    private static final int BLOCK_BYTES = 512 * 1024;

    private final LoopbackPeer peer;
    private final byte[] block;
    private final Thread thread;
    private volatile boolean ended;

    /** @param payloadBytes of each frame, all printable ASCII */
    public TransportFlood(final LoopbackPeer peer, final int payloadBytes)
    {
        this.peer = peer;
        final byte[] frame = LoopbackPeer.textFrame(payload(payloadBytes));
        final ByteArrayOutputStream frames = new ByteArrayOutputStream();
        while (frames.size() < BLOCK_BYTES)
        {
            frames.writeBytes(frame);
        }
        block = frames.toByteArray();
        thread = new Thread(this::run, "flood");
        thread.setDaemon(true);
        thread.start();
    }

    /** What each frame carries. */
    public static byte[] payload(final int bytes)
    {
        return "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\"}".repeat(1 + bytes / 32).substring(0, bytes)
            .getBytes(StandardCharsets.US_ASCII);
    }

    private void run()
    {
        try
        {
            peer.accept();
            while (!ended)
            {
                peer.send(block);
            }
        }
        catch (final IOException e)
        {
            if (!ended)
            {
                e.printStackTrace(); // the run that waits for frames is ended by its own time-out
            }
        }
    }

    /** After the client has gone, so that nothing waits in a write. */
    public void close() throws IOException, InterruptedException
    {
        peer.close();
        thread.join();
    }

    public void ending()
    {
        ended = true;
    }
}
