package org.ringtape.simulator.fault;

/** A fault's text that cannot be understood. The message is one line that names the unknown or wrong part. */
public final class FaultSyntaxException extends IllegalArgumentException
{
    private static final long serialVersionUID = 1L;

    FaultSyntaxException(final String message)
    {
        super(message);
    }
}
