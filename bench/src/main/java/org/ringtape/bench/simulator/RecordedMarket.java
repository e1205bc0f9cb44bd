package org.ringtape.bench.simulator;

import org.ringtape.bench.frames.FrameFile;
import org.ringtape.bench.frames.RecordedFrame;

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

/**
 * Plays a recording to whoever subscribed, and knows the true book of what it played.
 *
 * <p>Playback starts with the first subscription to one of its streams (or when all required streams are subscribed),
 * pauses while nobody can receive, and goes on where it stopped. The recorded REST body of a symbol is the first answer
 * to a depth request for it: a request waits until playback reaches the body's place, playback waits there until the
 * body was sent. If no one receives the symbol's diffs, playback passes the body. Every other answer is the true book
 * of
 * its moment, with {@code lastUpdateId} = {@code u} of the last diff played.
 */
public final class RecordedMarket extends MarketSource
{
    private final List<RecordedEntry> entries = new ArrayList<>();
    private final List<MarketFrame> frames = new ArrayList<>();
    private final Map<String, RecordedBook> books = new LinkedHashMap<>();
    private final Set<VenueStream> streams = new LinkedHashSet<>();
    private final double speed;
    private final Set<String> requiredStreams;
    private final int gapOnReconnect;
    private final boolean fullDepth;
    private final long holdNs;
    private final LongSupplier nanoTime;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Object lock = new Object();
    private Set<String> subscribed = Set.of();
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
        this.holdNs = settings.hold.toNanos();
        this.nanoTime = settings.nanoTime;
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
    void start(final MarketOutput output)
    {
        player = new Thread(() -> play(output), "simulator-market");
        player.setDaemon(true);
        player.start();
    }

    @Override
    void onSubscriptions(final Set<String> names)
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
    Optional<DepthAnswer> depth(final DepthRequest request) throws InterruptedException
    {
        synchronized (lock)
        {
            final RecordedBook book = books.get(request.symbol());
            if (request.stale())
            {
                return Optional.of(DepthAnswer.of(request.dialect().body(book.stale(), request.limit())));
            }
            if (book.hasBody() && !book.taken)
            {
                if (!awaitReached(book))
                {
                    return Optional.empty();
                }
                if (!book.taken)
                {
                    book.taken = true;
                    return Optional.of(new DepthAnswer(book.bodyBytes(), () -> settle(book)));
                }
            }
            final int levels = fullDepth ? Integer.MAX_VALUE : request.limit();
            return Optional.of(DepthAnswer.of(request.dialect().body(book.at(position), levels)));
        }
    }

    private boolean awaitReached(final RecordedBook book) throws InterruptedException
    {
        final long deadlineNs = nanoTime.getAsLong() + holdNs;
        while (!book.reached && !closed)
        {
            final long leftNs = deadlineNs - nanoTime.getAsLong();
            if (leftNs <= 0)
            {
                return false;
            }
            lock.wait(leftNs / 1_000_000 + 1);
        }
        return !closed;
    }

    private void settle(final RecordedBook book)
    {
        synchronized (lock)
        {
            book.settled = true;
            lock.notifyAll();
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
                final RecordedBook waiting = playing && position < entries.size() ? unsettledBodyHere() : null;
                if (playing && waiting == null)
                {
                    return true;
                }
                if (waiting != null)
                {
                    waiting.reached = true;
                    lock.notifyAll();
                }
                baseTimeNs = RecordedFrame.NO_TIME;
                lock.wait();
            }
            return false;
        }
    }

    private RecordedBook unsettledBodyHere()
    {
        final RecordedEntry entry = entries.get(position);
        final RecordedBook book = entry.isBody() ? books.get(entry.symbol()) : null;
        if (book == null || !book.hasBodyAt(position) || book.settled)
        {
            return null;
        }
        final boolean wanted = streams.stream().anyMatch(stream -> stream.isDiffDepth() &&
            stream.symbol().equals(entry.symbol()) && !stream.deliveredAs(subscribed).isEmpty());
        if (!wanted && !book.taken)
        {
            book.reached = true;
            book.taken = true;
            book.settled = true;
            lock.notifyAll();
        }
        return book.settled ? null : book;
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
        while (left > 0 && position < entries.size() && unsettledBodyHere() == null)
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
            if (entry.isBody())
            {
                final RecordedEntry named = withSymbol(entry);
                entries.set(i, named);
                books.computeIfAbsent(named.symbol(), RecordedBook::new).addBody(named, i);
            }
            else if (entry.isDiff())
            {
                books.computeIfAbsent(entry.symbol(), RecordedBook::new).addDiff(entry, i);
            }
            frames.add(entry.isBody() || entry.stream().isEmpty() ? null : frame(entry, known));
        }
    }

    private MarketFrame frame(final RecordedEntry entry, final Map<String, VenueStream> known)
    {
        final VenueStream stream = known.computeIfAbsent(entry.stream() + " " + entry.symbol(),
            key -> new VenueStream(entry.stream(), entry.symbol()));
        streams.add(stream);
        return MarketFrame.of(stream, entry.isDiff() ? entry.last() : MarketFrame.NO_UPDATE_ID, entry.payload(),
            entry.enveloped() ? entry.recorded().bytes() : null);
    }

    /** A futures body names no symbol: it is that of the first diff that it bridges to. */
    private RecordedEntry withSymbol(final RecordedEntry body)
    {
        if (!body.symbol().isEmpty())
        {
            return body;
        }
        final String symbol = entries.stream()
            .filter(e -> e.isDiff() && e.previous() <= body.last() && body.last() <= e.last())
            .map(RecordedEntry::symbol).findFirst()
            .or(() -> entries.stream().filter(RecordedEntry::isDiff).map(RecordedEntry::symbol).findFirst())
            .orElse("");
        return new RecordedEntry(body.recorded(), "", false, symbol, body.first(), body.last(),
            RecordedEntry.NONE);
    }

    /** Settings of a recorded market. Not thread-safe. */
    public static final class Builder
    {
        private final FrameFile file;
        private double speed;
        private Collection<String> requiredStreams = List.of();
        private int gapOnReconnect;
        private boolean fullDepthSnapshots;
        private Duration hold = Duration.ofSeconds(10);
        private LongSupplier nanoTime = System::nanoTime;

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

        /** @param timeout after which a held depth request is answered 503 (default 10 s). */
        public Builder holdSnapshots(final Duration timeout)
        {
            hold = timeout;
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
