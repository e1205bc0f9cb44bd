package org.ringtape.bench.report;

import org.ringtape.bench.report.page.AllocationSection;
import org.ringtape.bench.report.page.ChangeSection;
import org.ringtape.bench.report.page.ChoiceSection;
import org.ringtape.bench.report.page.CostSection;
import org.ringtape.bench.report.page.ExclusionSection;
import org.ringtape.bench.report.page.LatencySection;
import org.ringtape.bench.report.page.MachineSection;
import org.ringtape.bench.report.page.Page;
import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.JmhRun;
import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;
import org.ringtape.bench.report.read.Results;
import org.ringtape.bench.report.read.RunFacts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole page, in the order in which it is read. */
final class Report
{
    private Report()
    {
    }

    static Page of(final Results results)
    {
        final List<BenchmarkClass> classes = BenchmarkClass.of(results.benchmarks());
        final List<LatencyRun> newest = LatencyRuns.newest(results.latencies(), run -> !run.series().isEmpty());
        final Page page = new Page();
        CostSection.write(page, classes);
        LatencySection.write(page, newest);
        AllocationSection.write(page, classes, newest);
        ChoiceSection.write(page, results.latencies());
        ChangeSection.write(page, classes, newest, results);
        ExclusionSection.write(page, newest);
        MachineSection.write(page, results);
        return page;
    }

    /** From what the page is made, in one sentence. */
    static String made(final Results results)
    {
        final String jdks = Stream.concat(results.benchmarks().stream().map(JmhRun::facts),
            results.latencies().stream().map(LatencyRun::facts)).map(RunFacts::jdk).distinct().sorted()
            .collect(Collectors.joining(" and "));
        return "Made by scripts/report from " + results.benchmarks().size() + " benchmark run(s) and " +
            results.latencies().size() + " latency run(s)" + (jdks.isEmpty() ? "" : " on JDK " + jdks) +
            ". The figures hold for the machines named at the end and for no other; what was not measured is marked " +
            "as missing.";
    }
}
