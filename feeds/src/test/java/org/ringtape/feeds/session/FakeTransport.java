package org.ringtape.feeds.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.ringtape.feeds.transport.Transport;
import org.ringtape.feeds.transport.TransportListener;

/** A connection whose far end is the test. */
public final class FakeTransport implements Transport
{
    /** Where to. */
    public final URI endpoint;
    /** What the test tells things to. */
    public final TransportListener listener;
    /** Messages sent. */
    public final List<String> sent = new ArrayList<>();
    /** False makes send() refuse. */
    public boolean takesMessages = true;
    /** False makes abort() leave the receiver stuck, as a name lookup does. */
    public boolean endsWhenAborted = true;
    /** WebSocket pings sent. */
    public int pings;
    /** Thrown by connect(). */
    public Throwable connectFault;
    /** Thrown by abort() and close(). */
    public RuntimeException endFault;
    /** Code of the close frame sent, 0 if none. */
    public int closeCode;
    /** Times abort() was called. */
    public int aborts;

    public FakeTransport(final URI endpoint, final TransportListener listener)
    {
        this.endpoint = endpoint;
        this.listener = listener;
    }

    /** The upgrade was accepted. */
    public void open()
    {
        listener.onOpen();
    }

    /** A text message comes. */
    public void frame(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        listener.onFrame(bytes, 0, bytes.length, true);
    }

    /** A binary message comes. */
    public void binary(final String payload)
    {
        final byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        listener.onFrame(bytes, 0, bytes.length, false);
    }

    /** The venue ends the connection. */
    public void closedByVenue(final int code)
    {
        listener.onClosed(code, "", true);
    }

    @Override
    public void connect()
    {
        if (connectFault != null)
        {
            FakeTransport.<RuntimeException>raise(connectFault);
        }
    }

    /** Throws whatever it is, declared or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(final Throwable thrown) throws T
    {
        throw (T)thrown;
    }

    @Override
    public boolean ping()
    {
        pings += takesMessages ? 1 : 0;
        return takesMessages;
    }

    @Override
    public boolean send(final String text)
    {
        if (takesMessages)
        {
            sent.add(text);
        }
        return takesMessages;
    }

    @Override
    public void close(final int code, final String reason)
    {
        closeCode = code;
        if (endFault != null)
        {
            throw endFault;
        }
    }

    @Override
    public void abort()
    {
        aborts++;
        if (endFault != null)
        {
            throw endFault;
        }
        if (endsWhenAborted && aborts == 1)
        {
            listener.onClosed(1006, "aborted", false);
        }
    }
}
