package org.ringtape.bench.latency.source;

import org.ringtape.bench.latency.HarnessException;
import org.ringtape.bench.latency.Lane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The venues on loopback, as thin as can be: one port, a path for each lane, each connection a socket to which the
 * sender's thread writes frames that lie there ready, everything due of a lane in one write. A simulator's server
 * (Java-WebSocket) makes a buffer and a queue entry for each frame and wakes a writer thread, so at the higher rates it
 * would be what is measured. Requests, acknowledgements and snapshots are the venues' own.
 */
public final class FrameServer implements FrameOutput, AutoCloseable
{
    private final PreparedFrames frames;
    private final ServerSocket listening;
    private final SnapshotServer snapshots;
    private final ServerConnection[] connections;
    private final List<ServerConnection> all = new CopyOnWriteArrayList<>();
    private final int[] next;
    /** Written by the sender. */
    private volatile int sentFrames;

    public FrameServer(final PreparedFrames frames)
    {
        this.frames = frames;
        connections = new ServerConnection[frames.lanes().size()];
        next = new int[frames.lanes().size()];
        try
        {
            listening = new ServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            snapshots = new SnapshotServer(frames, () -> sentFrames);
        }
        catch (final IOException e)
        {
            throw new HarnessException("no port on loopback: " + e.getMessage(), e);
        }
        final Thread acceptor = new Thread(this::accept, "harness-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public URI socketUri()
    {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    public URI restUri()
    {
        return snapshots.uri();
    }

    /** True if every lane has a client that subscribed. */
    public boolean isSubscribed()
    {
        return frames.lanes().stream().allMatch((lane) -> subscriber(lane) != null);
    }

    /** Those who are subscribed now will get the frames. */
    public void begin()
    {
        for (int i = 0; i < connections.length; i++)
        {
            connections[i] = subscriber(frames.lanes().get(i));
        }
    }

    /** Snapshots are from here on of the books as the frames sent leave them. */
    public void end(final int sent)
    {
        snapshots.end(sent);
    }

    @Override
    public void send(final int from, final int to) throws IOException
    {
        for (int i = 0; i < connections.length; i++)
        {
            final Lane lane = frames.lanes().get(i);
            final int first = next[i];
            int n = first;
            while (n < lane.count() && lane.index(n) < to)
            {
                n++;
            }
            if (n > first)
            {
                connections[i].write(lane.wire(), lane.start(first), lane.start(n) - lane.start(first));
                next[i] = n;
            }
        }
        sentFrames = to;
    }

    private ServerConnection subscriber(final Lane lane)
    {
        ServerConnection last = null;
        for (final ServerConnection connection : all)
        {
            last = connection.serves(lane) ? connection : last;
        }
        return last;
    }

    private void accept()
    {
        try
        {
            while (true)
            {
                final Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                all.add(ServerConnection.open(socket, frames.lanes()));
            }
        }
        catch (final IOException closed)
        {
            // the server was closed; clients see their connections end
            all.forEach(ServerConnection::close);
        }
    }

    @Override
    public void close()
    {
        try
        {
            listening.close();
        }
        catch (final IOException e)
        {
            throw new HarnessException("the port could not be freed: " + e.getMessage(), e);
        }
        finally
        {
            all.forEach(ServerConnection::close);
            snapshots.close();
        }
    }
}
