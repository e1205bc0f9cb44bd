package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;

/**
 * Every event is the whole content. A lost one costs nothing once the next has come, so nothing is kept, asked for or
 * counted as a gap; until that next one the book says GAPPED. One that is older than the last is passed over: by its
 * sequence or, where the venue has none, by its venue time.
 * <p>
 * The levels of a bucketed image must lie strictly outward. Each chunk is checked before it is applied: an image whose
 * first chunk is wrong leaves the former content as it is; one that goes wrong in a later chunk has replaced it by
 * then. Either way the book says GAPPED until the next good image.
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
        if (sequence == ABSENT && isOlder(first.venueTimeNs(), stream.imageTimeNs))
        {
            counters.duplicates.incrementOrdered();
            return Verdict.IGNORE;
        }
        stream.lastBid = ABSENT;
        stream.lastAsk = ABSENT;
        if (first.isBucketed() && !liesOutward(stream, first))
        {
            refuse(stream);
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
    public boolean accepts(final BookStream stream, final BookUpdate chunk)
    {
        if (stream.verdict != Verdict.FILL || !chunk.isBucketed() || liesOutward(stream, chunk))
        {
            return true;
        }
        refuse(stream);
        return false;
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
        stream.imageTimeNs = last.venueTimeNs();
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
            stream.imageTimeNs = 0;
        }
    }

    @Override
    public void distrust(final BookStream stream, final ResyncReason reason)
    {
        stream.book.state(BookState.GAPPED);
    }

    private void refuse(final BookStream stream)
    {
        counters.imagesRefused.incrementOrdered();
        if (stream.book.isTrusted())
        {
            stream.book.state(BookState.GAPPED);
        }
    }

    /** 0 says nothing of when. */
    private static boolean isOlder(final long timeNs, final long thanNs)
    {
        return timeNs != 0 && timeNs < thanNs;
    }

    /** True if bids fall and asks rise, from the chunk before on. */
    private static boolean liesOutward(final BookStream stream, final BookUpdate chunk)
    {
        final int scale = chunk.priceScale();
        final int bidCount = chunk.bidCount();
        for (int i = 0; i < bidCount; i++)
        {
            final long price = chunk.bidPrice(i);
            if (stream.lastBid != ABSENT && Decimals.compare(price, scale, stream.lastBid, stream.lastBidScale) >= 0)
            {
                return false;
            }
            stream.lastBid = price;
            stream.lastBidScale = scale;
        }
        for (int i = 0; i < chunk.askCount(); i++)
        {
            final long price = chunk.askPrice(i);
            if (stream.lastAsk != ABSENT && Decimals.compare(price, scale, stream.lastAsk, stream.lastAskScale) <= 0)
            {
                return false;
            }
            stream.lastAsk = price;
            stream.lastAskScale = scale;
        }
        return true;
    }
}
