package org.ringtape.bench.latency.source;

import org.ringtape.bench.latency.Lane;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The server's side of one WebSocket: the upgrade and the client's requests on a thread of its own, frames from the
 * sender's. Each write is whole under the output's lock, which the reader takes only to answer a request.
 */
final class ServerConnection
{
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY_HEADER = "sec-websocket-key:";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int SHORT = 126;

    private final Socket socket;
    private final OutputStream out;
    private final List<Lane> lanes;
    /** Written by the reader. */
    private volatile Lane lane;
    /** Written by the reader. */
    private volatile boolean subscribed;

    private ServerConnection(final Socket socket, final List<Lane> lanes) throws IOException
    {
        this.socket = socket;
        this.lanes = lanes;
        out = socket.getOutputStream();
    }

    /** Serves a client on a thread of its own. */
    static ServerConnection open(final Socket socket, final List<Lane> lanes) throws IOException
    {
        final ServerConnection connection = new ServerConnection(socket, lanes);
        final Thread reader = new Thread(connection::read, "harness-requests");
        reader.setDaemon(true);
        reader.start();
        return connection;
    }

    /** True if the client of this connection wants a lane's frames and has been told that it gets them. */
    boolean serves(final Lane wanted)
    {
        return subscribed && lane == wanted && !socket.isClosed();
    }

    /** Writes frames that are complete. */
    void write(final byte[] wire, final int offset, final int length) throws IOException
    {
        synchronized (out)
        {
            out.write(wire, offset, length);
        }
    }

    void close()
    {
        try
        {
            socket.close();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void read()
    {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream())))
        {
            if (upgrade(in))
            {
                final String greeting = VenueDialogue.greeting(lane.venue());
                if (greeting != null)
                {
                    send(TEXT, greeting.getBytes(StandardCharsets.UTF_8));
                }
                while (readFrame(in))
                {
                    // until the client closes
                }
            }
        }
        catch (final IOException gone)
        {
            subscribed = false; // the client, or the server, ended it
        }
    }

    private boolean upgrade(final DataInputStream in) throws IOException
    {
        final String request = line(in);
        String key = null;
        for (String header = line(in); !header.isEmpty(); header = line(in))
        {
            if (header.regionMatches(true, 0, KEY_HEADER, 0, KEY_HEADER.length()))
            {
                key = header.substring(KEY_HEADER.length()).strip();
            }
        }
        final String path = request.replaceAll("^GET ([^ ?]*).*", "$1");
        lane = lanes.stream().filter((each) -> each.path().equals(path)).findFirst().orElse(null);
        final boolean accepted = key != null && lane != null;
        final String answer = accepted ?
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + acceptance(key) + "\r\n\r\n" :
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        final byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
        write(bytes, 0, bytes.length);
        return accepted;
    }

    /** Clients' frames are masked and, here, short and whole. */
    private boolean readFrame(final DataInputStream in) throws IOException
    {
        final int opcode = in.readUnsignedByte() & 0x0F;
        final int shortLength = in.readUnsignedByte() & 0x7F;
        final int length = shortLength == SHORT ? in.readUnsignedShort() : shortLength;
        final byte[] mask = in.readNBytes(4);
        final byte[] payload = in.readNBytes(length);
        if (payload.length < length || shortLength > SHORT)
        {
            throw new EOFException("a request that is cut off, or far too long");
        }
        for (int i = 0; i < length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
        switch (opcode)
        {
            case TEXT:
                answer(new String(payload, StandardCharsets.UTF_8));
                return true;
            case PING:
                send(PONG, payload);
                return true;
            case CLOSE:
                send(CLOSE, payload);
                return false;
            default:
                return true;
        }
    }

    private void answer(final String request) throws IOException
    {
        final VenueDialogue.Answer answer = VenueDialogue.answer(lane.venue(), request);
        send(TEXT, answer.text().getBytes(StandardCharsets.UTF_8));
        subscribed |= answer.subscribes();
    }

    private void send(final int opcode, final byte[] payload) throws IOException
    {
        final int header = payload.length < SHORT ? 2 : 4;
        final byte[] frame = new byte[header + payload.length];
        frame[0] = (byte)(FIN | opcode);
        frame[1] = (byte)Math.min(SHORT, payload.length);
        if (header > 2)
        {
            frame[2] = (byte)(payload.length >> 8);
            frame[3] = (byte)payload.length;
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        write(frame, 0, frame.length);
    }

    private static String line(final DataInputStream in) throws IOException
    {
        final StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte())
        {
            line.append((char)next);
        }
        return line.toString().stripTrailing();
    }

    private static String acceptance(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
