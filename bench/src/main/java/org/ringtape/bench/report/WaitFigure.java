package org.ringtape.bench.report;

/**
 * One row of the table of wait strategies. Times in nanoseconds, {@code cpuPercent} of one core, negative if not told.
 */
record WaitFigure(String strategy, long ratePerSecond, double p50Ns, double p99Ns, double maxNs, double cpuPercent,
    double cores)
{
}
