package org.ringtape.bench.report.read;

import java.util.List;

/** One file of {@code scripts/bench}. */
public record JmhRun(RunFacts facts, List<JmhResult> results)
{
}
