package org.ringtape.simulator;

/** A simulator that cannot start. The message is one line that names the cause. */
public final class SimulatorException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    public SimulatorException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
