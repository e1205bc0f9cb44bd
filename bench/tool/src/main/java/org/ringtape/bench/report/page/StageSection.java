package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.LatencySeries;
import org.ringtape.bench.report.read.Numbers;

import java.util.List;

/** Where the time of a path goes, by stage. */
final class StageSection
{
    private StageSection()
    {
    }

    /** @param stages series of this setting that are not the whole path */
    static void write(final Page page, final LatencyRun run, final String setting, final List<LatencySeries> stages)
    {
        if (stages.isEmpty())
        {
            page.missing("the stages of " + setting, LatencyRuns.COMMAND);
            return;
        }
        page.beginCharts();
        page.chart(medians(run, setting, stages.stream()
            .filter(one -> one.isOurs() && !LatencySeries.SEND_LAG.equals(one.stage())).toList()));
        page.endCharts();
        final Table table = new Table("By stage: " + setting + " (percentiles of stages do not add up to those of " +
            "the whole)", "stage", "pipeline", "#rate", "#p50", "#p99", "#p99.9", "#max", "#negative");
        for (final LatencySeries one : stages)
        {
            final boolean lag = LatencySeries.SEND_LAG.equals(one.stage());
            table.row(one.isOurs(), List.of(lag ? "send-lag (the harness's own lateness)" : one.stage(), one.name(),
                one.load(), one.shown(one.p50Ns()), one.shown(one.p99Ns()), one.shown(one.p999Ns()),
                one.shown(one.maxNs()), Numbers.grouped(one.negative())));
        }
        page.table(table);
    }

    private static Chart medians(final LatencyRun run, final String setting, final List<LatencySeries> ours)
    {
        final List<String> names = ours.stream().map(LatencySeries::stage).distinct().toList();
        final Chart chart = Chart.bars(LatencyRuns.id("stages", setting, run), "Median by stage of ringtape: " +
            setting + ", JDK " + run.facts().jdk(), LatencyRuns.source(run), "ns", names)
            .caution(LatencyRuns.verdicts(run));
        for (final String load : ours.stream().map(LatencySeries::load).distinct().toList())
        {
            chart.bars(load, names.stream().map(stage -> new double[] {ours.stream()
                .filter(one -> one.stage().equals(stage) && one.load().equals(load))
                .mapToDouble(LatencySeries::p50Ns).findFirst().orElse(Double.NaN), Double.NaN}).toList());
        }
        return chart;
    }
}
