package org.ringtape.bench.latency;

import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.latency.table.SeriesKey;

import java.util.List;

/**
 * What to measure.
 *
 * @param rates         frames a second, each a series
 * @param seconds       planned length of a series, without its warm-up
 * @param warmUpSeconds planned length of what comes before and does not count
 * @param probeSeconds  that the machine is probed
 * @param venues        whose frames, each a sweep
 * @param paths         {@link SeriesKey#MEMORY}, {@link SeriesKey#SOCKET}
 * @param names         {@link SeriesKey#RINGTAPE}, {@link SeriesKey#NAIVE}
 * @param bursts        whether each series is run again in bursts
 * @param mostBytes     of frames prepared for a series
 * @param seed          of the frames
 */
public record HarnessSettings(
    List<Long> rates,
    double seconds,
    double warmUpSeconds,
    double probeSeconds,
    List<VenueMix> venues,
    List<String> paths,
    List<String> names,
    boolean bursts,
    long mostBytes,
    long seed)
{
    /** Bytes of frames that are prepared at most, if the heap is large. */
    public static final long MOST_BYTES = 512L * 1024 * 1024;
}
