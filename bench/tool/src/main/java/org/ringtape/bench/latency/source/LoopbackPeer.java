package org.ringtape.bench.latency.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * The server's end of one WebSocket on loopback, as bare as can be: accepts one client and its upgrade, and from then
 * on sends the bytes it is given, on the thread of the caller, so that a measurement decides what is sent when.
 */
public final class LoopbackPeer implements AutoCloseable
{
    private static final int PATIENCE_MS = 10_000;
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final String KEY_FIELD = "\r\nSec-WebSocket-Key: ";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listening;
    private final String scheme;
    /** Set by the thread that accepts; closed by any. */
    private volatile Socket socket;

    /**
     * Listens on a port of the system's choice.
     *
     * @param tls null for plain TCP
     */
    public LoopbackPeer(final SSLContext tls) throws IOException
    {
        final ServerSocketFactory sockets =
            tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        listening = sockets.createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        listening.setSoTimeout(PATIENCE_MS);
        scheme = tls == null ? "ws" : "wss";
    }

    /** Where to connect to. */
    public URI uri()
    {
        return URI.create(scheme + "://localhost:" + listening.getLocalPort() + "/");
    }

    /** Waits for the client and its upgrade, at most 10 s each, and accepts them. */
    public void accept() throws IOException
    {
        final Socket accepted = listening.accept();
        socket = accepted;
        accepted.setTcpNoDelay(true);
        accepted.setSoTimeout(PATIENCE_MS);
        final DataInputStream input = new DataInputStream(accepted.getInputStream());
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            head.append((char)input.readUnsignedByte());
            if (head.length() > MAX_HEAD_BYTES)
            {
                throw new IOException("request head beyond " + MAX_HEAD_BYTES + " bytes");
            }
        }
        send(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + acceptKey(head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String acceptKey(final StringBuilder head) throws IOException
    {
        final int field = head.indexOf(KEY_FIELD);
        if (field < 0)
        {
            throw new IOException("request without a key");
        }
        final int start = field + KEY_FIELD.length();
        final String key = head.substring(start, head.indexOf("\r\n", start));
        try
        {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /** Sends these bytes, waiting while the client takes none. */
    public void send(final byte[] bytes) throws IOException
    {
        final OutputStream output = socket.getOutputStream();
        output.write(bytes);
        output.flush();
    }

    /** A server's text frame of one payload, with its length in the shortest form. */
    public static byte[] textFrame(final byte[] payload)
    {
        final int length = payload.length;
        final int headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
        final ByteBuffer frame = ByteBuffer.allocate(headLength + length).put((byte)0x81);
        switch (headLength)
        {
            case 2:
                frame.put((byte)length);
                break;
            case 4:
                frame.put((byte)126).putShort((short)length);
                break;
            default:
                frame.put((byte)127).putLong(length);
                break;
        }
        return frame.put(payload).array();
    }

    /** Ends the connection and wakes who waits in it. */
    @Override
    public void close() throws IOException
    {
        try
        {
            if (socket != null)
            {
                socket.close();
            }
        }
        finally
        {
            listening.close();
        }
    }
}
