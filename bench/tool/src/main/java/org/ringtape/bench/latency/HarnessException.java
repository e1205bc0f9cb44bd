package org.ringtape.bench.latency;

/** A series that could not be run at all, and why. */
public final class HarnessException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    public HarnessException(final String message)
    {
        super(message);
    }

    public HarnessException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
