package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.Results;
import org.ringtape.bench.report.read.RunFacts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every run the page draws from: when, how, on what; and what was found out about the machine before measuring. */
public final class MachineSection
{
    private static final Map<String, String> WORDS = new TreeMap<>(Map.ofEntries(
        Map.entry("javaVersion", "Java version"), Map.entry("jdk", "JVM"),
        Map.entry("timerCostNs", "reading the clock, ns"), Map.entry("spinSeconds", "watched for, s"),
        Map.entry("stallsOver10us", "stalls over 10 µs"), Map.entry("stallsOver100us", "stalls over 100 µs"),
        Map.entry("stallsOver1ms", "stalls over 1 ms"), Map.entry("worstStallNs", "worst stall, ns"),
        Map.entry("stolenPercent", "processor time stolen by the host, %"),
        Map.entry("spinningThreads", "spinning threads")));

    private MachineSection()
    {
    }

    public static void write(final Page page, final Results results)
    {
        page.section("machine", "Machine and runs");
        final List<RunFacts> runs = new ArrayList<>();
        results.benchmarks().forEach(run -> runs.add(run.facts()));
        results.latencies().forEach(run -> runs.add(run.facts()));
        if (runs.isEmpty())
        {
            page.missing("any run", "scripts/bench");
        }
        else
        {
            page.table(facts(runs));
        }
        if (!results.remarks().isEmpty())
        {
            page.verdicts("Incomplete:", results.remarks());
        }
        final Table probes = probes(results.latencies());
        if (probes.isEmpty())
        {
            page.missing("a probe of the machine", LatencyRuns.COMMAND);
        }
        else
        {
            page.table(probes);
        }
        for (final LatencyRun run : results.latencies())
        {
            if (run.probe() != null)
            {
                page.verdicts("The machine as " + run.facts().file() + " found it:", run.probe().verdicts());
            }
        }
    }

    private static Table facts(final List<RunFacts> runs)
    {
        final Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.machine().keySet()));
        final List<String> columns = new ArrayList<>(List.of("result", "started", "command"));
        names.forEach(name -> columns.add(WORDS.getOrDefault(name, name)));
        final Table table = new Table("Runs, and the machine each was on", columns);
        for (final RunFacts run : runs)
        {
            final List<String> cells = new ArrayList<>(List.of(run.file(), run.startedShown(), run.command()));
            names.forEach(name -> cells.add(run.machine().getOrDefault(name, "not said")));
            table.row(false, cells);
        }
        return table;
    }

    private static Table probes(final List<LatencyRun> runs)
    {
        final Set<String> names = new LinkedHashSet<>();
        runs.stream().filter(run -> run.probe() != null).forEach(run -> names.addAll(run.probe().findings().keySet()));
        final List<String> columns = new ArrayList<>(List.of("run"));
        names.forEach(name -> columns.add('#' + WORDS.getOrDefault(name, name)));
        final Table table = new Table("What a spinning probe found before measuring", columns);
        for (final LatencyRun run : runs)
        {
            if (run.probe() != null)
            {
                final List<String> cells = new ArrayList<>(List.of(run.facts().file()));
                names.forEach(name -> cells.add(run.probe().findings().getOrDefault(name, "not said")));
                table.row(false, cells);
            }
        }
        return table;
    }
}
