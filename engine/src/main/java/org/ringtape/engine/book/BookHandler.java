package org.ringtape.engine.book;

import java.util.Arrays;
import java.util.function.Consumer;

import org.agrona.ErrorHandler;
import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.health.HealthListener;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.StreamHealth;
import org.ringtape.engine.status.CounterSet;

/**
 * Keeps the book of every stream from what is in the ring, and nothing but that: no clock, no chance, so the same ring
 * content gives the same books, gaps and recoveries. Market thread only. What happens in which state is tabled in the
 * package description. {@link MarketHealth} must have seen each event before, and tells this handler what happens to
 * streams beside their own events.
 * <p>
 * A throwing listener, a stream id out of range and a rule that is not known go to the error handler; everything else
 * that can be wrong with an event has a counter.
 */
public final class BookHandler
{
    /** Streams have ids below this. */
    public static final int MAX_STREAMS = MarketHealth.MAX_STREAMS;

    private final BookLimits limits;
    private final ScaledLevels scaledLevels = new ScaledLevels();
    private final ErrorHandler errorHandler;
    private final BookCounters counters;
    private final PendingUpdates pending;
    private final ResyncDesk resyncs;
    private final GuardedBookListener listener;
    private final MarketHealth health;
    private final StreamRule chainedRule;
    private final StreamRule imageRule;
    private final BookUpdate update = new BookUpdate();
    private BookStream[] streams = new BookStream[64];

    /**
     * A handler without books; they come with their streams' first events.
     *
     * @param health       judges every event first; this handler becomes its listener
     * @param limits       of every book
     * @param pending      pool for updates that wait for a snapshot
     * @param requests     takes requests for snapshots
     * @param listener     is told of books
     * @param counterSet   gets the counters
     * @param errorHandler takes what listeners throw; must not throw itself
     */
    public BookHandler(
        final MarketHealth health,
        final BookLimits limits,
        final PendingUpdates pending,
        final ResyncRequests requests,
        final BookListener listener,
        final CounterSet counterSet,
        final ErrorHandler errorHandler)
    {
        this.health = health;
        this.limits = limits;
        this.pending = pending;
        this.errorHandler = errorHandler;
        counters = new BookCounters(counterSet);
        resyncs = new ResyncDesk(requests, counters);
        this.listener = new GuardedBookListener(listener, counters, errorHandler);
        chainedRule = new ChainedRule(counters, pending, resyncs, this.listener, health);
        imageRule = new ImageRule(counters, health);
        health.listener(new Reactions());
    }

    /** Registers for book updates, and for what may come of a connection that has been replaced. */
    public void register(final EventDispatch dispatch)
    {
        dispatch.on((event) ->
        {
            update.wrap(event);
            onBookUpdate(update);
        }, EventType.BOOK_UPDATE);
        dispatch.on((event) -> counters.losses.incrementOrdered(), EventType.LOSS);
        dispatch.on((event) -> countOld(), EventType.LOSS, EventType.SESSION_STATUS);
    }

    private void countOld()
    {
        if (health.age() == MarketHealth.Age.OLD)
        {
            counters.oldEpochs.incrementOrdered();
        }
    }

    /** Handles a chunk of a book update and, if it is the last of its event, writes its derived line. */
    public void onBookUpdate(final BookUpdate chunk)
    {
        final int streamId = chunk.streamId();
        if (streamId < 0 || streamId >= MAX_STREAMS)
        {
            errorHandler.onError(new IllegalArgumentException("book update of stream " + streamId));
            return;
        }
        final BookStream stream = streamOf(chunk);
        if (isCurrent(chunk))
        {
            resyncs.retry(stream);
            onChunk(stream, chunk);
        }
        else if (chunk.isEnd())
        {
            counters.oldEpochs.incrementOrdered();
            writeDerivedLine(stream.book, chunk);
        }
    }

    /**
     * Builds a book anew from a fresh snapshot; it is not live until that has come. May be called from a listener.
     *
     * @param streamId of the book
     * @return false if there is no such book yet, or it cannot be asked for now
     */
    public boolean resync(final int streamId)
    {
        final BookStream stream = streamAt(streamId);
        if (stream == null || stream.rule == null)
        {
            return false;
        }
        stream.health.forgive();
        stream.rule.distrust(stream, ResyncReason.HOST_REQUEST, HealthReason.HOST_REQUEST);
        listener.announceState(stream);
        return stream.requested;
    }

    /**
     * Repeats requests for snapshots that were refused. To be called when there is nothing else to do.
     *
     * @return true if some are still refused
     */
    public boolean retryPendingRequests()
    {
        if (resyncs.hasRefused())
        {
            for (final BookStream stream : streams)
            {
                if (stream != null)
                {
                    resyncs.retry(stream);
                }
            }
        }
        return resyncs.hasRefused();
    }

    /**
     * Book of a stream.
     *
     * @param streamId of the stream
     * @return its book, the same object until the stream is retired; null before its first event
     */
    public OrderBook book(final int streamId)
    {
        final BookStream stream = streamAt(streamId);
        return stream == null ? null : stream.book;
    }

    /** Forgets a stream with its book and what it keeps: its life is over, and its id may become another's. */
    public void retireStream(final int streamId)
    {
        final BookStream stream = streamAt(streamId);
        if (stream != null)
        {
            pending.clear(stream.kept);
            resyncs.forget(stream);
            streams[streamId] = null;
        }
    }

    /**
     * Visits every book, by stream id.
     *
     * @param visitor takes the books
     */
    public void forEachBook(final Consumer<OrderBook> visitor)
    {
        for (final BookStream stream : streams)
        {
            if (stream != null)
            {
                visitor.accept(stream.book);
            }
        }
    }

    /** Hash of all books, see {@link BookHash}. */
    public long stateHash()
    {
        final BookHash hash = new BookHash();
        forEachBook(hash::add);
        return hash.value();
    }

    /** The only place that knows which rule asks for which continuity; null for a rule no stream may have yet. */
    private StreamRule ruleOf(final BookUpdate chunk)
    {
        switch (chunk.continuityRule())
        {
            case CHAINED:
                return chainedRule;

            case IMAGE:
                return imageRule;

            default:
                return null;
        }
    }

    private void onChunk(final BookStream stream, final BookUpdate chunk)
    {
        if (chunk.isBegin())
        {
            begin(stream, chunk);
        }
        else if (stream.verdict == Verdict.NONE || stream.openSequence != chunk.lastSequence())
        {
            breakOff(stream);
            if (chunk.isEnd())
            {
                end(stream, chunk);
            }
            return;
        }
        else if (stream.verdict != Verdict.IGNORE && !stream.rule.accepts(stream, chunk))
        {
            stream.verdict = Verdict.IGNORE;
        }
        if (!take(stream, chunk))
        {
            stream.rule.misfit(stream, chunk);
            stream.verdict = Verdict.IGNORE;
        }
        if (chunk.isEnd())
        {
            end(stream, chunk);
        }
    }

    private void begin(final BookStream stream, final BookUpdate first)
    {
        if (stream.verdict != Verdict.NONE && stream.verdict != Verdict.IGNORE)
        {
            breakOff(stream);
        }
        final StreamRule rule = ruleOf(first);
        stream.openSequence = first.lastSequence();
        if (rule == null)
        {
            stream.verdict = Verdict.IGNORE;
            reportUnknownRule(stream, first);
            return;
        }
        stream.rule = rule;
        stream.verdict = rule.begin(stream, first);
        if (!first.isSnapshot() && stream.verdict != Verdict.IGNORE)
        {
            stream.health.spoken();
        }
    }

    private boolean take(final BookStream stream, final BookUpdate chunk)
    {
        switch (stream.verdict)
        {
            case APPLY:
            case FILL:
                return stream.book.apply(chunk);

            case KEEP:
                return pending.append(stream.kept, chunk);

            default:
                return true;
        }
    }

    private void end(final BookStream stream, final BookUpdate last)
    {
        final boolean told = stream.rule != null && stream.rule.end(stream, last);
        stream.verdict = Verdict.NONE;
        if (!told)
        {
            writeDerivedLine(stream.book, last);
            listener.announceState(stream);
            return;
        }
        checkContent(stream, last);
        writeDerivedLine(stream.book, last);
        listener.announceState(stream);
        if (stream.book.isTrusted())
        {
            listener.onBook(stream, last);
            listener.announceState(stream);
        }
        if (last.bookState() != stream.book.state())
        {
            writeDerivedLine(stream.book, last); // a listener threw
        }
    }

    /**
     * Content that joins may still be wrong. Best prices that cross are counted once and not believed, since nothing
     * but another event could show later that they were wrong, and there may be none; a touch at the end of what the
     * snapshot told is not certain to be the touch.
     * Rounding outward may bring the best buckets of both sides together: that says nothing of the market.
     */
    private void checkContent(final BookStream stream, final BookUpdate last)
    {
        final OrderBook book = stream.book;
        final boolean crossed = !last.isBucketed() && book.isCrossed();
        if (crossed && !stream.crossed)
        {
            counters.crossed.incrementOrdered();
        }
        stream.crossed = crossed;
        if (crossed)
        {
            stream.rule.distrust(stream, ResyncReason.CROSSED, HealthReason.CROSSED);
        }
        else if (book.bids().isExhausted() || book.asks().isExhausted())
        {
            stream.rule.distrust(stream, ResyncReason.RANGE_EXHAUSTED, HealthReason.RANGE_EXHAUSTED);
        }
    }

    private static void breakOff(final BookStream stream)
    {
        if (stream.rule != null)
        {
            stream.rule.lose(stream, ResyncReason.INCOMPLETE_EVENT, HealthReason.INCOMPLETE_EVENT, false);
        }
        stream.verdict = Verdict.NONE;
    }

    private void reportUnknownRule(final BookStream stream, final BookUpdate first)
    {
        if (!stream.unknownRuleReported)
        {
            stream.unknownRuleReported = true;
            errorHandler.onError(new IllegalArgumentException(
                "no book can be kept of stream " + first.streamId() + ": its rule is " + first.continuityRule()));
        }
    }

    /** Stragglers of a connection that is down count as old: what follows them is on its successor. */
    private boolean isCurrent(final BookUpdate chunk)
    {
        return health.age() != MarketHealth.Age.OLD && !health.isDown(chunk.sourceId());
    }

    /** What happens to a stream beside its own events, done to its book. */
    private final class Reactions implements HealthListener
    {
        @Override
        public void onLost(final StreamHealth lost, final HealthReason why, final boolean connectionGone)
        {
            final BookStream stream = streamAt(lost.streamId());
            if (stream != null && stream.rule != null)
            {
                stream.rule.lose(stream, ResyncReason.LOSS, why, connectionGone);
                listener.announceState(stream);
            }
        }

        @Override
        public void onRefused(final StreamHealth refused)
        {
            final BookStream stream = streamAt(refused.streamId());
            if (stream != null && stream.rule != null)
            {
                resyncs.forget(stream);
                stream.rule.lose(stream, ResyncReason.LOSS, HealthReason.FAILED, false);
                listener.announceState(stream);
            }
        }

        @Override
        public void onSilent(final StreamHealth silent, final HealthReason why)
        {
            replaceState(silent, BookState.LIVE, BookState.STALE, why);
        }

        @Override
        public void onHeard(final StreamHealth heard)
        {
            if (!heard.isSilent())
            {
                replaceState(heard, BookState.STALE, BookState.LIVE, HealthReason.NONE);
            }
        }

        private void replaceState(
            final StreamHealth of, final BookState from, final BookState to, final HealthReason why)
        {
            final BookStream stream = streamAt(of.streamId());
            if (stream != null && stream.book.settledState() == from)
            {
                stream.book.state(to, why);
                listener.announceState(stream);
            }
        }
    }

    private BookStream streamAt(final int streamId)
    {
        return streamId >= 0 && streamId < streams.length ? streams[streamId] : null;
    }

    private BookStream streamOf(final BookUpdate chunk)
    {
        final BookStream stream = streamAt(chunk.streamId());
        return stream != null ? stream : addStream(chunk);
    }

    private BookStream addStream(final BookUpdate chunk)
    {
        final int streamId = chunk.streamId();
        if (streamId >= streams.length)
        {
            streams = Arrays.copyOf(streams, Math.max(streamId + 1, 2 * streams.length));
        }
        final StreamHealth judged = health.streamOf(streamId);
        judged.keepsBook();
        final BookStream stream = new BookStream(
            new OrderBook(judged, chunk.instrumentId(), limits, scaledLevels), judged);
        streams[streamId] = stream;
        return stream;
    }

    private static void writeDerivedLine(final OrderBook book, final BookUpdate last)
    {
        last.topOfBook(
            book.bestBidPrice(), book.bestBidQuantity(), book.bestAskPrice(), book.bestAskQuantity());
        last.bookAfter(
            book.priceScale(),
            book.quantityScale(),
            book.state(),
            book.isCrossed(),
            book.bids().levels(),
            book.asks().levels(),
            book.sequence());
        last.bookReasonCode(book.reason().code());
    }
}
