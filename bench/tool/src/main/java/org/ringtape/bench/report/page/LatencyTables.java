package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.IntervalLog;
import org.ringtape.bench.report.read.LatencySeries;
import org.ringtape.bench.report.read.Numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers behind the charts of latencies. */
final class LatencyTables
{
    private static final String[] STEPS = {"25", "50", "75", "90", "95", "99", "99.5", "99.9", "99.95", "99.99",
        "99.999", "100"};

    private LatencyTables()
    {
    }

    /** What the run itself wrote down. */
    static Table totals(final String setting, final List<LatencySeries> totals)
    {
        final Table table = new Table("Whole path: " + setting, "pipeline", "#rate", "#p50", "#p99", "#p99.9",
            "#p99.99", "#max", "#values", "#negative", "#planned", "#sent", "#received", "#dropped", "#withheld",
            "final books", "kept up");
        for (final LatencySeries one : totals)
        {
            table.row(one.isOurs(), List.of(one.name(), one.load(), one.shown(one.p50Ns()), one.shown(one.p99Ns()),
                one.shown(one.p999Ns()), one.shown(one.p9999Ns()), one.shown(one.maxNs()),
                Numbers.grouped(one.count()), Numbers.grouped(one.negative()), Numbers.grouped(one.planned()),
                Numbers.grouped(one.sent()), Numbers.grouped(one.received()), Numbers.grouped(one.dropped()),
                Numbers.grouped(one.withheld()),
                one.booksEqual() == null ? "not compared" : one.booksEqual() ? "equal" : "NOT EQUAL",
                one.saturated() ? "NO: cut off, latencies are lower bounds" : "yes"));
        }
        return table;
    }

    /** Steps of the percentile curves. */
    static Table curves(final String setting, final Map<LatencySeries, IntervalLog> logs)
    {
        final List<String> columns = new ArrayList<>(List.of("pipeline", "#rate"));
        for (final String step : STEPS)
        {
            columns.add("#" + ("100".equals(step) ? "max" : "p" + step));
        }
        final Table table = new Table("Curves: " + setting, columns);
        logs.forEach((one, log) ->
        {
            final List<String> cells = new ArrayList<>(List.of(one.name(), one.load()));
            for (final String step : STEPS)
            {
                cells.add(Numbers.time(log.whole().getValueAtPercentile(Double.parseDouble(step))));
            }
            table.row(one.isOurs(), cells);
        });
        return table;
    }

    /** The course over time in short: its best, middle and worst interval. */
    static Table course(final String setting, final Map<LatencySeries, IntervalLog> logs)
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

    /** The course over time in full. */
    static Table intervals(final String setting, final Map<LatencySeries, IntervalLog> logs)
    {
        final Table table = new Table("Every interval: " + setting, "pipeline", "#rate", "#from second", "#p99",
            "#max");
        logs.forEach((one, log) -> log.intervals().forEach(interval -> table.row(one.isOurs(), List.of(one.name(),
            one.load(), String.format(Locale.ROOT, "%.1f", interval.seconds()), Numbers.time(interval.p99Ns()),
            Numbers.time(interval.maxNs())))));
        return table;
    }
}
