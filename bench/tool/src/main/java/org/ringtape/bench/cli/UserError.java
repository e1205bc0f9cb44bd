package org.ringtape.bench.cli;

/** Wrong use or unreadable input: one line that names the thing, exit status 2, no stack trace. */
public final class UserError extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    public UserError(final String message)
    {
        super(message);
    }
}
