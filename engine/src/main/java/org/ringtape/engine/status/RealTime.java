package org.ringtape.engine.status;

/**
 * The machine's own monotonic time, for how long a close may take and for nothing else: the host's clock may stand
 * still then, or throw, and a close has to end all the same. The only place in the library that reads a clock which it
 * was not given. Any thread.
 */
public final class RealTime
{
    private RealTime()
    {
    }

    /** Nanoseconds from an origin that means nothing; only differences do. */
    public static long nanoTime()
    {
        return System.nanoTime();
    }
}
