package org.ringtape.simulator.vatic;

import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.PlaybackStart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Serves a recorded session, once: its greeting to everybody, its snapshots to whoever subscribes, its live events in
 * order. Replies and errors of the recording are skipped: the protocol makes its own. The time of an event is its
 * receive time or, without one, the latest window start or timestamp so far.
 */
public final class VaticRecordedSource extends VaticSource
{
    private static final long NANOS = 1_000_000_000L;
    private static final int EVENTS_PER_STEP = 256;

    private final Map<String, byte[]> snapshots = new LinkedHashMap<>();
    private final Map<String, byte[]> markSnapshots = new HashMap<>();
    private final Map<String, VaticTarget> truths = new HashMap<>();
    private final Set<VaticTarget> heard = new LinkedHashSet<>();
    private final Set<String> assets = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final double speed;
    private final PlaybackStart startRule;
    private byte[] connected;
    private long skipped;
    private boolean called;
    private boolean playing;
    private long beganNs;
    private int next;

    /**
     * A live event; {@code interval} is null for mark prices, {@code target} for anything but a window opening, all but
     * time and bytes for a frame that cannot be read.
     */
    private record Entry(
        long timeNs, String asset, VaticInterval interval, VaticTarget target, byte[] bytes, Map<String, Object> event)
    {
    }

    private VaticRecordedSource(final Builder settings)
    {
        this.speed = settings.speed;
        this.startRule = settings.startRule;
        for (final RecordedFrame frame : settings.file.frames())
        {
            final Optional<Map<String, Object>> event = event(frame.bytes());
            if (event.isPresent() && take(frame, event.get()))
            {
                continue;
            }
            if (settings.unreadable.test(frame))
            {
                add(frame, null, null, null, null, Long.MIN_VALUE);
            }
            else
            {
                skipped++;
            }
        }
        if (connected == null)
        {
            connected = JsonWriter.compact(VaticEvents.connected(assets)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param file one event a line. */
    public static Builder builder(final FrameFile file)
    {
        return new Builder(file);
    }

    /** Plays from now on, even while nobody listens. Any thread. */
    public synchronized void begin()
    {
        called = true;
    }

    /** @return completed when the last event was offered to all connections. */
    public CompletableFuture<Void> playbackFinished()
    {
        return finished;
    }

    /** @return whether the last event was offered to all connections. */
    public boolean allServed()
    {
        return finished.isDone();
    }

    /** @return live events of the recording. */
    public int eventCount()
    {
        return entries.size();
    }

    /** @return lines of the recording that are replies, errors, or nothing this venue says. */
    public long linesSkipped()
    {
        return skipped;
    }

    @Override
    public synchronized Optional<VaticTarget> truth(
        final String asset, final VaticInterval interval, final long startSeconds)
    {
        return Optional.ofNullable(truths.get(key(asset, interval) + startSeconds));
    }

    @Override
    byte[] connected()
    {
        return connected;
    }

    @Override
    Set<String> assets()
    {
        return assets;
    }

    @Override
    void start(final long nowNs)
    {
        if (entries.isEmpty())
        {
            finished.complete(null);
        }
    }

    @Override
    List<byte[]> snapshots(final String asset, final Collection<VaticInterval> intervals, final long nowNs)
    {
        return intervals.stream().map(interval -> snapshots.get(key(asset, interval)))
            .filter(snapshot -> snapshot != null).toList();
    }

    @Override
    Optional<byte[]> markSnapshot(final String asset, final long nowNs)
    {
        return Optional.ofNullable(markSnapshots.get(asset));
    }

    @Override
    synchronized boolean isAvailable(final VaticTarget target, final long nowNs)
    {
        return heard.contains(target);
    }

    @Override
    synchronized int advance(final long nowNs, final boolean listened, final Output output)
    {
        if (!playing && next < entries.size() && (called || listened && startRule != PlaybackStart.ON_CALL))
        {
            playing = true;
            beganNs = nowNs;
        }
        int played = 0;
        for (; playing && (listened || called) && played < EVENTS_PER_STEP && next < entries.size() && isDue(nowNs);
            played++)
        {
            play(entries.get(next++), output);
        }
        if (playing && next == entries.size())
        {
            playing = false;
            finished.complete(null);
        }
        return played;
    }

    private boolean isDue(final long nowNs)
    {
        final long timeNs = entries.get(next).timeNs();
        return speed == 0 || timeNs == Long.MIN_VALUE || (nowNs - beganNs) * speed >= timeNs - firstTimeNs();
    }

    private long firstTimeNs()
    {
        return entries.stream().mapToLong(Entry::timeNs).filter(timeNs -> timeNs != Long.MIN_VALUE).findFirst()
            .orElse(0);
    }

    private void play(final Entry entry, final Output output)
    {
        if (entry.target() != null)
        {
            heard.add(entry.target());
            output.onWindow(entry.target(), entry.bytes(), entry.event());
        }
        else if (entry.asset() == null)
        {
            output.onUnreadable(entry.bytes());
        }
        else
        {
            output.onEvent(entry.asset(), entry.interval(), entry.bytes(), entry.event());
        }
    }

    /** @return false if the line is no event to serve. */
    private boolean take(final RecordedFrame frame, final Map<String, Object> event)
    {
        final String name = String.valueOf(event.get("event"));
        final String asset = String.valueOf(event.get("asset"));
        final boolean snapshot = Boolean.TRUE.equals(event.get("snapshot"));
        final Optional<VaticInterval> interval = VaticInterval.named(event.get("marketType"));
        switch (name)
        {
            case "connected":
                connected = frame.bytes();
                ((List<?>)event.getOrDefault("supportedAssets", List.of()))
                    .forEach(one -> assets.add(String.valueOf(one)));
                return true;
            case VaticInferred.MARK_CHANNEL:
                if (snapshot)
                {
                    markSnapshots.put(asset, frame.bytes());
                    return true;
                }
                return add(frame, event, asset, null, null, number(event, "timestamp") * 1_000_000);
            case "window_open":
            case "window_open_error":
                return interval.isPresent() && takeWindow(frame, event, asset, interval.get(), snapshot);
            default:
                return false;
        }
    }

    private boolean takeWindow(
        final RecordedFrame frame,
        final Map<String, Object> event,
        final String asset,
        final VaticInterval interval,
        final boolean snapshot)
    {
        final long start = number(event, "windowStart");
        VaticTarget target = null;
        if (event.get("price") instanceof JsonNumber price)
        {
            target = new VaticTarget(asset, interval, start, price.value(), String.valueOf(event.get("source")));
            truths.putIfAbsent(key(asset, interval) + start, target);
        }
        if (snapshot)
        {
            snapshots.putIfAbsent(key(asset, interval), frame.bytes());
            heard.add(target);
            return true;
        }
        return add(frame, event, asset, interval, target, start * NANOS);
    }

    private boolean add(
        final RecordedFrame frame,
        final Map<String, Object> event,
        final String asset,
        final VaticInterval interval,
        final VaticTarget target,
        final long timeNs)
    {
        if (asset != null)
        {
            assets.add(asset);
        }
        final long lastNs = entries.isEmpty() ? Long.MIN_VALUE : entries.get(entries.size() - 1).timeNs();
        entries.add(new Entry(Math.max(lastNs, frame.isTimed() ? frame.timeNs() : timeNs), asset, interval, target,
            frame.bytes(), event));
        return true;
    }

    private static String key(final String asset, final VaticInterval interval)
    {
        return asset + ' ' + interval.label() + ' ';
    }

    private static long number(final Map<String, Object> event, final String name)
    {
        return event.get(name) instanceof JsonNumber number ? number.longValue() : 0;
    }

    private static Optional<Map<String, Object>> event(final byte[] line)
    {
        try
        {
            if (!(JsonReader.read(line) instanceof Map<?, ?> members))
            {
                return Optional.empty();
            }
            final Map<String, Object> event = new LinkedHashMap<>();
            members.forEach((key, value) -> event.put((String)key, value));
            return Optional.of(event);
        }
        catch (final JsonSyntaxException e)
        {
            return Optional.empty();
        }
    }

    /** Settings of a recorded session. Not thread-safe. */
    public static final class Builder
    {
        private final FrameFile file;
        private double speed;
        private PlaybackStart startRule = PlaybackStart.FIRST_SUBSCRIPTION;
        private Predicate<RecordedFrame> unreadable = frame -> false;

        private Builder(final FrameFile file)
        {
            this.file = file;
        }

        /** @param factor of the recorded pace; 0 (default): as fast as receivers read. */
        public Builder speed(final double factor)
        {
            speed = factor;
            return this;
        }

        /** @param rule when to begin: at the first subscription (default) or on call. */
        public Builder startWhen(final PlaybackStart rule)
        {
            if (rule == PlaybackStart.EVERYTHING_SUBSCRIBED)
            {
                throw new IllegalArgumentException("a session has no list of everything; use ON_CALL");
            }
            startRule = rule;
            return this;
        }

        /** @param frames that are no event and are to be sent all the same (default: none). */
        public Builder alsoUnreadable(final Predicate<RecordedFrame> frames)
        {
            unreadable = frames;
            return this;
        }

        /** @return the source, not playing yet. */
        public VaticRecordedSource build()
        {
            return new VaticRecordedSource(this);
        }
    }
}
