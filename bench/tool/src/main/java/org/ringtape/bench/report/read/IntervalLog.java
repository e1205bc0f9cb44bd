package org.ringtape.bench.report.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/**
 * The interval histograms of one series, read from its {@code .hlog} file. A log of several stages tags its lines with
 * the stage; a log of one stage is taken whole, whatever its tag.
 */
public final class IntervalLog
{
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final int DIGITS = 3;
    /** More points than a chart is wide tell nothing more: neighbouring intervals are then added up. */
    private static final int MOST_INTERVALS = 400;

    private final Histogram whole = new Histogram(DIGITS);
    private final List<Interval> intervals = new ArrayList<>();

    private IntervalLog(final List<EncodableHistogram> lines)
    {
        final int together = Math.max(1, (lines.size() + MOST_INTERVALS - 1) / MOST_INTERVALS);
        final long firstMs = lines.get(0).getStartTimeStamp();
        for (int i = 0; i < lines.size(); i += together)
        {
            final Histogram interval = new Histogram(DIGITS);
            for (final EncodableHistogram line : lines.subList(i, Math.min(i + together, lines.size())))
            {
                interval.add((Histogram)line);
            }
            whole.add(interval);
            if (interval.getTotalCount() > 0)
            {
                intervals.add(new Interval((lines.get(i).getStartTimeStamp() - firstMs) / 1e3,
                    interval.getValueAtPercentile(99), interval.getMaxValue()));
            }
        }
    }

    /**
     * @param file  of interval histograms, values in nanoseconds
     * @param stage wanted, where the file tags several
     */
    public static IntervalLog read(final Path file, final String stage)
    {
        final Map<String, List<EncodableHistogram>> byTag = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(Files.newInputStream(file)))
        {
            while (reader.hasNext())
            {
                if (reader.nextIntervalHistogram() instanceof Histogram line)
                {
                    byTag.computeIfAbsent(String.valueOf(line.getTag()), tag -> new ArrayList<>()).add(line);
                }
            }
        }
        catch (final IOException | RuntimeException e)
        {
            throw new ReportException(file + ": not a log of interval histograms: " + e);
        }
        if (byTag.isEmpty())
        {
            throw new ReportException(file + ": holds no interval histogram");
        }
        final List<EncodableHistogram> lines =
            byTag.size() == 1 ? byTag.values().iterator().next() : byTag.get(stage);
        if (lines == null)
        {
            throw new ReportException(file + ": holds " + byTag.keySet() + ", but no " + stage);
        }
        return new IntervalLog(lines);
    }

    /** All intervals added up. */
    public Histogram whole()
    {
        return whole;
    }

    /** In the order of time; intervals in which nothing was recorded are left out. */
    public List<Interval> intervals()
    {
        return intervals;
    }

    /** The whole distribution as (1 / (1 - p), nanoseconds); its last point is the greatest value. */
    public List<double[]> percentiles()
    {
        final List<double[]> points = new ArrayList<>();
        for (final HistogramIterationValue step : whole.percentiles(TICKS_PER_HALF_DISTANCE))
        {
            final double beyond = 1 - step.getPercentileLevelIteratedTo() / 100;
            final double most = Math.max(1, whole.getTotalCount());
            points.add(new double[] {beyond <= 0 ? most : Math.min(most, 1 / beyond), step.getValueIteratedTo()});
        }
        return points;
    }

    /**
     * One interval.
     *
     * @param seconds since the first interval began
     * @param p99Ns   99th percentile within the interval
     * @param maxNs   greatest value within the interval
     */
    public record Interval(double seconds, long p99Ns, long maxNs)
    {
    }
}
