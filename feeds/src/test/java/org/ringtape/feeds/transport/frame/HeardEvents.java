package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.TransportListener;
import org.ringtape.feeds.transport.socket.ReceiveMode;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a transport told, in order, as text; checks that it was told on one thread. */
public final class HeardEvents implements TransportListener
{
    private static final long PATIENCE_S = 10;

    public final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ReceiveMode mode;
    private volatile Thread receiver;
    /** What the refusal asked to wait, by which date; empty if it did not say. */
    public volatile String retryAfter = "";

    /** @param mode of the contexts that are handed out */
    public HeardEvents(final ReceiveMode mode)
    {
        this.mode = mode;
    }

    public TransportContext context()
    {
        return new TransportContext().receiverName("test-receiver").receive(mode).errorHandler(errors::add);
    }

    private void heard(final String event)
    {
        if (receiver == null)
        {
            receiver = Thread.currentThread();
        }
        events.add(receiver == Thread.currentThread() ? event : event + " on " + Thread.currentThread().getName());
    }

    @Override
    public void onOpen()
    {
        heard("open");
    }

    @Override
    public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
    {
        heard((text ? "text " : "binary ") + new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onPing()
    {
        heard("ping");
    }

    @Override
    public void onPong()
    {
        heard("pong");
    }

    @Override
    public void onUpgradeRefused(final int httpStatus, final String detail)
    {
        heard("refused " + httpStatus + " " + detail);
    }

    @Override
    public void onRetryAfter(final String value, final String date)
    {
        retryAfter += value + " by " + date;
    }

    @Override
    public void onClosed(final int code, final String reason, final boolean byPeer)
    {
        heard("closed " + code + (byPeer ? " by peer: " : " by us: ") + reason);
    }

    public String next() throws InterruptedException
    {
        final String event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (event == null)
        {
            throw new AssertionError("nothing heard for " + PATIENCE_S + " s");
        }
        return event;
    }

    public void expect(final String... expected) throws InterruptedException
    {
        for (final String event : expected)
        {
            assertEquals(event, next());
        }
    }

    /** Expects the end, as the last thing ever told, and no error. */
    public void expectLast(final String closed) throws InterruptedException
    {
        expectLastBegins(closed);
        assertNull(errors.peek());
    }

    public String expectLastBegins(final String closed) throws InterruptedException
    {
        final String last = next();
        assertEquals(closed, last.substring(0, Math.min(closed.length(), last.length())), last);
        receiver.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        assertFalse(receiver.isAlive(), "the receiver thread ends with the connection");
        assertNull(events.poll(), "nothing is told after the end");
        return last;
    }

    public boolean isQuiet()
    {
        return events.isEmpty();
    }

    public Thread receiver()
    {
        return receiver;
    }
}
