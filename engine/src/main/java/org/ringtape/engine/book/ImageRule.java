package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;

/**
 * Every event is the whole content. A lost one costs nothing once the next has come, so nothing is kept, asked for or
 * counted as a gap; until that next one the book says GAPPED. One that is older than the last is passed over.
 */
final class ImageRule implements StreamRule
{
    private final BookCounters counters;

    ImageRule(final BookCounters counters)
    {
        this.counters = counters;
    }

    @Override
    public Verdict begin(final BookStream stream, final BookUpdate first)
    {
        final long sequence = first.lastSequence();
        if (sequence != ABSENT && sequence < stream.chainEnd)
        {
            counters.duplicates.incrementOrdered();
            return Verdict.IGNORE;
        }
        if (!first.isEnd())
        {
            stream.book.beginEvent();
        }
        stream.book.clear();
        return Verdict.FILL;
    }

    @Override
    public void misfit(final BookStream stream, final BookUpdate chunk)
    {
        counters.overflows.incrementOrdered();
        stream.book.state(BookState.GAPPED);
    }

    @Override
    public boolean end(final BookStream stream, final BookUpdate last)
    {
        if (stream.verdict != Verdict.FILL)
        {
            return false;
        }
        stream.book.completeEvent(last.lastSequence(), last.venueTimeNs(), last.receiveTimeNs());
        stream.book.state(BookState.LIVE);
        stream.chainEnd = last.lastSequence();
        counters.applied.incrementOrdered();
        return true;
    }

    @Override
    public boolean resume(final BookStream stream, final Told told)
    {
        return false; // nothing is ever kept: every event is the whole
    }

    @Override
    public void lose(final BookStream stream, final ResyncReason reason, final boolean connectionGone)
    {
        if (stream.book.isTrusted() || stream.verdict == Verdict.FILL)
        {
            stream.book.state(BookState.GAPPED);
        }
        stream.verdict = Verdict.NONE;
        if (connectionGone)
        {
            stream.chainEnd = ABSENT;
        }
    }

    @Override
    public void distrust(final BookStream stream, final ResyncReason reason)
    {
        stream.book.state(BookState.GAPPED);
    }
}
