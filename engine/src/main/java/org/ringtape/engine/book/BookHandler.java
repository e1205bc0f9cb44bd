package org.ringtape.engine.book;

import java.util.Arrays;
import java.util.function.Consumer;

import org.agrona.ErrorHandler;
import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.Loss;
import org.ringtape.engine.event.LossCause;
import org.ringtape.engine.event.SessionState;
import org.ringtape.engine.event.SessionStatus;
import org.ringtape.engine.status.CounterSet;

/**
 * Keeps the book of every stream from what is in the ring, and nothing but that: no clock, no chance, so the same ring
 * content gives the same books, gaps and recoveries. Market thread only. What happens in which state is tabled in the
 * package description.
 * <p>
 * A throwing listener, a stream id out of range and a rule that is not known go to the error handler; everything else
 * that can be wrong with an event has a counter.
 */
public final class BookHandler
{
    /** Streams have ids below this. */
    public static final int MAX_STREAMS = 1 << 20;

    private static final int BOOK_UPDATE_ID = EventType.BOOK_UPDATE.id();
    private static final int LOSS_ID = EventType.LOSS.id();
    private static final int SESSION_STATUS_ID = EventType.SESSION_STATUS.id();

    private final BookLimits limits;
    private final ScaledLevels scaledLevels = new ScaledLevels();
    private final ErrorHandler errorHandler;
    private final BookCounters counters;
    private final PendingUpdates pending;
    private final ResyncDesk resyncs;
    private final GuardedBookListener listener;
    private final SessionEpochs sessions = new SessionEpochs();
    private final StreamRule chainedRule;
    private final StreamRule imageRule;
    private final StreamRule.Told teller = this::tell;
    private final BookUpdate update = new BookUpdate();
    private final Loss loss = new Loss();
    private final SessionStatus status = new SessionStatus();
    private BookStream[] streams = new BookStream[64];

    /**
     * A handler without books; they come with their streams' first events.
     *
     * @param limits       of every book
     * @param pending      pool for updates that wait for a snapshot
     * @param requests     takes requests for snapshots
     * @param listener     is told of books
     * @param counterSet   gets the counters
     * @param errorHandler takes what listeners throw; must not throw itself
     */
    public BookHandler(
        final BookLimits limits,
        final PendingUpdates pending,
        final ResyncRequests requests,
        final BookListener listener,
        final CounterSet counterSet,
        final ErrorHandler errorHandler)
    {
        this.limits = limits;
        this.pending = pending;
        this.errorHandler = errorHandler;
        counters = new BookCounters(counterSet);
        resyncs = new ResyncDesk(requests, counters);
        this.listener = new GuardedBookListener(listener, counters, errorHandler);
        chainedRule = new ChainedRule(counters, pending, resyncs, this.listener, sessions);
        imageRule = new ImageRule(counters);
    }

    /**
     * Handles an event if it is of a kind that concerns books. To be called with every event, in ring order.
     *
     * @param event wrapped around its slot; a book update's derived line is written
     */
    public void onEvent(final EventHeader event)
    {
        final int typeId = event.typeId();
        if (typeId == BOOK_UPDATE_ID)
        {
            update.wrap(event);
            onBookUpdate(update);
        }
        else if (typeId == LOSS_ID)
        {
            loss.wrap(event);
            onLoss(loss);
        }
        else if (typeId == SESSION_STATUS_ID)
        {
            status.wrap(event);
            onSessionStatus(status);
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
            stream.sessionId = chunk.sessionId();
            resyncs.retry(stream);
            onChunk(stream, chunk);
        }
        else if (chunk.isEnd())
        {
            counters.oldEpochs.incrementOrdered();
            writeDerivedLine(stream.book, chunk);
        }
    }

    /** Handles a loss announced in the ring. */
    public void onLoss(final Loss event)
    {
        counters.losses.incrementOrdered();
        if (note(event) == SessionEpochs.Age.OLD)
        {
            counters.oldEpochs.incrementOrdered();
            return;
        }
        final boolean gone = event.cause() == LossCause.DISCONNECTED;
        if (event.cause() == LossCause.STREAM_SILENT)
        {
            silence(event);
        }
        else if (event.concernsWholeSession())
        {
            loseSession(event.sessionId(), gone);
        }
        else
        {
            lose(streamAt(event.streamId()), gone);
        }
    }

    /** Handles a change of a session's state. */
    public void onSessionStatus(final SessionStatus event)
    {
        if (note(event) == SessionEpochs.Age.OLD)
        {
            counters.oldEpochs.incrementOrdered();
            return;
        }
        final int sessionId = event.sessionId();
        final SessionState state = event.state();
        sessions.state(sessionId, state);
        if (state == SessionState.CLOSED)
        {
            // the host's own wish: nothing is missing, and nothing more will come
            replaceState(sessionId, BookState.LIVE, BookState.STALE);
        }
        else if (SessionEpochs.isConnectionGone(state))
        {
            loseSession(sessionId, true);
        }
        else if (state == SessionState.STALE)
        {
            replaceState(sessionId, BookState.LIVE, BookState.STALE);
        }
        else if (state == SessionState.LIVE)
        {
            replaceState(sessionId, BookState.STALE, BookState.LIVE);
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
        stream.rule.distrust(stream, ResyncReason.HOST_REQUEST);
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
     * @return its book, the same object for the life of the handler; null before the stream's first event
     */
    public OrderBook book(final int streamId)
    {
        final BookStream stream = streamAt(streamId);
        return stream == null ? null : stream.book;
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
        if (!first.isSnapshot())
        {
            sessions.heard(first.sessionId());
        }
        stream.verdict = rule.begin(stream, first);
        stream.silent &= first.isSnapshot() || stream.verdict == Verdict.IGNORE;
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
        tell(stream, last);
        if (last.isSnapshot() && stream.rule.resume(stream, teller))
        {
            writeDerivedLine(stream.book, last); // consumers behind us see what was kept in the snapshot's slot only
        }
    }

    private void tell(final BookStream stream, final BookUpdate last)
    {
        writeDerivedLine(stream.book, last);
        listener.announceState(stream);
        if (stream.book.isTrusted())
        {
            countCrossing(stream, last.isBucketed());
            listener.onBook(stream, last);
            listener.announceState(stream);
        }
        if (last.bookState() != stream.book.state())
        {
            writeDerivedLine(stream.book, last); // a listener threw
        }
    }

    private static void breakOff(final BookStream stream)
    {
        if (stream.rule != null)
        {
            stream.rule.lose(stream, ResyncReason.INCOMPLETE_EVENT, false);
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

    /** Rounding outward may bring the best buckets of both sides together: that says nothing of the market. */
    private void countCrossing(final BookStream stream, final boolean bucketed)
    {
        final boolean crossed = !bucketed && stream.book.isCrossed();
        if (crossed && !stream.crossed)
        {
            counters.crossed.incrementOrdered();
        }
        stream.crossed = crossed;
    }

    /** Stragglers of a connection that is down count as old: what follows them is on its successor. */
    private boolean isCurrent(final BookUpdate chunk)
    {
        return note(chunk) != SessionEpochs.Age.OLD && !sessions.isDown(chunk.sessionId());
    }

    private SessionEpochs.Age note(final EventHeader event)
    {
        final SessionEpochs.Age age = sessions.note(event.sessionId(), event.sessionEpoch());
        if (age == SessionEpochs.Age.NEW_CONNECTION)
        {
            // whether or not the end of the old one was told, nothing on the new one joins it
            loseSession(event.sessionId(), true);
        }
        return age;
    }

    private void loseSession(final int sessionId, final boolean connectionGone)
    {
        for (final BookStream stream : streams)
        {
            if (stream != null && stream.sessionId == sessionId)
            {
                lose(stream, connectionGone);
            }
        }
    }

    private void lose(final BookStream stream, final boolean connectionGone)
    {
        if (stream != null && stream.rule != null)
        {
            stream.silent &= !connectionGone;
            stream.rule.lose(stream, ResyncReason.LOSS, connectionGone);
            listener.announceState(stream);
        }
    }

    /** Nothing is missing, but nothing comes: books in the scope are STALE until their streams speak again. */
    private void silence(final Loss event)
    {
        for (final BookStream stream : streams)
        {
            if (stream != null && isConcerned(stream, event))
            {
                stream.silent = true;
                replaceState(stream, BookState.LIVE, BookState.STALE);
            }
        }
    }

    private static boolean isConcerned(final BookStream stream, final Loss event)
    {
        return event.concernsWholeSession() ? stream.sessionId == event.sessionId() :
            stream.book.streamId() == event.streamId();
    }

    private void replaceState(final BookStream stream, final BookState from, final BookState to)
    {
        if (stream.book.settledState() == from)
        {
            stream.book.state(to);
            listener.announceState(stream);
        }
    }

    private void replaceState(final int sessionId, final BookState from, final BookState to)
    {
        for (final BookStream stream : streams)
        {
            if (stream != null && stream.sessionId == sessionId && !(to == BookState.LIVE && stream.silent))
            {
                replaceState(stream, from, to);
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
        final BookStream stream = new BookStream(new OrderBook(streamId, chunk.instrumentId(), limits, scaledLevels));
        stream.sessionId = chunk.sessionId();
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
    }
}
