package org.ringtape.feeds.transport.proxy;

import org.ringtape.feeds.transport.frame.HttpHead;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks an HTTP proxy for a connection to a venue. Source: RFC 9110, section 9.3.6. Receiver thread. */
public final class ProxyTunnel
{
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_NO_SUCCESS = 300;

    private ProxyTunnel()
    {
    }

    /**
     * Opens a tunnel over a connection to the proxy; what comes after its answer is left in the socket.
     *
     * @param authority    host and port of the venue
     * @param maxHeadBytes of the answer
     * @throws IOException naming the proxy, if it refuses
     */
    public static void open(
        final Socket socket, final InetSocketAddress proxy, final String authority, final int maxHeadBytes)
        throws IOException
    {
        socket.getOutputStream().write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        HttpHead head;
        do
        {
            head = read(socket.getInputStream(), proxy, maxHeadBytes);
        }
        while (head.isInterim());
        if (head.status() < FIRST_SUCCESS || head.status() >= FIRST_NO_SUCCESS)
        {
            throw failed(proxy, "refuses with HTTP status " + head.status() + " " + head.phrase());
        }
    }

    private static HttpHead read(final InputStream input, final InetSocketAddress proxy, final int maxHeadBytes)
        throws IOException
    {
        final byte[] bytes = new byte[maxHeadBytes];
        for (int length = 0; length < maxHeadBytes; length++)
        {
            final int octet = input.read();
            if (octet < 0)
            {
                throw new EOFException(failed(proxy, "ends without an answer").getMessage());
            }
            bytes[length] = (byte)octet;
            if (octet == '\n')
            {
                final HttpHead head = HttpHead.read(bytes, 0, length + 1);
                if (head != null && head.isComplete())
                {
                    return head;
                }
            }
        }
        throw failed(proxy, "answers with more than " + maxHeadBytes + " bytes");
    }

    private static IOException failed(final InetSocketAddress proxy, final String problem)
    {
        return new IOException("proxy " + proxy.getHostString() + ":" + proxy.getPort() + " " + problem);
    }
}
