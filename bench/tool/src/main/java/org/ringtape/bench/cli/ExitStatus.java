package org.ringtape.bench.cli;

/** Exit statuses of every command. */
public final class ExitStatus
{
    /** It holds. */
    public static final int HOLDS = 0;
    /** It does not hold. */
    public static final int DOES_NOT_HOLD = 1;
    /** Wrong use or unreadable input. */
    static final int WRONG_USE = 2;

    private ExitStatus()
    {
    }
}
