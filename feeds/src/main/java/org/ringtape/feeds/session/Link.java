package org.ringtape.feeds.session;

import java.util.function.Consumer;

import org.ringtape.feeds.transport.Transport;

/**
 * One connection attempt and, if it succeeds, one connection, as its session sees it. What a transport throws when it
 * is to end is told and keeps nobody from going on. Conductor thread only.
 */
final class Link
{
    /** Not opened. */
    private static final long NEVER = Long.MIN_VALUE;

    private final Transport transport;
    private final Consumer<Throwable> onThrown;
    private long openedNs = NEVER;

    Link(final Transport transport, final Consumer<Throwable> onThrown)
    {
        this.transport = transport;
        this.onThrown = onThrown;
    }

    Transport transport()
    {
        return transport;
    }

    void opened(final long nowNs)
    {
        openedNs = nowNs;
    }

    boolean hasOpened()
    {
        return openedNs != NEVER;
    }

    /** When it opened; only of one that has. */
    long openedNs()
    {
        return openedNs;
    }

    void close(final int code)
    {
        guarded(() -> transport.close(code, ""));
    }

    void abort()
    {
        guarded(transport::abort);
    }

    private void guarded(final Runnable call)
    {
        try
        {
            call.run();
        }
        catch (final Throwable thrown)
        {
            onThrown.accept(thrown);
        }
    }
}
