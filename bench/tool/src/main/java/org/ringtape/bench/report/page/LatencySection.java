package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.IntervalLog;
import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.LatencySeries;
import org.ringtape.bench.report.read.Numbers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latencies by rate: the whole distribution and its course over time, the stages behind them. */
public final class LatencySection
{
    private final Page page;
    private final LatencyRun run;

    private LatencySection(final Page page, final LatencyRun run)
    {
        this.page = page;
        this.run = run;
    }

    public static void write(final Page page, final List<LatencyRun> newest)
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
        page.table(LatencyTables.totals(setting, totals));
        if (!logs.isEmpty())
        {
            page.table(LatencyTables.curves(setting, logs));
            page.table(LatencyTables.course(setting, logs));
            page.folded(LatencyTables.intervals(setting, logs));
        }
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
}
