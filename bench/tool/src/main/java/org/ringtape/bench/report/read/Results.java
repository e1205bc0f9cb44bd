package org.ringtape.bench.report.read;

import java.util.List;

/**
 * Everything found in a folder of results, each list in the order of time.
 *
 * @param remarks what is there but incomplete, in words
 */
public record Results(List<JmhRun> benchmarks, List<LatencyRun> latencies, List<String> remarks)
{
}
