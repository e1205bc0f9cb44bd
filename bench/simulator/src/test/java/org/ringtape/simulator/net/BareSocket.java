package org.ringtape.simulator.net;

import org.ringtape.simulator.VenueSimulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP connection that upgrades and then only reads. For connections that end abruptly: the JDK's WebSocket drops
 * messages it has not delivered yet when the connection ends right behind them.
 */
public final class BareSocket implements AutoCloseable
{
    private static final int SHORT_PAYLOAD = 126;

    private final Socket socket;

    public BareSocket(final VenueSimulator simulator, final String path) throws IOException
    {
        socket = new Socket("127.0.0.1", simulator.webSocketUri().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("GET /" + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n" +
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
            "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** @return all text frames, in order, up to the end of the connection, which must come without a close frame. */
    public List<String> framesUntilCut()
    {
        try
        {
            final byte[] all = socket.getInputStream().readAllBytes();
            final List<String> frames = new ArrayList<>();
            int at = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            while (at < all.length)
            {
                if (all[at] != (byte)0x81)
                {
                    throw new AssertionError("not a whole text frame: " + (all[at] & 0xFF));
                }
                final boolean isShort = all[at + 1] < SHORT_PAYLOAD;
                final int length = isShort ? all[at + 1] : (all[at + 2] & 0xFF) << 8 | all[at + 3] & 0xFF;
                at += isShort ? 2 : 4;
                frames.add(new String(all, at, length, StandardCharsets.UTF_8));
                at += length;
            }
            return frames;
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads whatever comes until the other side has ended the connection; fails if it does not. */
    public void awaitEnd() throws IOException
    {
        socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
