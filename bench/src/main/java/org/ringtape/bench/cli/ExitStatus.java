package org.ringtape.bench.cli;

/** Exit statuses of every command. */
final class ExitStatus
{
    /** It holds. */
    static final int HOLDS = 0;
    /** It does not hold. */
    static final int DOES_NOT_HOLD = 1;
    /** Wrong use or unreadable input. */
    static final int WRONG_USE = 2;

    private ExitStatus()
    {
    }
}
