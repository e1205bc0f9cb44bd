package org.ringtape.bench.latency.table;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run for people: the machine and its verdicts first, then latencies by rate, then stages, then ratios. */
public final class LatencyTable
{
    private static final String ROW = "%-9s %-7s %-13s %10s %5s  %10s %10s %10s %10s %10s  %s%n";
    private static final double NS_PER_US = 1_000;
    private static final double NS_PER_MS = 1_000_000;

    private final LatencyReport report;
    private final PrintWriter out;
    private final Verdicts verdicts;

    /** A table of a run. */
    public LatencyTable(final LatencyReport report, final PrintWriter out)
    {
        this.report = report;
        this.out = out;
        verdicts = new Verdicts(report.probe(), report.cores());
    }

    /** Prints everything. */
    public void print()
    {
        machine();
        if (!report.series().isEmpty())
        {
            latencies();
            stages();
            ratios();
        }
        report.tables().forEach(this::table);
        problems();
        out.flush();
    }

    private void machine()
    {
        final Map<String, Object> facts = report.machine();
        out.printf("%nmachine   %s, %s cores, %s, %s%n", facts.get("processor"), facts.get("cores"),
            facts.get("system"), facts.get("jdk"));
        final MachineProbe probe = report.probe();
        out.printf(Locale.ROOT, "probe     timer %.0f ns; in %.1f s stopped %d times over 10 µs, %d over 100 µs, " +
            "%d over 1 ms, at worst %s; %.1f %% stolen; %s%n", probe.timerCostNs(), probe.spinSeconds(),
            probe.stallsOver10us(), probe.stallsOver100us(), probe.stallsOver1ms(),
            Verdicts.length(probe.worstStallNs()), probe.stolenPercent(), report.pinned() ? "pinned" : "not pinned");
        report.verdicts().forEach((verdict) -> out.println("verdict   " + verdict));
        report.excluded().forEach((sentence) -> out.println("excluded  " + sentence));
    }

    private void latencies()
    {
        out.printf("%nlatency from the planned time of a frame to the listener " +
            "(* the machine is unfit for this figure)%n");
        header("");
        for (final SeriesResult result : report.series())
        {
            result.stage(Stage.TOTAL).ifPresent((figures) -> row(result, figures, outcome(result)));
        }
    }

    private void stages()
    {
        out.printf("%nstages%n");
        header("stage");
        for (final SeriesResult result : report.series())
        {
            for (final StageFigures figures : result.stages())
            {
                if (figures.stage() != Stage.TOTAL)
                {
                    row(result, figures, figures.stage().label() +
                        (figures.negative() > 0 ? ", " + figures.negative() + " negative" : ""));
                }
            }
        }
    }

    private void ratios()
    {
        boolean any = false;
        for (final SeriesResult result : report.series())
        {
            final Optional<SeriesResult> naive = report.series().stream()
                .filter((other) -> other.key().equals(result.key().of(SeriesKey.NAIVE))).findFirst();
            if (result.key().name().equals(SeriesKey.RINGTAPE) && naive.isPresent() &&
                result.stage(Stage.TOTAL).isPresent() && naive.get().stage(Stage.TOTAL).isPresent())
            {
                if (!any)
                {
                    out.printf("%nnaive / ringtape%n");
                    header("");
                }
                any = true;
                ratio(result, naive.get());
            }
        }
    }

    private void ratio(final SeriesResult ringtape, final SeriesResult naive)
    {
        final StageFigures ours = ringtape.stage(Stage.TOTAL).orElseThrow();
        final StageFigures theirs = naive.stage(Stage.TOTAL).orElseThrow();
        final List<String> cells = Verdicts.PERCENTILES.stream().map((percent) -> times(
            theirs.percentileNs(percent), ours.percentileNs(percent)) + mark(verdicts.isUnfit(percent))).toList();
        final SeriesKey key = ringtape.key();
        out.printf(Locale.ROOT, ROW, "", key.path(), key.venues().label(), rate(key), burst(key), cells.get(0),
            cells.get(1), cells.get(2), cells.get(3),
            times(theirs.maxNs(), ours.maxNs()) + mark(verdicts.isMaximumUnfit()),
            naive.isSaturated() ? "at least: naive saturated" : "");
    }

    private void table(final String name, final List<Map<String, Object>> rows)
    {
        out.printf("%n%s%n", name);
        if (!rows.isEmpty())
        {
            line(List.copyOf(rows.get(0).keySet()));
            rows.forEach((row) -> line(row.values().stream().map(LatencyTable::cell).toList()));
        }
    }

    private void line(final List<String> cells)
    {
        final StringBuilder line = new StringBuilder();
        cells.forEach((cell) -> line.append(String.format("%-16s ", cell)));
        out.println(line.toString().stripTrailing());
    }

    private static String cell(final Object value)
    {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : String.valueOf(value);
    }

    private void problems()
    {
        out.println();
        for (final SeriesResult result : report.series())
        {
            if (!result.isRight())
            {
                out.println("WRONG     " + result.key().label() + ": " + result.problem());
            }
        }
        final long right = report.series().stream().filter(SeriesResult::isRight).count();
        out.printf("%d of %d series right: final books equal to the generator's, nothing lost unnoticed%s%n",
            right, report.series().size(), report.complete() ? "" : "; stopped early");
    }

    private void header(final String last)
    {
        out.printf(ROW, "pipeline", "path", "venues", "frames/s", "burst",
            "p50", "p99", "p99.9", "p99.99", "max", last);
    }

    private void row(final SeriesResult result, final StageFigures figures, final String last)
    {
        final SeriesKey key = result.key();
        final List<String> cells = Verdicts.PERCENTILES.stream().map((percent) ->
            time(figures, figures.percentileNs(percent)) + mark(verdicts.isUnfit(percent))).toList();
        out.printf(Locale.ROOT, ROW, key.name(), key.path(), key.venues().label(), rate(key), burst(key),
            cells.get(0), cells.get(1), cells.get(2), cells.get(3),
            time(figures, figures.maxNs()) + mark(verdicts.isMaximumUnfit()), last);
    }

    private static String outcome(final SeriesResult result)
    {
        return (result.isSaturated() ? "saturated, " : "") +
            (result.dropped() > 0 ? result.dropped() + " dropped, " : "") +
            (result.booksEqual() ? "books equal" : "BOOKS DIFFER");
    }

    private static String rate(final SeriesKey key)
    {
        return String.format(Locale.ROOT, "%,d", key.ratePerSecond());
    }

    private static String burst(final SeriesKey key)
    {
        return key.burst() > 1 ? "x" + key.burst() : "";
    }

    private static String mark(final boolean unfit)
    {
        return unfit ? "*" : " ";
    }

    private static String times(final long theirs, final long ours)
    {
        return ours == 0 ? "-" : String.format(Locale.ROOT, "%.1fx", (double)theirs / ours);
    }

    private static String time(final StageFigures figures, final long ns)
    {
        return figures.count() == 0 ? "-" : ns < NS_PER_US ? ns + " ns" :
            ns < NS_PER_MS ? String.format(Locale.ROOT, "%.1f µs", ns / NS_PER_US) :
            String.format(Locale.ROOT, "%.1f ms", ns / NS_PER_MS);
    }
}
