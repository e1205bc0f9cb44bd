package org.ringtape.simulator.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** What a depthUpdate says of its place in the stream; null in lists stands for other frames. */
    private record Diff(String symbol, long previous, long last)
    {
        static Diff of(final RecordedFrame frame)
        {
            return DepthText.depthUpdate(frame.bytes()).map(Diff::of).orElse(null);
        }

        /** Spot diffs have no {@code pu}; there {@code U} is the last {@code u} of the stream plus one. */
        private static Diff of(final Map<?, ?> event)
        {
            return new Diff(
                event.get("s") instanceof String symbol ? symbol : "",
                event.containsKey("pu") ? DepthText.number(event, "pu") : DepthText.number(event, "U") - 1,
                DepthText.number(event, "u"));
        }
    }

    static List<RecordedFrame> place(
        final List<RecordedFrame> frames, final List<RecordedFrame> bodies, final String bodiesFile)
    {
        final List<Diff> diffs = diffs(frames);
        final TreeMap<Integer, List<RecordedFrame>> placed = new TreeMap<>();
        for (final RecordedFrame body : bodies)
        {
            if (lastUpdateId(body) == Long.MIN_VALUE)
            {
                throw new FrameFileException(bodiesFile, body.lineNumber(), "lastUpdateId is no integer");
            }
            final int index = place(diffs, body.symbol(), lastUpdateId(body));
            final Diff diff = diffs.get(index);
            final boolean isNamed = !body.symbol().isEmpty() || diff == null;
            placed.computeIfAbsent(index, k -> new ArrayList<>()).add(isNamed ? body : body.of(diff.symbol()));
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

    private static int place(final List<Diff> diffs, final String symbol, final long lastUpdateId)
    {
        for (int i = 0; i < diffs.size(); i++)
        {
            final Diff diff = diffs.get(i);
            if (diff != null && (symbol.isEmpty() || symbol.equals(diff.symbol())) && diff.last() >= lastUpdateId)
            {
                return i;
            }
        }
        return diffs.size() - 1;
    }

    /**
     * @return the frames, bodies that name no symbol with that of the first diff that they bridge to; or of the only
     *         symbol that has diffs, since then there is no other
     */
    static List<RecordedFrame> named(final List<RecordedFrame> frames)
    {
        if (frames.stream().noneMatch(RestDepthPlacement::isUnnamed))
        {
            return frames;
        }
        final List<Diff> diffs = diffs(frames).stream()
            .filter(diff -> diff != null && !diff.symbol().isEmpty()).toList();
        final Set<String> symbols = diffs.stream().map(Diff::symbol).collect(Collectors.toSet());
        final Optional<String> only = symbols.size() == 1 ? symbols.stream().findFirst() : Optional.empty();
        return frames.stream()
            .map(frame -> isUnnamed(frame) ? frame.of(only.orElseGet(() -> bridged(diffs, frame))) : frame)
            .toList();
    }

    private static String bridged(final List<Diff> diffs, final RecordedFrame body)
    {
        final long id = lastUpdateId(body);
        return diffs.stream().filter(diff -> diff.previous() <= id && id <= diff.last()).map(Diff::symbol)
            .findFirst().orElse("");
    }

    private static boolean isUnnamed(final RecordedFrame frame)
    {
        return frame.kind() == FrameKind.REST_DEPTH && frame.symbol().isEmpty();
    }

    private static List<Diff> diffs(final List<RecordedFrame> frames)
    {
        final List<Diff> diffs = new ArrayList<>(frames.size());
        frames.forEach(frame -> diffs.add(Diff.of(frame)));
        return diffs;
    }

    private static long lastUpdateId(final RecordedFrame body)
    {
        return DepthText.restBody(body.bytes())
            .map(members -> DepthText.number(members, "lastUpdateId")).orElse(Long.MIN_VALUE);
    }
}
