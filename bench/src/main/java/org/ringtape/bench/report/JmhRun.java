package org.ringtape.bench.report;

import java.util.List;

/** One file of {@code scripts/bench}. */
record JmhRun(RunFacts facts, List<JmhResult> results)
{
}
