package org.ringtape.bench.report.read;

/**
 * One latency distribution of a run: pipeline, path, venues, rate, burst and stage. Times in nanoseconds; what the file
 * leaves out is not a number.
 *
 * @param saturated whether the pipeline could not keep up, so that its latencies are lower bounds
 * @param log       name of the file of interval histograms, {@code null} if none was written
 */
public record LatencySeries(
    String name, String path, String venues, long ratePerSecond, long burst, String stage, long count,
    double p50Ns, double p99Ns, double p999Ns, double p9999Ns, double maxNs, double negative,
    double planned, double sent, double received, double dropped, double withheld, boolean saturated,
    Boolean booksEqual, double bytesPerFrame, String log)
{
    static final String OURS = "ringtape";
    static final String TOTAL = "total";
    public static final String SEND_LAG = "send-lag";

    /** A latency in words, if there was any. */
    public String shown(final double ns)
    {
        return count == 0 ? "none" : Numbers.time(ns);
    }

    public boolean isOurs()
    {
        return OURS.equals(name);
    }

    public boolean isTotal()
    {
        return TOTAL.equals(stage);
    }

    /** Path and venues: what one chart shows. */
    public String setting()
    {
        return path + ", " + venues;
    }

    /** Rate and burst in words. */
    public String load()
    {
        return Numbers.grouped(ratePerSecond) + "/s" + (burst > 1 ? " in bursts of ×" + burst : "");
    }
}
