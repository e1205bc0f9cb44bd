package org.ringtape.bench.report.read;

/**
 * One row of the table of wait strategies. Times in nanoseconds, {@code cpuPercent} of one core, negative if not told.
 */
public record WaitFigure(
    String strategy, long ratePerSecond, double p50Ns, double p99Ns, double maxNs, double cpuPercent, double cores)
{
}
