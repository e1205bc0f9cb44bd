package org.ringtape.bench.cli;

/** How long a command runs. */
final class Seconds
{
    private static final double LONGEST = 1e7;

    private Seconds()
    {
    }

    static void require(final double seconds)
    {
        if (!(seconds >= 0 && seconds <= LONGEST))
        {
            throw new UserError("--seconds must be 0 to 10000000: " + seconds);
        }
    }
}
