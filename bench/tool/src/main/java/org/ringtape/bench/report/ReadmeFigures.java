package org.ringtape.bench.report;

import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.Numbers;
import org.ringtape.bench.report.read.ReportException;
import org.ringtape.bench.report.read.Results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The figures in the README, made from the raw results so that they cannot differ from them: comparisons, growth,
 * latency by rate, ways to wait and to receive. A test fails where the README says anything else.
 */
final class ReadmeFigures
{
    static final String BEGIN = "<!-- figures -->";
    static final String END = "<!-- /figures -->";
    /** Who the growth of costs is told of: class, its parameter, what one operation is. */
    private static final List<List<String>> GROWTH = List.of(
        List.of("FrameLengthBenchmark", "levels", "decode a depth frame of so many levels a side"),
        List.of("BookDepthBenchmark", "levels", "update near the touch of a book so deep"),
        List.of("InstrumentLookupBenchmark", "instruments", "symbol to id among so many"));
    private static final String MEMORY = "InstrumentMemoryBenchmark";
    private static final double NEVER_NEGATIVE = 0;

    private final StringBuilder out = new StringBuilder();
    private final List<BenchmarkClass> classes;
    private final List<LatencyRun> latencies;

    private ReadmeFigures(final Results results)
    {
        classes = BenchmarkClass.of(results.benchmarks());
        latencies = results.latencies();
    }

    /** Everything between the two marks. */
    static String of(final Results results)
    {
        final ReadmeFigures figures = new ReadmeFigures(results);
        figures.comparisons();
        figures.growth();
        figures.memory();
        figures.latencies();
        figures.choices();
        return figures.out.toString();
    }

    /** A text with other figures between its marks. */
    static String replaced(final String text, final String file, final String figures)
    {
        final int begin = text.indexOf(BEGIN);
        final int end = text.indexOf(END);
        if (begin < 0 || end < begin)
        {
            throw new ReportException(file + ": has no " + BEGIN + " … " + END);
        }
        return text.substring(0, begin + BEGIN.length()) + '\n' + figures + text.substring(end);
    }

    private List<String> jdks()
    {
        return classes.stream().flatMap(each -> each.jdks().stream()).distinct()
            .sorted(BenchmarkClass.BY_NUMBER).toList();
    }

    private void comparisons()
    {
        final List<String> jdks = jdks();
        final List<String> head = new ArrayList<>(List.of("what", "against", "wanted"));
        jdks.forEach(jdk -> head.addAll(List.of("JDK " + jdk, "ours", "B/op")));
        head.add("measured by");
        row(head);
        rule(head.size());
        for (final Claim claim : Claims.all())
        {
            final List<String> cells = new ArrayList<>(List.of(claim.what(), claim.against(), claim.target()));
            for (final String jdk : jdks)
            {
                final Optional<Figure> ours = claim.ours(classes, jdk);
                cells.add(claim.ratio(classes, jdk).map(ratio -> "**" + Numbers.times(ratio) + "**").orElse("–"));
                cells.add(ours.map(Claim::shown).orElse("–"));
                cells.add(ours.map(figure -> bytes(figure.result().allocated())).orElse("–"));
            }
            cells.add('`' + claim.command() + '`');
            row(cells);
        }
        line("");
        classes.stream().flatMap(each -> each.figures().stream()).map(Figure::run).distinct().forEach(run ->
            line("* " + link(run.file()) + ": " + run.machineShown() + ", " + run.startedShown() + ", `" +
                run.command() + '`'));
        line("");
    }

    private void growth()
    {
        for (final List<String> one : GROWTH)
        {
            final List<Figure> figures = classes.stream().filter(each -> each.name().equals(one.get(0)))
                .flatMap(each -> each.figures().stream()).filter(figure -> BenchmarkClass.isOurs(figure.alternative()))
                .toList();
            if (!figures.isEmpty())
            {
                final List<String> values = figures.stream().map(figure -> figure.setting().get(one.get(1)))
                    .distinct().sorted(BenchmarkClass.BY_NUMBER).toList();
                final List<String> head = new ArrayList<>(List.of(one.get(2)));
                values.forEach(value -> head.add(Numbers.grouped(Double.parseDouble(value))));
                row(head);
                rule(head.size());
                for (final String jdk : jdks())
                {
                    row(Stream.concat(Stream.of("JDK " + jdk), values.stream().map(value -> figures.stream()
                        .filter(figure -> figure.jdk().equals(jdk) && value.equals(figure.setting().get(one.get(1))))
                        .findFirst().map(Claim::shown).orElse("–"))).toList());
                }
                line("");
            }
        }
    }

    private void memory()
    {
        final List<Figure> figures = classes.stream().filter(each -> each.name().equals(MEMORY))
            .flatMap(each -> each.figures().stream()).filter(figure -> figure.result().retained() > 0).toList();
        if (!figures.isEmpty())
        {
            final List<String> methods = figures.stream().map(figure -> figure.result().method()).distinct().toList();
            row(Stream.concat(Stream.of("memory of 10,000 instruments"), methods.stream().map(ReadmeFigures::words))
                .toList());
            rule(methods.size() + 1);
            jdks().forEach(jdk -> row(Stream.concat(Stream.of("JDK " + jdk), methods.stream().map(method -> figures
                .stream().filter(figure -> figure.jdk().equals(jdk) && figure.result().method().equals(method))
                .findFirst().map(figure -> Numbers.plain(figure.result().retained() / 1e6) + " MB").orElse("–")))
                .toList()));
            line("");
        }
    }

    /** A method's name as a reader says it. */
    private static String words(final String method)
    {
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private void latencies()
    {
        for (final LatencyRun run : LatencyRuns.newest(latencies, one -> !one.series().isEmpty()))
        {
            line("Latency from the planned time of a frame to the listener (" + run.facts().machineShown() + ", " +
                run.facts().startedShown() + ", `" + run.facts().command() + "`, " + link(run.facts().file()) + "):");
            line("");
            row(List.of("path", "venues", "frames/s", "pipeline", "p50", "p99", "p99.9", "p99.99", "max"));
            rule(9);
            run.series().stream().filter(series -> series.isTotal() && series.burst() == 1).forEach(series ->
                row(List.of(series.path(), series.venues(), series.load(), series.name(), Numbers.time(series.p50Ns()),
                Numbers.time(series.p99Ns()), Numbers.time(series.p999Ns()), Numbers.time(series.p9999Ns()),
                Numbers.time(series.maxNs()))));
            line("");
            line("Bursts of ten times the rate and stages are in the report. What these figures leave out, and what " +
                "the machine was found unfit for:");
            line("");
            Stream.concat(run.excluded().stream(), LatencyRuns.verdicts(run).stream())
                .forEach(sentence -> line("* " + sentence));
            line("");
        }
    }

    private void choices()
    {
        LatencyRuns.newest(latencies, one -> !one.waits().isEmpty()).forEach(run -> table(run,
            "What the market thread does while it waits", List.of("wait strategy"), run.waits(),
            wait -> List.of('`' + wait.strategy() + '`', Numbers.grouped(wait.ratePerSecond()),
                Numbers.time(wait.p50Ns()), Numbers.time(wait.p99Ns()), Numbers.time(wait.maxNs()),
                percent(wait.cpuPercent()))));
        LatencyRuns.newest(latencies, one -> !one.receives().isEmpty()).forEach(run -> table(run,
            "Ways to receive", List.of("receive", "tls", "B/frame"), run.receives(),
            way -> List.of(way.receive(), way.tls(), Numbers.plain(way.bytesPerFrame()),
                Numbers.grouped(way.ratePerSecond()), Numbers.time(way.p50Ns()), Numbers.time(way.p99Ns()),
                Numbers.time(way.maxNs()), percent(way.cpuPercent()))));
    }

    private <T> void table(final LatencyRun run, final String title, final List<String> names, final List<T> rows,
        final Function<T, List<String>> cells)
    {
        line(title + " (" + run.facts().machineShown() + ", " + link(run.facts().file()) + "):");
        line("");
        final List<String> head = Stream.concat(names.stream(),
            Stream.of("events/s", "p50", "p99", "max", "CPU of its thread")).toList();
        row(head);
        rule(head.size());
        rows.forEach(one -> row(cells.apply(one)));
        line("");
    }

    /** Whole bytes; the profiler's own few millionths are nothing. */
    private static String bytes(final double allocated)
    {
        return Double.isNaN(allocated) ? "–" : Numbers.grouped(allocated < 0.5 ? 0 : allocated);
    }

    private static String percent(final double percent)
    {
        return percent < NEVER_NEGATIVE ? "–" : Numbers.grouped(percent) + " %";
    }

    private String link(final String file)
    {
        return "[" + file + "](jmh-results/" + file + ")";
    }

    private void rule(final int cells)
    {
        line("|" + " --- |".repeat(cells));
    }

    private void row(final List<String> cells)
    {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(final String text)
    {
        out.append(text).append('\n');
    }
}
