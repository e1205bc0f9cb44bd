package org.ringtape.bench.cli;

/** Numbers of options and the range each has. */
final class Limits
{
    private static final double LONGEST_S = 1e7;
    private static final double MOST_SPEED = 1e6;
    private static final int MAX_PORT = 65_535;

    private Limits()
    {
    }

    /** How long a command runs. */
    static void seconds(final double seconds)
    {
        range("--seconds", seconds, 0, LONGEST_S);
    }

    /** Times the recorded pace. */
    static void speed(final double speed)
    {
        range("--speed", speed, 0, MOST_SPEED);
    }

    static void port(final String option, final int port)
    {
        range(option, port, 0, MAX_PORT);
    }

    /** A whole number in a range, both ends included. */
    static void range(final String option, final long value, final long least, final long most)
    {
        if (value < least || value > most)
        {
            throw new UserError(option + " must be " + least + " to " + most + ": " + value);
        }
    }

    /** A number in a range, both ends included; what is no number is in none. */
    static void range(final String option, final double value, final double least, final double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new UserError(option + " must be " + plain(least) + " to " + plain(most) + ": " + value);
        }
    }

    private static String plain(final double value)
    {
        return value == (long)value ? Long.toString((long)value) : Double.toString(value);
    }
}
