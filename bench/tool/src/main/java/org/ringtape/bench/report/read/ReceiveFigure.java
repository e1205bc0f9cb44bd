package org.ringtape.bench.report.read;

/**
 * One row of the table of receive paths. Times in nanoseconds, {@code cpuPercent} of one core, negative if not told.
 */
public record ReceiveFigure(String receive, String tls, long ratePerSecond, double p50Ns, double p99Ns, double maxNs,
    double cpuPercent, double bytesPerFrame, double cores)
{
}
