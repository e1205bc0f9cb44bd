package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.Numbers;

import java.util.List;

/** What a user chooses between: wait strategies and receive paths, each in a table of one run. */
public final class ChoiceSection
{
    private ChoiceSection()
    {
    }

    public static void write(final Page page, final List<LatencyRun> runs)
    {
        page.section("waiting", "Wait strategies");
        final List<LatencyRun> waits = LatencyRuns.newest(runs, run -> !run.waits().isEmpty());
        if (waits.isEmpty())
        {
            page.missing("the table of wait strategies", LatencyRuns.COMMAND);
        }
        for (final LatencyRun run : waits)
        {
            LatencyRuns.verdicts(page, run);
            page.table(waits(run));
        }
        page.section("receiving", "Receive paths");
        final List<LatencyRun> receives = LatencyRuns.newest(runs, run -> !run.receives().isEmpty());
        if (receives.isEmpty())
        {
            page.missing("the table of receive paths", LatencyRuns.COMMAND);
        }
        for (final LatencyRun run : receives)
        {
            LatencyRuns.verdicts(page, run);
            page.table(receives(run));
        }
    }

    private static Table waits(final LatencyRun run)
    {
        final Table table = new Table("Wait strategies: " + LatencyRuns.source(run), "wait strategy", "#rate", "#p50",
            "#p99", "#max", "#core used, %", "#cores");
        run.waits().forEach(wait -> table.row(wait.strategy(), Numbers.grouped(wait.ratePerSecond()) + "/s",
            Numbers.time(wait.p50Ns()), Numbers.time(wait.p99Ns()), Numbers.time(wait.maxNs()),
            share(wait.cpuPercent()), Numbers.grouped(wait.cores())));
        return table;
    }

    private static Table receives(final LatencyRun run)
    {
        final Table table = new Table("Receive paths: " + LatencyRuns.source(run), "receive", "TLS", "#rate", "#p50",
            "#p99", "#max", "#core used, %", "#B/frame", "#cores");
        run.receives().forEach(one -> table.row(one.receive(), one.tls(), Numbers.grouped(one.ratePerSecond()) + "/s",
            Numbers.time(one.p50Ns()), Numbers.time(one.p99Ns()), Numbers.time(one.maxNs()),
            share(one.cpuPercent()), Numbers.plain(one.bytesPerFrame()), Numbers.grouped(one.cores())));
        return table;
    }

    /** A share of one core; a negative one means that the JVM did not tell. */
    private static String share(final double percent)
    {
        return percent < 0 ? "not told" : Numbers.plain(percent);
    }
}
