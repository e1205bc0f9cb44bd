package org.ringtape.bench.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts REST depth bodies that were stored apart back among the frames: right after the first depthUpdate of their
 * symbol whose {@code u} reaches their {@code lastUpdateId}.
 *
 * <p>Why there: at that place a client has received every diff that the body already contains and exactly one diff that
 * bridges it, so the documented way (buffer, then snapshot, then bridge) is what gets exercised, at any speed. Earlier,
 * the client would bridge on a later frame; later, nothing would change but the length of its buffer. A body newer than
 * every diff goes to the end; a body whose symbol is unknown belongs to the first symbol whose diffs it fits.
 */
final class RestDepthPlacement
{
    private RestDepthPlacement()
    {
    }

    static List<RecordedFrame> place(
        final List<RecordedFrame> frames, final List<RecordedFrame> bodies, final String bodiesFile)
    {
        final List<Optional<Map<?, ?>>> diffs = frames.stream().map(f -> DepthText.depthUpdate(f.bytes())).toList();
        final TreeMap<Integer, List<RecordedFrame>> placed = new TreeMap<>();
        for (final RecordedFrame body : bodies)
        {
            final long lastUpdateId = DepthText.restBody(body.bytes())
                .map(members -> DepthText.number(members, "lastUpdateId"))
                .filter(id -> id != Long.MIN_VALUE)
                .orElseThrow(() -> new FrameFileException(bodiesFile, body.lineNumber(), "lastUpdateId is no integer"));
            final int index = place(diffs, body.symbol(), lastUpdateId);
            placed.computeIfAbsent(index, k -> new ArrayList<>()).add(named(body, diffs.get(index)));
        }
        final List<RecordedFrame> merged = new ArrayList<>(frames.size() + bodies.size());
        for (int i = 0; i < frames.size(); i++)
        {
            merged.add(frames.get(i));
            for (final RecordedFrame body : placed.getOrDefault(i, List.of()))
            {
                // The place is in the order of frames, so the body takes their time, not the time of another clock.
                merged.add(body.at(frames.get(i).timeNs()));
            }
        }
        return merged;
    }

    private static RecordedFrame named(final RecordedFrame body, final Optional<Map<?, ?>> diff)
    {
        final boolean known = !body.symbol().isEmpty();
        return known ? body : body.of(diff.map(d -> String.valueOf(d.get("s"))).orElse(""));
    }

    private static int place(final List<Optional<Map<?, ?>>> diffs, final String symbol, final long lastUpdateId)
    {
        for (int i = 0; i < diffs.size(); i++)
        {
            if (diffs.get(i).filter(diff -> reaches(diff, symbol, lastUpdateId)).isPresent())
            {
                return i;
            }
        }
        return diffs.size() - 1;
    }

    private static boolean reaches(final Map<?, ?> diff, final String symbol, final long lastUpdateId)
    {
        return (symbol.isEmpty() || symbol.equals(diff.get("s"))) && DepthText.number(diff, "u") >= lastUpdateId;
    }
}
