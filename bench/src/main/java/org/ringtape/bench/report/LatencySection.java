package org.ringtape.bench.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latencies by rate: the whole distribution and its course over time, the stages behind them. */
final class LatencySection
{
    private final Page page;
    private final LatencyRun run;

    private LatencySection(final Page page, final LatencyRun run)
    {
        this.page = page;
        this.run = run;
    }

    static void write(final Page page, final List<LatencyRun> newest)
    {
        page.section("latency", "Latency by rate");
        if (newest.isEmpty())
        {
            page.missing("latencies", LatencyRuns.COMMAND);
            return;
        }
        page.paragraph("Open loop: each frame has a planned time of sending, and its latency counts from that time, " +
            "so that a pipeline that falls behind cannot hide it. From memory, or over loopback sockets. The curves " +
            "hold every value of the run (file of interval histograms); the tables hold what the run itself wrote " +
            "down.");
        for (final LatencyRun run : newest)
        {
            new LatencySection(page, run).write();
        }
    }

    private void write()
    {
        final List<String> settings = run.series().stream().map(LatencySeries::setting).distinct().toList();
        for (final String setting : settings)
        {
            final List<LatencySeries> series =
                run.series().stream().filter(one -> one.setting().equals(setting)).toList();
            page.heading(setting + ", JDK " + run.facts().jdk());
            LatencyRuns.verdicts(page, run);
            totals(setting, series.stream().filter(LatencySeries::isTotal).toList());
            StageSection.write(page, run, setting, series.stream().filter(one -> !one.isTotal()).toList());
        }
    }

    private void totals(final String setting, final List<LatencySeries> totals)
    {
        if (totals.isEmpty())
        {
            page.missing("the whole path of " + setting, LatencyRuns.COMMAND);
            return;
        }
        final Map<LatencySeries, IntervalLog> logs = logs(totals);
        page.beginCharts();
        page.chart(curves(setting, logs));
        totals.stream().map(LatencySeries::name).distinct().forEach(name -> page.chart(course(setting, name, logs)));
        page.endCharts();
        page.table(table(setting, totals));
        page.table(course(setting, logs));
    }

    private Chart curves(final String setting, final Map<LatencySeries, IntervalLog> logs)
    {
        final Chart chart = Chart.lines(LatencyRuns.id("percentiles", setting, run), "Latency by percentile: " +
            setting + ", JDK " + run.facts().jdk(), LatencyRuns.source(run), "ns", "percentile", Chart.Axis.PERCENTILE,
            true).caution(LatencyRuns.verdicts(run));
        logs.forEach((one, log) ->
            chart.line(one.name() + ' ' + one.load(), one.isOurs(), one.burst() > 1, log.percentiles()));
        return chart;
    }

    private Chart course(final String setting, final String name, final Map<LatencySeries, IntervalLog> logs)
    {
        final Chart chart = Chart.lines(LatencyRuns.id("time", setting + ' ' + name, run), "Latency over time: " +
            name + ", " + setting + ", JDK " + run.facts().jdk(), LatencyRuns.source(run), "ns", "seconds",
            Chart.Axis.LINEAR, true).caution(LatencyRuns.verdicts(run));
        logs.forEach((one, log) ->
        {
            if (one.name().equals(name))
            {
                chart.line("max " + one.load(), one.isOurs(), false, log.intervals().stream()
                    .map(interval -> new double[] {interval.seconds(), interval.maxNs()}).toList());
                chart.line("p99 " + one.load(), one.isOurs(), true, log.intervals().stream()
                    .map(interval -> new double[] {interval.seconds(), interval.p99Ns()}).toList());
            }
        });
        return chart;
    }

    private Map<LatencySeries, IntervalLog> logs(final List<LatencySeries> totals)
    {
        final Map<LatencySeries, IntervalLog> logs = new LinkedHashMap<>();
        final List<String> remarks = new ArrayList<>();
        for (final LatencySeries one : totals)
        {
            final String what = one.name() + ' ' + one.load();
            final Path file = one.log() == null ? null : run.folder().resolve(one.log()).normalize();
            if (file == null || !file.startsWith(run.folder().normalize()) || !Files.isRegularFile(file))
            {
                remarks.add(what + ": no curve, its file of interval histograms is missing.");
                continue;
            }
            final IntervalLog log = IntervalLog.read(file, one.stage());
            logs.put(one, log);
            if (log.whole().getTotalCount() != one.count())
            {
                remarks.add(what + ": its curve holds " + Numbers.grouped(log.whole().getTotalCount()) +
                    " values, its row of the table " + Numbers.grouped(one.count()) + '.');
            }
        }
        page.verdicts("Incomplete (" + LatencyRuns.COMMAND + " makes it anew):", remarks);
        return logs;
    }

    private static Table table(final String setting, final List<LatencySeries> totals)
    {
        final Table table = new Table("Whole path: " + setting, "pipeline", "#rate", "#p50", "#p99", "#p99.9",
            "#p99.99", "#max", "#values", "#negative", "#sent", "#received", "#dropped", "final books");
        for (final LatencySeries one : totals)
        {
            table.row(one.isOurs(), List.of(one.name(), one.load(), Numbers.time(one.p50Ns()),
                Numbers.time(one.p99Ns()), Numbers.time(one.p999Ns()), Numbers.time(one.p9999Ns()),
                Numbers.time(one.maxNs()), Numbers.grouped(one.count()), Numbers.grouped(one.negative()),
                Numbers.grouped(one.sent()), Numbers.grouped(one.received()), Numbers.grouped(one.dropped()),
                one.booksEqual() == null ? "not compared" : one.booksEqual() ? "equal" : "NOT EQUAL"));
        }
        return table;
    }

    /** The course over time in numbers: its best, middle and worst interval. */
    private static Table course(final String setting, final Map<LatencySeries, IntervalLog> logs)
    {
        final Table table = new Table("Over time: " + setting, "pipeline", "#rate", "#intervals", "#least max",
            "#median max", "#greatest max", "#greatest p99");
        logs.forEach((one, log) ->
        {
            final List<Long> highs = log.intervals().stream().map(IntervalLog.Interval::maxNs).sorted().toList();
            if (!highs.isEmpty())
            {
                table.row(one.isOurs(), List.of(one.name(), one.load(), String.valueOf(highs.size()),
                    Numbers.time(highs.get(0)), Numbers.time(highs.get(highs.size() / 2)),
                    Numbers.time(highs.get(highs.size() - 1)), Numbers.time(log.intervals().stream()
                        .mapToLong(IntervalLog.Interval::p99Ns).max().getAsLong())));
            }
        });
        return table;
    }
}
