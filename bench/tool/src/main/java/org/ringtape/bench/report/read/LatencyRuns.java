package org.ringtape.bench.report.read;

import org.ringtape.bench.report.page.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Picks the runs of the harness that the page shows: the newest a JDK that holds what is asked for. */
public final class LatencyRuns
{
    public static final String COMMAND = "scripts/ringtape bench --save";

    private LatencyRuns()
    {
    }

    /** In the order of the JDKs. */
    public static List<LatencyRun> newest(final List<LatencyRun> runs, final Predicate<LatencyRun> wanted)
    {
        final Map<String, LatencyRun> byJdk = new TreeMap<>();
        runs.stream().filter(wanted).forEach(run -> byJdk.put(run.facts().jdk(), run));
        return List.copyOf(byJdk.values());
    }

    /** Puts what the run found out about its machine beside its figures. */
    public static void verdicts(final Page page, final LatencyRun run)
    {
        page.verdicts("About the machine of these figures:", verdicts(run));
    }

    public static List<String> verdicts(final LatencyRun run)
    {
        final List<String> verdicts = new ArrayList<>();
        if (run.probe() == null)
        {
            verdicts.add("it was not probed before this run, so its stalls are not known");
        }
        else
        {
            verdicts.addAll(run.probe().verdicts());
        }
        if (!run.complete())
        {
            verdicts.add("this run was stopped before its end");
        }
        return verdicts;
    }

    /** Where the figures of a run are from. */
    public static String source(final LatencyRun run)
    {
        return run.facts().file() + " (" + run.facts().machineShown() + ')';
    }

    /** Name of a chart of a run. */
    public static String id(final String what, final String setting, final LatencyRun run)
    {
        return what + '-' + setting + "-jdk" + run.facts().jdk();
    }
}
