package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.market.PlaybackStart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Serves recorded frames to those who subscribed to their series, once. Replies, errors and pongs of the recording are
 * skipped: the protocol makes its own. Points nobody subscribed to are not sent; a frame whose points are all wanted
 * goes out byte by byte. The time of a frame is its receive time or, without one, the latest timestamp of its points.
 */
public final class KiyotakaRecordedSource extends KiyotakaSource
{
    private static final int FRAMES_PER_STEP = 256;

    private final List<Entry> entries = new ArrayList<>();
    private final Set<KiyotakaSeries> series = new LinkedHashSet<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final double speed;
    private final PlaybackStart startRule;
    private final long skipped;
    private boolean called;
    private boolean playing;
    private long beganNs;
    private int next;
    private long sent;
    private long unwanted;

    /** A frame to play. */
    private record Entry(long timeNs, byte[] bytes, List<KiyotakaPoint> points, boolean unreadable)
    {
    }

    private KiyotakaRecordedSource(final Builder settings)
    {
        this.speed = settings.speed;
        this.startRule = settings.startRule;
        long lost = 0;
        long timeNs = Long.MIN_VALUE;
        for (final RecordedFrame frame : settings.file.frames())
        {
            final Optional<List<KiyotakaPoint>> points = points(frame);
            if (points.isEmpty())
            {
                if (settings.unreadable.test(frame))
                {
                    entries.add(new Entry(timeNs, frame.bytes(), List.of(), true));
                }
                else
                {
                    lost++;
                }
                continue;
            }
            timeNs = Math.max(timeNs, frame.isTimed() ? frame.timeNs() : latest(points.get()));
            entries.add(new Entry(timeNs, frame.bytes(), points.get(), false));
            points.get().forEach(point -> series.add(point.series()));
        }
        this.skipped = lost;
    }

    /** @param file one frame a line. */
    public static Builder builder(final FrameFile file)
    {
        return new Builder(file);
    }

    /** Plays from now on, even while nobody listens. Any thread. */
    public synchronized void begin()
    {
        called = true;
    }

    /** @return completed when the last frame was offered to all connections. */
    public CompletableFuture<Void> playbackFinished()
    {
        return finished;
    }

    /** @return whether the last frame was offered to all connections. */
    public boolean allServed()
    {
        return finished.isDone();
    }

    /** @return frames of the recording that carry data. */
    public int frameCount()
    {
        return entries.size();
    }

    /** @return data frames played so far that at least one connection got, whole or in part. */
    public synchronized long framesSent()
    {
        return sent;
    }

    /** @return data frames played so far that nobody had subscribed to. */
    public synchronized long framesUnwanted()
    {
        return unwanted;
    }

    /** @return lines of the recording that are no data: pongs, replies, errors, what is no JSON. */
    public long linesSkipped()
    {
        return skipped;
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
    Optional<String> refusal(final KiyotakaChannel channel)
    {
        return series.stream().anyMatch(one -> channel.matches(one)) ? Optional.empty() :
            Optional.of("unknown symbol: " + channel.symbol());
    }

    @Override
    KiyotakaTap tap(final KiyotakaChannel channel)
    {
        return new KiyotakaTap(channel);
    }

    @Override
    List<Map<String, Object>> listing()
    {
        final Set<Map<String, Object>> listing = new LinkedHashSet<>();
        for (final KiyotakaSeries one : series)
        {
            final Map<String, Object> members = new LinkedHashMap<>();
            members.put("exchange", one.exchange());
            members.put("rawSymbol", one.symbol());
            members.put("coin", one.coin());
            listing.add(members);
        }
        return List.copyOf(listing);
    }

    @Override
    synchronized int advance(final long nowNs, final List<KiyotakaConnection> connections)
    {
        if (!playing)
        {
            playing = next < entries.size() && mayBegin(connections);
            beganNs = nowNs;
        }
        if (!called && connections.stream().allMatch(connection -> connection.taps().isEmpty()))
        {
            // Nobody listens, perhaps between two connections: the recording waits.
            return 0;
        }
        int played = 0;
        for (; playing && played < FRAMES_PER_STEP && next < entries.size() && isDue(nowNs); played++)
        {
            play(entries.get(next++), connections);
        }
        if (playing && next == entries.size())
        {
            playing = false;
            finished.complete(null);
        }
        return played;
    }

    private boolean mayBegin(final List<KiyotakaConnection> connections)
    {
        return called || switch (startRule)
        {
            case FIRST_SUBSCRIPTION -> connections.stream().anyMatch(connection -> !connection.taps().isEmpty());
            case EVERYTHING_SUBSCRIBED -> series.stream().allMatch(
                one -> connections.stream().anyMatch(connection -> connection.receives(one)));
            case ON_CALL -> false;
        };
    }

    private boolean isDue(final long nowNs)
    {
        return speed == 0 || entries.get(next).timeNs() == Long.MIN_VALUE ||
            (nowNs - beganNs) * speed >= entries.get(next).timeNs() - firstTimeNs();
    }

    private long firstTimeNs()
    {
        return entries.stream().mapToLong(Entry::timeNs).filter(timeNs -> timeNs != Long.MIN_VALUE).findFirst()
            .orElse(0);
    }

    private void play(final Entry entry, final List<KiyotakaConnection> connections)
    {
        boolean wanted = false;
        for (final KiyotakaConnection connection : entry.unreadable() ? sufferers(connections) : connections)
        {
            final List<KiyotakaPoint> points =
                entry.points().stream().filter(point -> connection.receives(point.series())).toList();
            if (!points.isEmpty() || entry.points().isEmpty() && !connection.taps().isEmpty())
            {
                wanted = true;
                connection.sendRecorded(points, points.size() == entry.points().size() ? entry.bytes() : null);
            }
        }
        sent += wanted ? 1 : 0;
        unwanted += wanted ? 0 : 1;
    }

    /** @return who gets what cannot be read: one connection, as it came over one, rather that of the books. */
    private List<KiyotakaConnection> sufferers(final List<KiyotakaConnection> connections)
    {
        final Predicate<KiyotakaConnection> carriesBooks = connection -> series.stream()
            .anyMatch(one -> one.type().isBook() && connection.receives(one));
        return connections.stream().filter(carriesBooks).findFirst()
            .or(() -> connections.stream().filter(connection -> !connection.taps().isEmpty()).findFirst())
            .stream().toList();
    }

    /** @return the points of a data frame, or empty if the line is none. Points of unknown series are left out. */
    private static Optional<List<KiyotakaPoint>> points(final RecordedFrame frame)
    {
        try
        {
            if (!(JsonReader.read(frame.bytes()) instanceof Map<?, ?> members) ||
                !(members.get("points") instanceof List<?> elements))
            {
                return Optional.empty();
            }
            final List<KiyotakaPoint> points = new ArrayList<>();
            for (final Object element : elements)
            {
                KiyotakaSeries.of(element).ifPresent(one -> points.add(new KiyotakaPoint(one, copy(element))));
            }
            return Optional.of(points);
        }
        catch (final JsonSyntaxException e)
        {
            return Optional.empty();
        }
    }

    private static Map<String, Object> copy(final Object point)
    {
        final Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>)point).forEach((key, value) -> members.put((String)key, value));
        return members;
    }

    private static long latest(final List<KiyotakaPoint> points)
    {
        return points.stream().mapToLong(
            point -> KiyotakaNumbers.timeNs(point.members(true).get(point.series().type().payload())))
            .max().orElse(Long.MIN_VALUE);
    }

    /** Settings of a recorded source. Not thread-safe. */
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

        /** @param rule when to begin (default: at the first subscription). */
        public Builder startWhen(final PlaybackStart rule)
        {
            startRule = rule;
            return this;
        }

        /** @param frames that carry no point and are to be sent all the same (default: none). */
        public Builder alsoUnreadable(final Predicate<RecordedFrame> frames)
        {
            unreadable = frames;
            return this;
        }

        /** @return the source, not playing yet. */
        public KiyotakaRecordedSource build()
        {
            return new KiyotakaRecordedSource(this);
        }
    }
}
