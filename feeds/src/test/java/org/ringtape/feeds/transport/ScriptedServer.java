package org.ringtape.feeds.transport;

import org.ringtape.feeds.transport.frame.Frames;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** A server for one client on loopback that does what the test says, byte by byte, on the test's thread. */
final class ScriptedServer implements AutoCloseable
{
    private static final int PATIENCE_MS = 10_000;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listening;
    private final String scheme;
    private Socket peer;
    private DataInputStream input;
    private String request;

    ScriptedServer() throws IOException
    {
        this(ServerSocketFactory.getDefault(), "ws");
    }

    ScriptedServer(final ServerSocketFactory factory, final String scheme) throws IOException
    {
        listening = factory.createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        listening.setSoTimeout(PATIENCE_MS);
        this.scheme = scheme;
    }

    URI uri()
    {
        return uri("127.0.0.1");
    }

    URI uri(final String host)
    {
        return URI.create(scheme + "://" + host + ":" + listening.getLocalPort() + "/stream?streams=a@b");
    }

    int port()
    {
        return listening.getLocalPort();
    }

    /** Makes the kernel hold little for a test that does not read; before the client connects. */
    void receiveLittle() throws IOException
    {
        listening.setReceiveBufferSize(16 * 1024);
    }

    /** For a server of TLS sockets. */
    void speakOnly(final String tlsVersion)
    {
        ((SSLServerSocket)listening).setEnabledProtocols(new String[] {tlsVersion});
    }

    void accept() throws IOException
    {
        peer = listening.accept();
        peer.setTcpNoDelay(true);
        peer.setSoTimeout(PATIENCE_MS);
        input = new DataInputStream(peer.getInputStream());
    }

    /** Accepts and reads the upgrade request. */
    String acceptRequest() throws IOException
    {
        accept();
        final StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n"))
        {
            head.append((char)input.readUnsignedByte());
        }
        request = head.toString();
        return request;
    }

    /** Accepts the connection and the upgrade. */
    void acceptUpgrade() throws IOException
    {
        acceptRequest();
        write(upgradeAnswer(""));
    }

    byte[] upgradeAnswer(final String moreFields)
    {
        return Frames.utf8("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + acceptKey() + "\r\n" + moreFields + "\r\n");
    }

    private String acceptKey()
    {
        final String field = "Sec-WebSocket-Key: ";
        final int start = request.indexOf(field) + field.length();
        final String key = request.substring(start, request.indexOf("\r\n", start));
        try
        {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(
                sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }

    void write(final byte[]... parts) throws IOException
    {
        peer.getOutputStream().write(Frames.concat(parts));
        peer.getOutputStream().flush();
    }

    /** Reads one frame of the client, which must be masked, as hex of its first byte, a blank, hex of its payload. */
    String readFrame() throws IOException
    {
        final int first = input.readUnsignedByte();
        final int second = input.readUnsignedByte();
        if (second < 0x80)
        {
            throw new AssertionError("client frame is not masked");
        }
        final int length = second == 0xFE ? input.readUnsignedShort() : second & 0x7F;
        final byte[] mask = input.readNBytes(4);
        final byte[] payload = input.readNBytes(length);
        for (int i = 0; i < payload.length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
        return HexFormat.of().toHexDigits((byte)first) + " " + HexFormat.of().formatHex(payload);
    }

    /** Reads one text frame of the client that has a 64-bit length. */
    String readLargeText() throws IOException
    {
        if (input.readUnsignedByte() != 0x81 || input.readUnsignedByte() != 0xFF)
        {
            throw new AssertionError("not a large masked text frame");
        }
        final int length = Math.toIntExact(input.readLong());
        final byte[] mask = input.readNBytes(4);
        final byte[] payload = input.readNBytes(length);
        for (int i = 0; i < payload.length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** What {@link #readFrame} gives for a frame. */
    static String frame(final int first, final byte[] payload)
    {
        return HexFormat.of().toHexDigits((byte)first) + " " + HexFormat.of().formatHex(payload);
    }

    /** What {@link #readFrame} gives for a close frame. */
    static String close(final int code, final String reason)
    {
        return frame(0x88, Frames.concat(Frames.bytes(code >> 8, code), Frames.utf8(reason)));
    }

    /** Code of the close frame that comes next. */
    int readCloseCode() throws IOException
    {
        final String frame = readFrame();
        if (!frame.startsWith("88 ") || frame.length() < 7)
        {
            throw new AssertionError("not a close frame with a code: " + frame);
        }
        return Integer.parseInt(frame.substring(3, 7), 16);
    }

    /** Whether the client has ended the connection; what it sent before is read away. */
    boolean isEnded() throws IOException
    {
        try
        {
            input.readAllBytes();
            return true;
        }
        catch (final SocketTimeoutException e)
        {
            return false;
        }
        catch (final IOException e)
        {
            return true;
        }
    }

    Socket peer()
    {
        return peer;
    }

    @Override
    public void close() throws IOException
    {
        if (peer != null)
        {
            peer.close();
        }
        listening.close();
    }
}
