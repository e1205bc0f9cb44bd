package org.ringtape.bench.report;

/** One row of the table of wait strategies; times in nanoseconds, the processor time in percent of one core. */
record WaitFigure(String strategy, long ratePerSecond, double p50Ns, double p99Ns, double maxNs, double cpuPercent,
    double cores)
{
}
