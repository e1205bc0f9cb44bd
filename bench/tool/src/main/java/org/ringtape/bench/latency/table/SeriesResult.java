package org.ringtape.bench.latency.table;

import org.ringtape.bench.latency.source.PreparedFrames;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a series.
 *
 * @param key           which
 * @param stages        its latencies
 * @param planned       frames
 * @param sent          of those, before the series was over or cut off
 * @param received      of those, heard by the listener
 * @param dropped       of those, counted as dropped by the pipeline
 * @param withheld      of those, kept from the listener behind a gap that was noticed
 * @param booksEqual    whether all final books are the generator's
 * @param payloadBytes  a frame, on average
 * @param bytesPerFrame allocated while it ran, by all threads of the process, the harness and the warm-up included
 * @param problem       what is wrong with the result, in a sentence; empty if nothing is
 */
public record SeriesResult(
    SeriesKey key,
    List<StageFigures> stages,
    long planned,
    long sent,
    long received,
    long dropped,
    long withheld,
    boolean booksEqual,
    double payloadBytes,
    double bytesPerFrame,
    String problem)
{
    /** True if the pipeline could not keep up, so that the series was cut off: its latencies are lower bounds. */
    public boolean isSaturated()
    {
        return sent < planned && !stages.isEmpty();
    }

    /** True if the books are right and what did not arrive was counted. */
    public boolean isRight()
    {
        return booksEqual && problem.isEmpty() && received + dropped + withheld >= sent;
    }

    /** A series that could not be run, or broke off. */
    public static SeriesResult failed(final SeriesKey key, final PreparedFrames frames, final String problem)
    {
        return new SeriesResult(
            key, List.of(), frames.count(), 0, 0, 0, 0, false, frames.payloadBytes(), Double.NaN, problem);
    }

    /** The latencies of a stage, if it was measured. */
    public Optional<StageFigures> stage(final Stage stage)
    {
        return stages.stream().filter((figures) -> figures.stage() == stage).findFirst();
    }

    /** The books that differ, by name. */
    public static String difference(final Map<String, String> expected, final Map<String, String> actual)
    {
        return String.join(", ", expected.keySet().stream()
            .filter((book) -> !expected.get(book).equals(actual.get(book)))
            .map((book) -> book + (actual.containsKey(book) ? " differs" : " is not live"))
            .toList());
    }
}
