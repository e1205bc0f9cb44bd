package org.ringtape.bench.report;

/** One row of the table of receive paths; times in nanoseconds, the processor time in percent of one core. */
record ReceiveFigure(String receive, String tls, long ratePerSecond, double p50Ns, double p99Ns, double maxNs,
    double cpuPercent, double bytesPerFrame, double cores)
{
}
