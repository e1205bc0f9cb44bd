package org.ringtape.engine.status;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Where every error of a pipeline and its feeds goes: into the {@link ErrorLog}, and to the host's handler, or, if it
 * gave none, the first of each kind to the log as a warning. At most {@link #MAX_A_SECOND} reach the handler, however
 * often a callback throws; the rest is in the error log and counted. Any thread; never throws.
 */
public final class ErrorReports implements ErrorHandler
{
    public static final int MAX_A_SECOND = 100;

    private static final long COUNT_MASK = 0xFFL;
    private static final int COUNT_BITS = 8;

    private final EpochNanoClock clock;
    private final ErrorLog errors;
    private final ErrorHandler host;
    private final ControlLog log;
    private final AtomicCounter withheld;
    /** The second of the clock that is, and how many were told in it. Writers: whoever has an error. */
    private final AtomicLong window = new AtomicLong();

    /**
     * Reports nothing yet.
     *
     * @param clock    tells one second from the next
     * @param errors   keeps every kind
     * @param host     the host's handler, null if it gave none
     * @param log      takes one warning a kind if there is no handler
     * @param withheld counts what the handler was spared
     */
    public ErrorReports(
        final EpochNanoClock clock,
        final ErrorLog errors,
        final ErrorHandler host,
        final ControlLog log,
        final AtomicCounter withheld)
    {
        this.clock = clock;
        this.errors = errors;
        this.host = host == null ? null : new GuardedErrorHandler(host);
        this.log = log;
        this.withheld = withheld;
    }

    @Override
    public void onError(final Throwable thrown)
    {
        final boolean isNew = keep(thrown);
        if (host == null)
        {
            if (isNew)
            {
                log.warn("an error, told once of its kind and then only counted: " + thrown, thrown);
            }
        }
        else if (isAdmitted())
        {
            host.onError(thrown);
        }
        else
        {
            withheld.getAndAdd(1);
        }
    }

    /** Memory may be what is missing. */
    private boolean keep(final Throwable thrown)
    {
        try
        {
            return errors.record(thrown);
        }
        catch (final Throwable second)
        {
            return true;
        }
    }

    private boolean isAdmitted()
    {
        final long second = second();
        while (true)
        {
            final long seen = window.get();
            final boolean same = seen >>> COUNT_BITS == second;
            if (same && (seen & COUNT_MASK) >= MAX_A_SECOND)
            {
                return false;
            }
            if (window.compareAndSet(seen, same ? seen + 1 : second << COUNT_BITS | 1))
            {
                return true;
            }
        }
    }

    /** A clock that throws makes it all one second. */
    private long second()
    {
        try
        {
            return TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime()) & Long.MAX_VALUE >>> COUNT_BITS;
        }
        catch (final Throwable broken)
        {
            return window.get() >>> COUNT_BITS;
        }
    }
}
