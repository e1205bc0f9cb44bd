package org.ringtape.simulator.market;

import org.ringtape.simulator.binance.DepthAnswer;
import org.ringtape.simulator.binance.DepthRequest;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.net.BodyStop;

import java.time.Duration;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a recording to whoever subscribed, and knows the true book of what it played.
 *
 * <p>Playback starts with the first subscription to one of its streams (or when all required streams are subscribed),
 * pauses while nobody can receive, and goes on where it stopped. The recorded REST body of a symbol is the first answer
 * to a depth request for it: a request waits until playback reaches the body's place, playback waits there until the
 * body was sent. If no one receives the symbol's diffs, playback passes the body. Every other answer is the true book
 * of its moment, with {@code lastUpdateId} = {@code u} of the last diff played; with {@link Builder#knownBooksOnly} it
 * is 503 where the recording does not tell that book: without a body, or behind a hole in the chain of diffs.
 *
 * <p>With {@link Builder#recordedBodiesOnly} every recorded body is such a place, and there are no other answers.
 */
public final class RecordedMarket extends MarketSource
{
    /** How long a client that has a body and all that joins it may need to be live; else it has no use for it. */
    private static final long USE_NS = 5_000_000_000L;
    /** How long a client may need to take in a body whose diffs are still to come, be it live with it or not. */
    private static final long LOOK_NS = 2_000_000_000L;
    /** How long playback waits at a body for a client that needs it and does not ask. */
    private static final long PATIENCE_NS = 120_000_000_000L;
    /** How long requests for later bodies may keep a client from asking for the one that playback waits at. */
    private static final long BLOCKED_NS = 1_000_000_000L;
    private static final long POLL_MS = 5;
    private static final Pattern HEAD = Pattern.compile("\\s*\\{\\s*\"stream\"\\s*:\\s*\"([^\"\\\\]+)\"");

    private final List<RecordedEntry> entries = new ArrayList<>();
    private final List<MarketFrame> frames = new ArrayList<>();
    private final Map<String, RecordedBook> books = new LinkedHashMap<>();
    private final Set<VenueStream> streams = new LinkedHashSet<>();
    private final double speed;
    private final Set<String> requiredStreams;
    private final int gapOnReconnect;
    private final boolean fullDepth;
    private final boolean knownOnly;
    private final long holdNs;
    private final LongSupplier nanoTime;
    /** Null where the true book answers too. */
    private final Predicate<String> needsBody;
    private final Predicate<RecordedFrame> unreadable;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Object lock = new Object();
    private Set<String> subscribed = Set.of();
    private BodyStop waiting;
    private volatile boolean playing;
    private volatile boolean closed;
    private volatile int position;
    private volatile boolean interrupted;
    private long framesPlayed;
    private long framesSkipped;
    private Thread player;
    private long baseNs;
    private long baseTimeNs = RecordedFrame.NO_TIME;

    private RecordedMarket(final Builder settings)
    {
        this.speed = settings.speed;
        this.requiredStreams = Set.copyOf(settings.requiredStreams);
        this.gapOnReconnect = settings.gapOnReconnect;
        this.fullDepth = settings.fullDepthSnapshots;
        this.knownOnly = settings.knownBooksOnly;
        this.holdNs = settings.hold.toNanos();
        this.nanoTime = settings.nanoTime;
        this.needsBody = settings.needsBody;
        this.unreadable = settings.unreadable;
        load(settings.file);
    }

    /** @param file what to play */
    public static Builder builder(final FrameFile file)
    {
        return new Builder(file);
    }

    @Override
    public Set<String> symbols()
    {
        return Set.copyOf(books.keySet());
    }

    @Override
    public Set<String> streams()
    {
        final Set<String> names = new LinkedHashSet<>();
        streams.forEach(stream -> names.add(stream.name()));
        return names;
    }

    @Override
    public Optional<TrueBook> trueBook(final String symbol)
    {
        synchronized (lock)
        {
            return Optional.ofNullable(books.get(symbol)).map(book -> book.at(position));
        }
    }

    /** @return completed when the last frame was queued to its receivers; exceptionally if the market was closed. */
    public CompletableFuture<Void> playbackFinished()
    {
        return finished;
    }

    /** @return frames played so far; skipped ones are not among them. */
    public long framesSent()
    {
        synchronized (lock)
        {
            return framesPlayed;
        }
    }

    /** @return frames lost in reconnect gaps so far. */
    public long framesSkipped()
    {
        synchronized (lock)
        {
            return framesSkipped;
        }
    }

    @Override
    public void close()
    {
        closed = true;
        synchronized (lock)
        {
            lock.notifyAll();
        }
        if (player != null)
        {
            LockSupport.unpark(player);
        }
        finished.completeExceptionally(new IllegalStateException("the market was closed"));
    }

    @Override
    public void start(final MarketOutput output)
    {
        player = new Thread(() -> play(output), "simulator-market");
        player.setDaemon(true);
        player.start();
    }

    @Override
    public void onSubscriptions(final Set<String> names)
    {
        synchronized (lock)
        {
            subscribed = names;
            final boolean now = requiredStreams.isEmpty() ?
                streams.stream().anyMatch(stream -> !stream.deliveredAs(names).isEmpty()) :
                names.containsAll(requiredStreams);
            interrupted |= playing && !now;
            playing = now;
            lock.notifyAll();
        }
    }

    @Override
    public Optional<DepthAnswer> depth(final DepthRequest request) throws InterruptedException
    {
        synchronized (lock)
        {
            final RecordedBook book = books.get(request.symbol());
            if (request.stale())
            {
                return Optional.of(DepthAnswer.of(request.dialect().body(book.stale(), request.limit())));
            }
            final BodyStop stop = book.nextStop();
            if (stop != null && (needsBody != null || !stop.isTaken()))
            {
                if (!awaitReached(stop))
                {
                    return Optional.empty();
                }
                if (needsBody != null ? !stop.isPassed() : !stop.isTaken())
                {
                    stop.take();
                    return Optional.of(new DepthAnswer(stop.bytes(), () -> settle(stop)));
                }
            }
            if (needsBody != null || knownOnly && !book.isKnownAt(position))
            {
                return Optional.empty();
            }
            final int levels = fullDepth ? Integer.MAX_VALUE : request.limit();
            return Optional.of(DepthAnswer.of(request.dialect().body(book.at(position), levels)));
        }
    }

    private boolean awaitReached(final BodyStop stop) throws InterruptedException
    {
        final long deadlineNs = nanoTime.getAsLong() + holdNs;
        while (!stop.isReached() && !closed)
        {
            final long leftNs = deadlineNs - nanoTime.getAsLong();
            if (leftNs <= 0 || isBlocking(stop))
            {
                return false;
            }
            lock.wait(Math.min(leftNs, BLOCKED_NS) / 1_000_000 + 1);
        }
        return !closed;
    }

    /** A client has a few requests at a time: those held here must not keep it from the one that all wait for. */
    private boolean isBlocking(final BodyStop held)
    {
        return waiting != null && waiting != held && !waiting.isTaken() &&
            nanoTime.getAsLong() - waiting.reachedNs() > BLOCKED_NS;
    }

    private void settle(final BodyStop stop)
    {
        synchronized (lock)
        {
            stop.settle(nanoTime.getAsLong());
            lock.notifyAll();
        }
    }

    /** @return whether a client that got a body may still be at work on it, so that its book is about to be live. */
    public boolean isBodyAtWork()
    {
        synchronized (lock)
        {
            final long nowNs = nanoTime.getAsLong();
            return books.values().stream().flatMap(book -> book.stops().stream())
                .anyMatch(stop -> stop.isAtWork(nowNs, USE_NS));
        }
    }

    private void play(final MarketOutput output)
    {
        try
        {
            while (awaitTurn(output) && position < entries.size())
            {
                final MarketFrame frame = frames.get(position);
                if (frame == null)
                {
                    advance(false);
                }
                else if (pace(entries.get(position).recorded().timeNs()))
                {
                    // Counted first: whoever has the frame must find it counted and in the true book.
                    advance(true);
                    output.publish(frame);
                }
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        output.flush();
        if (!closed)
        {
            finished.complete(null);
        }
    }

    /** Waits until somebody can receive and no recorded body stands in the way. @return false if the market closed. */
    private boolean awaitTurn(final MarketOutput output) throws InterruptedException
    {
        if (position == entries.size() || playing && !interrupted && !entries.get(position).isBody())
        {
            return !closed;
        }
        // A frame that a fault holds back must not wait with the body: the client may need it to ask for the body.
        output.flush();
        synchronized (lock)
        {
            while (!closed)
            {
                skipGap();
                waiting = playing && position < entries.size() ? stopHere() : null;
                if (playing && waiting == null)
                {
                    return true;
                }
                if (waiting != null)
                {
                    waiting.reach(nanoTime.getAsLong());
                    lock.notifyAll();
                }
                baseTimeNs = RecordedFrame.NO_TIME;
                lock.wait(waiting != null && needsBody != null ? POLL_MS : 0);
            }
            return false;
        }
    }

    private BodyStop stopHere()
    {
        final RecordedEntry entry = entries.get(position);
        final RecordedBook book = entry.isBody() ? books.get(entry.symbol()) : null;
        final BodyStop stop = book == null ? null : book.stopAt(position);
        if (stop == null || stop.isPassed())
        {
            return null;
        }
        if (mayPass(stop))
        {
            stop.pass();
            lock.notifyAll();
            return null;
        }
        return stop;
    }

    private boolean mayPass(final BodyStop stop)
    {
        final boolean wanted = streams.stream().anyMatch(stream -> stream.isDiffDepth() &&
            stream.symbol().equals(stop.symbol()) && !stream.deliveredAs(subscribed).isEmpty());
        if (!wanted && !stop.isTaken())
        {
            return true;
        }
        if (needsBody == null)
        {
            return stop.isSettled();
        }
        final long nowNs = nanoTime.getAsLong();
        if (!needsBody.test(stop.symbol()) || stop.isBridged() && stop.isSettled() && nowNs - stop.settledNs() > USE_NS)
        {
            stop.use();
            return true;
        }
        return stop.isSettled() ? !stop.isBridged() && nowNs - stop.settledNs() > LOOK_NS :
            stop.isReached() && nowNs - stop.reachedNs() > PATIENCE_NS;
    }

    /** After a disconnect, loses frames as a venue does: they happened, but nobody heard of them. */
    private void skipGap()
    {
        if (!interrupted || !playing)
        {
            return;
        }
        interrupted = false;
        int left = gapOnReconnect;
        while (left > 0 && position < entries.size() && stopHere() == null)
        {
            if (frames.get(position) != null)
            {
                framesSkipped++;
                left--;
            }
            position++;
        }
        baseTimeNs = RecordedFrame.NO_TIME;
    }

    private void advance(final boolean played)
    {
        synchronized (lock)
        {
            framesPlayed += played ? 1 : 0;
            position++;
        }
    }

    /** Waits for the frame's time. @return false if playback was interrupted meanwhile. */
    private boolean pace(final long timeNs)
    {
        if (speed <= 0 || timeNs == RecordedFrame.NO_TIME)
        {
            return true;
        }
        if (baseTimeNs == RecordedFrame.NO_TIME)
        {
            baseTimeNs = timeNs;
            baseNs = nanoTime.getAsLong();
        }
        final long dueNs = baseNs + (long)((timeNs - baseTimeNs) / speed);
        for (long left = dueNs - nanoTime.getAsLong(); left > 0; left = dueNs - nanoTime.getAsLong())
        {
            if (closed || !playing)
            {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, 2_000_000));
        }
        return true;
    }

    private void load(final FrameFile file)
    {
        final Map<String, VenueStream> known = new HashMap<>();
        file.frames().forEach(recorded -> entries.add(RecordedEntry.of(recorded)));
        for (int i = 0; i < entries.size(); i++)
        {
            final RecordedEntry entry = entries.get(i);
            if (entry.isBody() && !entry.symbol().isEmpty())
            {
                books.computeIfAbsent(entry.symbol(), RecordedBook::new).addBody(entry, i);
            }
            else if (entry.isDiff())
            {
                books.computeIfAbsent(entry.symbol(), RecordedBook::new).addDiff(entry, i);
            }
            frames.add(entry.isBody() || entry.stream().isEmpty() ? null : frame(entry, known));
        }
        if (needsBody == null)
        {
            books.values().forEach(RecordedBook::keepFirstBodyOnly);
        }
        placeUnreadable();
    }

    /**
     * A frame that cannot be read goes where its head says; if it says nothing, to whom the diffs before it went, or
     * else any frame: it came over some connection.
     */
    private void placeUnreadable()
    {
        VenueStream near = frames.stream().filter(frame -> frame != null && frame.isDiff()).findFirst()
            .or(() -> frames.stream().filter(frame -> frame != null).findFirst())
            .map(MarketFrame::stream).orElse(null);
        for (int i = 0; i < frames.size() && near != null; i++)
        {
            final RecordedEntry entry = entries.get(i);
            if (frames.get(i) != null)
            {
                near = frames.get(i).isDiff() || !near.isDiffDepth() ? frames.get(i).stream() : near;
            }
            else if (!entry.isBody() && unreadable.test(entry.recorded()))
            {
                frames.set(i, MarketFrame.unreadable(named(entry.recorded()).orElse(near), entry.recorded().bytes()));
            }
        }
    }

    private Optional<VenueStream> named(final RecordedFrame frame)
    {
        final Matcher head = HEAD.matcher(frame.text());
        return head.lookingAt() ?
            streams.stream().filter(stream -> stream.name().equals(head.group(1))).findFirst() : Optional.empty();
    }

    private MarketFrame frame(final RecordedEntry entry, final Map<String, VenueStream> known)
    {
        final VenueStream stream = known.computeIfAbsent(entry.stream() + " " + entry.symbol(),
            key -> new VenueStream(entry.stream(), entry.symbol()));
        streams.add(stream);
        return MarketFrame.of(stream, entry.isDiff() ? entry.last() : MarketFrame.NO_UPDATE_ID, entry.payload(),
            entry.enveloped() ? entry.recorded().bytes() : null);
    }

    /** Settings of a recorded market. Not thread-safe. */
    public static final class Builder
    {
        private final FrameFile file;
        private double speed;
        private Collection<String> requiredStreams = List.of();
        private int gapOnReconnect;
        private boolean fullDepthSnapshots;
        private boolean knownBooksOnly;
        private Duration hold = Duration.ofSeconds(10);
        private LongSupplier nanoTime = System::nanoTime;
        private Predicate<String> needsBody;
        private Predicate<RecordedFrame> unreadable = frame -> false;

        private Builder(final FrameFile file)
        {
            this.file = file;
        }

        /** @param factor of the recorded pace; 0 (default) or a recording without times: as fast as receivers read. */
        public Builder speed(final double factor)
        {
            speed = factor;
            return this;
        }

        /** @param names streams that must all be subscribed before anything is played (default: any one). */
        public Builder startWhenSubscribed(final Collection<String> names)
        {
            requiredStreams = List.copyOf(names);
            return this;
        }

        /** @param count frames lost after each time that nobody could receive (default 0). */
        public Builder gapOnReconnect(final int count)
        {
            gapOnReconnect = count;
            return this;
        }

        /** @param all whether answers from the true book hold all levels, whatever the request's limit. */
        public Builder fullDepthSnapshots(final boolean all)
        {
            fullDepthSnapshots = all;
            return this;
        }

        /** Answers no depth request with a book that the recording does not tell (default: as if it began empty). */
        public Builder knownBooksOnly()
        {
            knownBooksOnly = true;
            return this;
        }

        /** @param timeout after which a held depth request is answered 503 (default 10 s). */
        public Builder holdSnapshots(final Duration timeout)
        {
            hold = timeout;
            return this;
        }

        /**
         * Serves the recorded bodies, each at its place, and no others: for a client whose books are to be what the
         * recording allows. Playback passes a body that the client does not need.
         *
         * @param needed whether the client may need a body of a symbol, having handled all that was sent; any thread
         */
        public Builder recordedBodiesOnly(final Predicate<String> needed)
        {
            needsBody = needed;
            return this;
        }

        /** @param frames that belong to no stream and are to be sent all the same (default: none). */
        public Builder alsoUnreadable(final Predicate<RecordedFrame> frames)
        {
            unreadable = frames;
            return this;
        }

        /** @param monotonicNanoseconds clock that paces playback. */
        public Builder nanoTime(final LongSupplier monotonicNanoseconds)
        {
            nanoTime = monotonicNanoseconds;
            return this;
        }

        /** @return the market, not playing yet. */
        public RecordedMarket build()
        {
            return new RecordedMarket(this);
        }
    }
}
