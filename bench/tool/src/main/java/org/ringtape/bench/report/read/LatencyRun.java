package org.ringtape.bench.report.read;

import java.nio.file.Path;
import java.util.List;

/**
 * One folder of {@code scripts/ringtape bench}.
 *
 * @param folder   that holds the interval histograms
 * @param probe    what was found out about the machine, {@code null} if the run did not look
 * @param complete whether it came to its own end
 * @param excluded what the figures do not contain, in words
 */
public record LatencyRun(RunFacts facts, Path folder, Probe probe, boolean complete, List<String> excluded,
    List<LatencySeries> series, List<WaitFigure> waits, List<ReceiveFigure> receives)
{
}
