package org.ringtape.bench.cli.book;

import org.agrona.collections.IntHashSet;
import org.ringtape.bench.cli.live.HealthText;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.StreamDefinition;

/** What has become of books beyond what they say now. Market thread. */
public final class BookWatch
{
    private final IntHashSet everLive = new IntHashSet();
    private final IntHashSet crossed = new IntHashSet();
    private long resyncs;

    /** True if a stream is to end in a book; a wildcard's own stream is not. */
    public static boolean isBook(final StreamDefinition stream)
    {
        return (stream.rule() == ContinuityRule.CHAINED || stream.rule() == ContinuityRule.IMAGE) &&
            stream.instrumentId() != EventLayout.NO_ID;
    }

    /** A book after an event; true if it is live and crossed, where nothing explains that. */
    public boolean onBook(final OrderBook book, final BookUpdate update)
    {
        if (book.isLive() && book.isCrossed() && !update.isBucketed())
        {
            crossed.add(book.streamId());
            return true;
        }
        crossed.remove(book.streamId());
        return false;
    }

    /** A book after a change of its state. */
    public void onState(final OrderBook book, final BookState previous)
    {
        if (book.isLive())
        {
            everLive.add(book.streamId());
            resyncs += previous == BookState.GAPPED ? 1 : 0;
        }
    }

    /** How often a book that had a gap was live again. */
    public long resyncs()
    {
        return resyncs;
    }

    /** How the book of a stream stands; null for a book that never came to be. */
    public BookStanding standing(final int streamId, final OrderBook book)
    {
        return new BookStanding(
            book == null ? BookState.AWAITING_SNAPSHOT : book.state(),
            HealthText.reason(book),
            everLive.contains(streamId),
            crossed.contains(streamId));
    }
}
