package org.ringtape.engine.status;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.errors.ErrorConsumer;
import org.agrona.concurrent.errors.ErrorLogReader;

/**
 * What went wrong in a pipeline, each kind of error once, with its stack trace, how often and when first and last, in
 * {@value #LENGTH} bytes of memory that others may read (Agrona's {@link DistinctErrorLog}). Errors are of one kind if
 * their classes, their causes' classes and the places they were thrown from are the same; the first one's message
 * stands for all. Any thread; allocates.
 */
public final class ErrorLog
{
    /** Bytes kept. */
    public static final int LENGTH = 256 * 1024;

    /** Kinds that are kept; one beyond is not. */
    public static final int MAX_KINDS = 1024;

    /** A recursion without end would fill the log by itself. */
    private static final int MAX_FRAMES = 64;
    private static final int MAX_CAUSES = 8;

    private final DistinctErrorLog log;
    /** The first error of each kind. */
    private final Map<Integer, Throwable> kinds = new ConcurrentHashMap<>();

    /**
     * An empty log.
     *
     * @param clock epoch milliseconds
     */
    public ErrorLog(final EpochClock clock)
    {
        log = new DistinctErrorLog(new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH)), clock);
    }

    /**
     * Keeps or counts an error.
     *
     * @return true if it is the first of its kind, and is kept
     */
    public boolean record(final Throwable thrown)
    {
        final int kind = kindOf(thrown);
        final Throwable known = kinds.get(kind);
        if (known != null)
        {
            log.record(known);
            return false;
        }
        if (kinds.size() >= MAX_KINDS)
        {
            return false;
        }
        final Throwable first = thrown.getStackTrace().length > MAX_FRAMES ? new Shortened(thrown) : thrown;
        final Throwable other = kinds.putIfAbsent(kind, first);
        log.record(other == null ? first : other);
        return other == null;
    }

    /** Kinds of errors so far, at most {@link #MAX_KINDS}. */
    public int kinds()
    {
        return kinds.size();
    }

    /**
     * Reads every kind of error that is kept.
     *
     * @param consumer takes count, first and last time in epoch milliseconds, and the error's text with its stack
     * @return how many there are
     */
    public int read(final ErrorConsumer consumer)
    {
        return ErrorLogReader.read(log.buffer(), consumer);
    }

    /** Prints every kind of error that is kept. */
    public void print(final PrintStream out)
    {
        read((count, firstMs, lastMs, text) -> out.printf(
            "%d times, from %s to %s: %s%n", count, Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(lastMs), text));
    }

    private static int kindOf(final Throwable thrown)
    {
        int hash = 0;
        int depth = 0;
        for (Throwable one = thrown; one != null && depth < MAX_CAUSES; one = one.getCause())
        {
            hash = 31 * (31 * hash + one.getClass().getName().hashCode()) + Arrays.hashCode(topOf(one));
            depth++;
        }
        return hash;
    }

    private static StackTraceElement[] topOf(final Throwable thrown)
    {
        final StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length <= MAX_FRAMES ? frames : Arrays.copyOf(frames, MAX_FRAMES);
    }

    /** Stands in for an error whose stack is too deep to be kept. */
    private static final class Shortened extends Throwable
    {
        private static final long serialVersionUID = 1L;

        private final String text;

        Shortened(final Throwable deep)
        {
            super(deep.getMessage(), null, false, true);
            text = deep.toString();
            setStackTrace(topOf(deep));
        }

        @Override
        public String toString()
        {
            return text;
        }
    }
}
