package org.ringtape.bench.report.page;

import org.ringtape.bench.report.Change;
import org.ringtape.bench.report.Figure;
import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.JmhRun;
import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.LatencySeries;
import org.ringtape.bench.report.read.Numbers;
import org.ringtape.bench.report.read.Results;

import java.util.List;
import java.util.Optional;

/** Every benchmark beside its previous run on the same JDK. */
public final class ChangeSection
{
    private ChangeSection()
    {
    }

    public static void write(final Page page, final List<BenchmarkClass> classes, final List<LatencyRun> newest,
        final Results results)
    {
        page.section("changes", "Change since the previous run");
        final Table benchmarks = benchmarks(classes, results.benchmarks());
        if (benchmarks.isEmpty())
        {
            page.missing("an earlier run of any of the benchmarks above on the same JDK", "scripts/bench");
        }
        else
        {
            page.paragraph("A change no greater than both errors together is marked as noise. Runs on different " +
                "machines are not compared.");
            page.table(benchmarks);
        }
        final Table latencies = latencies(newest, results.latencies());
        if (latencies.isEmpty())
        {
            page.missing("an earlier run of any of the latencies above on the same JDK", LatencyRuns.COMMAND);
        }
        else
        {
            page.paragraph("A percentile of one run has no error, so a change of latency is shown without a verdict.");
            page.table(latencies);
        }
    }

    private static Table benchmarks(final List<BenchmarkClass> classes, final List<JmhRun> runs)
    {
        final Table table = new Table("Benchmarks and their previous run", "benchmark", "alternative", "setting",
            "JDK", "#before", "#now", "unit", "#change", "meaning", "previous run");
        for (final BenchmarkClass one : classes)
        {
            for (final Figure figure : one.figures())
            {
                Change.of(figure, runs).ifPresent(change -> table.row(BenchmarkClass.isOurs(figure.alternative()),
                    List.of(one.name(), figure.alternative(), Figure.shown(figure.setting()), figure.jdk(),
                        Numbers.withError(change.then().score(), change.then().error()),
                        Numbers.withError(figure.result().score(), figure.result().error()), one.unit(),
                        change.meaning() == Change.Meaning.OTHER_MACHINE ? "–" : Numbers.percent(change.share()),
                        change.meaning().words(), change.before().startedShown())));
            }
        }
        return table;
    }

    private static Table latencies(final List<LatencyRun> newest, final List<LatencyRun> runs)
    {
        final Table table = new Table("Latencies and their previous run", "pipeline", "path, venues", "rate", "JDK",
            "#p50 before", "#p50 now", "#change", "#p99 before", "#p99 now", "#change", "previous run");
        for (final LatencyRun run : newest)
        {
            for (final LatencySeries now : run.series())
            {
                final Optional<LatencyRun> before = now.isTotal() ? previous(run, now, runs) : Optional.empty();
                before.flatMap(earlier -> same(earlier, now).map(then -> List.of(
                    now.name(), now.setting(), now.load(), run.facts().jdk(),
                    Numbers.time(then.p50Ns()), Numbers.time(now.p50Ns()),
                    Numbers.percent(now.p50Ns() / then.p50Ns() - 1),
                    Numbers.time(then.p99Ns()), Numbers.time(now.p99Ns()),
                    Numbers.percent(now.p99Ns() / then.p99Ns() - 1), earlier.facts().startedShown())))
                    .ifPresent(cells -> table.row(now.isOurs(), cells));
            }
        }
        return table;
    }

    private static Optional<LatencyRun> previous(final LatencyRun run, final LatencySeries series,
        final List<LatencyRun> runs)
    {
        return runs.stream().filter(other -> other.facts().started().isBefore(run.facts().started()) &&
            other.facts().jdk().equals(run.facts().jdk()) && other.facts().isSameMachine(run.facts()) &&
            same(other, series).isPresent()).reduce((first, second) -> second);
    }

    private static Optional<LatencySeries> same(final LatencyRun run, final LatencySeries wanted)
    {
        return run.series().stream().filter(series -> series.isTotal() && series.name().equals(wanted.name()) &&
            series.setting().equals(wanted.setting()) && series.load().equals(wanted.load())).findFirst();
    }
}
