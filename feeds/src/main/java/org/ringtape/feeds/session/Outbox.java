package org.ringtape.feeds.session;

import java.util.concurrent.TimeUnit;

import org.ringtape.feeds.limit.RateLimiter;
import org.ringtape.feeds.transport.Transport;

/**
 * The one way out of a session: everything sent inside the data keeps to the venue's rate, and every request has an id
 * of its own. Conductor thread only.
 */
final class Outbox
{
    private final RateLimiter messages;
    private Transport transport;
    private long nextRequestId = 1;

    Outbox(final int messagesPerSecond)
    {
        messages = new RateLimiter(messagesPerSecond, TimeUnit.SECONDS.toNanos(1));
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
        return messages.nextPermitNs(nowNs) - nowNs <= 0;
    }

    /** Sends a message; false if the rate or the transport does not take it now. */
    boolean send(final String text, final long nowNs)
    {
        return messages.tryAcquire(nowNs) && transport.send(text);
    }
}
