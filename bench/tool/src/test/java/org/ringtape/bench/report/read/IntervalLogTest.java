package org.ringtape.bench.report.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.report.SampleLatency;

/** Files of interval histograms as distributions and as courses over time. */
final class IntervalLogTest
{
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile()
    {
        file = folder.resolve("series.hlog");
    }

    @Test
    void shouldAddUpAllIntervals() throws IOException
    {
        SampleLatency.writeLog(file, "total", List.of(histogram(10, 20), histogram(30), histogram(900)));
        final IntervalLog log = IntervalLog.read(file, "total");
        assertEquals(4, log.whole().getTotalCount());
        assertEquals(900, log.whole().getMaxValue());
        assertEquals(20, log.whole().getValueAtPercentile(50));
    }

    @Test
    void shouldKeepTheCourseOverTimeAndLeaveOutEmptyIntervals() throws IOException
    {
        SampleLatency.writeLog(file, "total", List.of(histogram(10, 20), histogram(), histogram(900)));
        assertEquals(List.of(new IntervalLog.Interval(0, 20, 20), new IntervalLog.Interval(2, 900, 900)),
            IntervalLog.read(file, "total").intervals());
    }

    @Test
    void shouldDrawTheDistributionOverOneByTheShareBeyond() throws IOException
    {
        final Histogram values = new Histogram(3);
        for (int i = 1; i <= 1_000; i++)
        {
            values.recordValue(i);
        }
        SampleLatency.writeLog(file, "total", List.of(values));
        final List<double[]> points = IntervalLog.read(file, "total").percentiles();
        assertArrayEquals(new double[] {1, 1}, points.get(0));
        assertArrayEquals(new double[] {1_000, 1_000}, points.get(points.size() - 1));
        for (final double[] point : points)
        {
            assertEquals(1_000 * (1 - 1 / point[0]), point[1], 2, "value at 1/(1-p) = " + point[0]);
        }
    }

    @Test
    void shouldPickTheStageAmongTags() throws IOException
    {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file)))
        {
            final HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            SampleLatency.append(writer, "total", List.of(histogram(10), histogram(20)));
            SampleLatency.append(writer, "send-lag", List.of(histogram(5_000)));
        }
        assertEquals(20, IntervalLog.read(file, "total").whole().getMaxValue());
        assertEquals(1, IntervalLog.read(file, "send-lag").whole().getTotalCount());
        assertTrue(refusal("handled-listener").contains("[send-lag, total], but no handled-listener"));
    }

    @Test
    void shouldTakeALogOfOneStageWholeWhateverItsTag() throws IOException
    {
        SampleLatency.writeLog(file, null, List.of(histogram(10)));
        assertEquals(10, IntervalLog.read(file, "total").whole().getMaxValue());
    }

    @Test
    void shouldAddUpNeighboursOfAVeryLongRunWithoutLosingValues() throws IOException
    {
        final List<Histogram> intervals = new ArrayList<>();
        for (int i = 0; i < 1_001; i++)
        {
            intervals.add(histogram(i));
        }
        SampleLatency.writeLog(file, "total", intervals);
        final IntervalLog log = IntervalLog.read(file, "total");
        assertEquals(334, log.intervals().size());
        assertEquals(1_001, log.whole().getTotalCount());
        assertEquals(new IntervalLog.Interval(3, 5, 5), log.intervals().get(1));
    }

    @Test
    void shouldRefuseWhatIsNoLog() throws IOException
    {
        Files.writeString(file, "hello\nworld, this is, no log, at all\n");
        assertTrue(refusal("total").startsWith(file + ": "));
        Files.writeString(file, "");
        assertEquals(file + ": holds no interval histogram", refusal("total"));
    }

    @Test
    void shouldRefuseALogThatEndsWithinALine() throws IOException
    {
        SampleLatency.writeLog(file, "total", List.of(histogram(10, 20), histogram(30)));
        final String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 9));
        assertTrue(refusal("total").startsWith(file + ": "));
    }

    private String refusal(final String stage)
    {
        return assertThrows(ReportException.class, () -> IntervalLog.read(file, stage)).getMessage();
    }

    private static Histogram histogram(final long... values)
    {
        final Histogram histogram = new Histogram(3);
        for (final long value : values)
        {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
