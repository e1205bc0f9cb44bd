package org.ringtape.feeds.session.dialogue;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.ringtape.feeds.limit.RateLimiter;
import org.ringtape.feeds.transport.Transport;

/**
 * The one way out of a session: all that is sent keeps to the venue's rate, and every request has an id of its own.
 * What goes out without asking, the pongs of the transport and a close frame, is counted with it. Conductor thread.
 */
public final class Outbox
{
    private final RateLimiter messages;
    private final int permits;
    private final LongSupplier pongsSent;
    private Transport transport;
    private long pongsCounted;
    private long nextRequestId = 1;

    /**
     * An outbox without a connection.
     *
     * @param messagesPerSecond the venue's rate
     * @param pongsSent         how many pongs have gone out without being asked for here
     */
    Outbox(final int messagesPerSecond, final LongSupplier pongsSent)
    {
        messages = new RateLimiter(messagesPerSecond, TimeUnit.SECONDS.toNanos(1));
        permits = messagesPerSecond;
        this.pongsSent = pongsSent;
    }

    /** Sends on this connection from now on. */
    void connection(final Transport connection)
    {
        transport = connection;
    }

    /** The id of the next request; {@link #nextRequestId()} takes it. */
    long peekRequestId()
    {
        return nextRequestId;
    }

    /** Takes an id; none is used twice, whether it was sent or not. */
    long nextRequestId()
    {
        return nextRequestId++;
    }

    /** True if the rate allows a message now. */
    boolean hasPermit(final long nowNs)
    {
        countPongs(nowNs);
        return messages.nextPermitNs(nowNs) - nowNs <= 0;
    }

    /** True if the rate allows a message and a close frame behind it. */
    boolean hasPermitBeforeClose(final long nowNs)
    {
        countPongs(nowNs);
        return permits > 1 && messages.nextPermitNs(nowNs, 2) - nowNs <= 0;
    }

    /** Sends a message; false if the rate or the transport does not take it now. */
    boolean send(final String text, final long nowNs)
    {
        countPongs(nowNs);
        return messages.tryAcquire(nowNs) && transport.send(text);
    }

    /** Sends a WebSocket ping; false if the rate or the transport does not take it now. */
    public boolean ping(final long nowNs)
    {
        countPongs(nowNs);
        return messages.tryAcquire(nowNs) && transport.ping();
    }

    /** A close frame goes out, whatever the rate allows. */
    void closing(final long nowNs)
    {
        messages.spend(nowNs);
    }

    /** Counts the pongs that have gone out since; each duty cycle, so that they count for the second they went in. */
    void countPongs(final long nowNs)
    {
        final long sent = pongsSent.getAsLong();
        for (long i = Math.max(pongsCounted, sent - permits); i < sent; i++)
        {
            messages.spend(nowNs);
        }
        pongsCounted = sent;
    }
}
