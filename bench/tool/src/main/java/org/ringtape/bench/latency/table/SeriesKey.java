package org.ringtape.bench.latency.table;

import org.ringtape.bench.latency.source.VenueMix;

/**
 * Which series.
 *
 * @param name          of the pipeline, {@link #RINGTAPE} or {@link #NAIVE}
 * @param path          {@link #MEMORY} or {@link #SOCKET}
 * @param venues        whose frames
 * @param ratePerSecond planned, on average
 * @param burst         times the average inside a burst, 1 without bursts
 */
public record SeriesKey(String name, String path, VenueMix venues, long ratePerSecond, int burst)
{
    /** This library. */
    public static final String RINGTAPE = "ringtape";
    /** The baseline. */
    public static final String NAIVE = "naive";
    /** Payloads handed over by the sender's thread. */
    public static final String MEMORY = "memory";
    /** WebSockets on loopback. */
    public static final String SOCKET = "socket";

    /** The same plan through the other pipeline. */
    SeriesKey of(final String otherName)
    {
        return new SeriesKey(otherName, path, venues, ratePerSecond, burst);
    }

    /** Name of the series' files and, in them, of its interval histograms. */
    public String label()
    {
        return name + "-" + path + "-" + venues.label() + "-" + ratePerSecond + (burst > 1 ? "-x" + burst : "");
    }
}
