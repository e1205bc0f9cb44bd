package org.ringtape.bench.latency.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of the harness.
 *
 * @param started   when
 * @param command   that repeats it
 * @param machine   facts of it
 * @param probe     what it does to a thread that spins
 * @param cores     that the JVM sees
 * @param spinning  threads of the harness that spin all the time
 * @param pinned    whether threads are
 * @param verdicts  what it is unfit for, in sentences
 * @param excluded  what the figures do not hold, in sentences
 * @param series    results, in the order of running
 * @param tables    rows measured beside the series, by their name in {@code run.json}
 * @param complete  false if it was stopped early
 */
public record LatencyReport(
    Instant started,
    String command,
    Map<String, Object> machine,
    MachineProbe probe,
    int cores,
    int spinning,
    boolean pinned,
    List<String> verdicts,
    List<String> excluded,
    List<SeriesResult> series,
    Map<String, List<Map<String, Object>>> tables,
    boolean complete)
{
    /** True if all books were right and nothing was lost unnoticed. */
    public boolean holds()
    {
        return series.stream().allMatch(SeriesResult::isRight);
    }
}
