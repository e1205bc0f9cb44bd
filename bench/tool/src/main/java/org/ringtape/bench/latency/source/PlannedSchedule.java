package org.ringtape.bench.latency.source;

/**
 * When each frame of a series is to be sent, whatever happens: evenly, or in bursts of ten times the rate with silence
 * between them, so that the average is the rate.
 */
public final class PlannedSchedule
{
    /** Times the average rate inside a burst. */
    public static final int BURST = 10;
    /** No bursts. */
    public static final int EVEN = 1;

    private static final long NS_PER_S = 1_000_000_000L;
    /** Bursts a second, if the rate allows as many. */
    private static final long PERIODS_PER_S = 10;

    private final long ratePerSecond;
    private final int burst;
    private final long framesPerPeriod;

    /**
     * A schedule.
     *
     * @param ratePerSecond average, above 0
     * @param burst         {@link #EVEN} or {@link #BURST}
     */
    public PlannedSchedule(final long ratePerSecond, final int burst)
    {
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        framesPerPeriod = Math.max(BURST, ratePerSecond / PERIODS_PER_S);
    }

    /** Planned time of a frame, nanoseconds after the start of the series. */
    public long offsetNs(final long index)
    {
        if (burst == EVEN)
        {
            return index * NS_PER_S / ratePerSecond;
        }
        final long periodStart = index / framesPerPeriod * framesPerPeriod;
        return periodStart * NS_PER_S / ratePerSecond +
            (index - periodStart) * NS_PER_S / (ratePerSecond * burst);
    }

    /** Frames planned within a time. */
    public long framesIn(final double seconds)
    {
        return Math.round(ratePerSecond * seconds);
    }

    long ratePerSecond()
    {
        return ratePerSecond;
    }

    int burst()
    {
        return burst;
    }
}
