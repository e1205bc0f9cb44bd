package org.ringtape.feeds.transport.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on loopback that takes every host for loopback, and remembers what it was asked for. */
public final class ConnectProxy implements AutoCloseable
{
    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final byte[] answer;

    /** A proxy that does as it is told. */
    public ConnectProxy() throws IOException
    {
        this("HTTP/1.1 200 Connection established\r\n\r\n");
    }

    /** @param answer that it gives to everything; if it is no success, or nothing, there is no tunnel */
    public ConnectProxy(final String answer) throws IOException
    {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy", this::serve);
    }

    /** As a setting. */
    public ProxyChoice choice()
    {
        return ProxyChoice.of(address());
    }

    /** Host and port. */
    public String address()
    {
        return "127.0.0.1:" + port();
    }

    /** Where it listens. */
    public int port()
    {
        return listening.getLocalPort();
    }

    /** First lines of what it was asked for, one a connection. */
    public List<String> requests()
    {
        return requests;
    }

    private void serve()
    {
        try
        {
            while (true)
            {
                final Socket client = listening.accept();
                sockets.add(client);
                start("proxy-client", () -> serve(client));
            }
        }
        catch (final IOException closed)
        {
            return;
        }
    }

    private void serve(final Socket client)
    {
        try
        {
            final String head = readHead(client.getInputStream());
            requests.add(head.lines().findFirst().orElse(""));
            client.getOutputStream().write(answer);
            if (answer.length > 0 && head.startsWith("CONNECT ") && new String(answer, 0, 12).endsWith(" 200"))
            {
                final String authority = head.split(" ")[1];
                final Socket venue = new Socket(InetAddress.getLoopbackAddress(),
                    Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1)));
                sockets.add(venue);
                start("proxy-venue", () -> pump(venue, client));
                pump(client, venue);
            }
        }
        catch (final IOException ended)
        {
            return;
        }
    }

    private static String readHead(final InputStream input) throws IOException
    {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"))
        {
            final int octet = input.read();
            if (octet < 0)
            {
                throw new SocketException("ended");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void pump(final Socket from, final Socket to)
    {
        try (from; to)
        {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        catch (final IOException ended)
        {
            return;
        }
    }

    private static void start(final String name, final Runnable task)
    {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException
    {
        listening.close();
        for (final Socket socket : sockets)
        {
            socket.close();
        }
    }
}
