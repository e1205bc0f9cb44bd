package org.ringtape.bench.report.page;

import org.ringtape.bench.report.Figure;
import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.Numbers;

import java.util.ArrayList;
import java.util.List;

/** Bytes allocated: an operation in the benchmarks, a frame in the harness. */
public final class AllocationSection
{
    private AllocationSection()
    {
    }

    public static void write(final Page page, final List<BenchmarkClass> classes, final List<LatencyRun> newest)
    {
        page.section("allocation", "Allocation");
        if (classes.isEmpty())
        {
            page.missing("bytes an operation", "scripts/bench");
        }
        else
        {
            page.paragraph("Bytes of heap an operation of the benchmark, as JMH's profiler counts them " +
                "(gc.alloc.rate.norm). Next to nothing (≈ 0) is what the profiler itself adds.");
            page.table(operations(classes));
        }
        final Table frames = frames(newest);
        if (frames.isEmpty())
        {
            page.missing("bytes a frame over the whole path", LatencyRuns.COMMAND);
        }
        else
        {
            page.table(frames);
        }
    }

    private static Table operations(final List<BenchmarkClass> classes)
    {
        final List<String> jdks = classes.stream().flatMap(one -> one.jdks().stream()).distinct()
            .sorted(BenchmarkClass.BY_NUMBER).toList();
        final List<String> columns = new ArrayList<>(List.of("benchmark", "alternative", "setting"));
        jdks.forEach(jdk -> columns.add("#JDK " + jdk + ", B/op"));
        final Table table = new Table("Bytes an operation", columns);
        for (final BenchmarkClass one : classes)
        {
            one.settings().forEach(setting -> one.alternatives().forEach(alternative ->
            {
                final List<String> cells =
                    new ArrayList<>(List.of(one.name(), alternative, Figure.shown(setting)));
                jdks.forEach(jdk -> cells.add(one.figure(setting, alternative, jdk).map(figure ->
                    Numbers.plain(figure.result().allocated())).orElse("–")));
                if (!cells.subList(3, cells.size()).stream().allMatch("–"::equals))
                {
                    table.row(BenchmarkClass.isOurs(alternative), cells);
                }
            }));
        }
        return table;
    }

    private static Table frames(final List<LatencyRun> newest)
    {
        final Table table = new Table("Bytes allocated a frame, by all threads of the harness together",
            "pipeline", "path, venues", "rate", "JDK",
            "#B/frame");
        for (final LatencyRun run : newest)
        {
            run.series().stream().filter(series -> series.isTotal() && !Double.isNaN(series.bytesPerFrame()))
                .forEach(series -> table.row(series.isOurs(), List.of(series.name(), series.setting(), series.load(),
                    run.facts().jdk(), Numbers.plain(series.bytesPerFrame()))));
        }
        return table;
    }
}
