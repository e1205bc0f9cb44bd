package org.ringtape.bench.jmh.reading;

import java.util.Objects;

/** The check that a benchmark makes before it is timed: alternatives that disagree are not compared. */
public final class Same
{
    private Same()
    {
    }

    public static void require(final Object expected, final Object actual)
    {
        if (!Objects.equals(expected, actual))
        {
            throw new IllegalStateException("alternatives disagree: " + expected + " and " + actual);
        }
    }
}
