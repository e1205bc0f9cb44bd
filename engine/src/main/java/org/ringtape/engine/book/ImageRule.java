package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.book.level.Decimals;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

/**
 * Every event is the whole content. A lost one costs nothing once the next has come, so nothing is kept, asked for or
 * counted as a gap; until that next one the book says GAPPED. One that is older than the last is passed over, by its
 * sequence or, where the venue has none, by its venue time; {@link org.ringtape.engine.health.Recency} says for how
 * long. One from far beyond our own clock is refused.
 * <p>
 * The levels of a bucketed image must lie strictly outward. Each chunk is checked before it is applied: an image whose
 * first chunk is wrong leaves the former content as it is; one that goes wrong in a later chunk has replaced it by
 * then. Either way the book says GAPPED until the next good image.
 */
final class ImageRule implements StreamRule
{
    private final BookCounters counters;
    private final MarketHealth health;

    ImageRule(final BookCounters counters, final MarketHealth health)
    {
        this.counters = counters;
        this.health = health;
    }

    @Override
    public Verdict begin(final BookStream stream, final BookUpdate first)
    {
        if (health.isBeyondClock())
        {
            counters.beyondClock.incrementOrdered();
            return Verdict.IGNORE;
        }
        switch (stream.images.judge(first))
        {
            case OLDER:
                counters.duplicates.incrementOrdered();
                return Verdict.IGNORE;

            case RESTARTED:
                counters.sequencesRestarted.incrementOrdered();
                break;

            default:
                break;
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
        stream.gapped(HealthReason.OVERFLOW);
    }

    @Override
    public boolean end(final BookStream stream, final BookUpdate last)
    {
        if (stream.verdict != Verdict.FILL)
        {
            return false;
        }
        stream.book.completeEvent(last.lastSequence(), last.venueTimeNs(), last.receiveTimeNs());
        stream.book.state(BookState.LIVE, HealthReason.NONE);
        stream.images.take(last);
        counters.applied.incrementOrdered();
        return true;
    }

    @Override
    public void lose(
        final BookStream stream, final ResyncReason reason, final HealthReason why, final boolean connectionGone)
    {
        final boolean counts = stream.book.isTrusted() || stream.verdict == Verdict.FILL;
        stream.book.state(counts ? BookState.GAPPED : stream.book.settledState(), why);
        stream.verdict = Verdict.NONE;
        if (connectionGone)
        {
            stream.images.forget();
        }
    }

    @Override
    public void distrust(final BookStream stream, final ResyncReason reason, final HealthReason why)
    {
        stream.gapped(why);
    }

    private void refuse(final BookStream stream)
    {
        counters.imagesRefused.incrementOrdered();
        if (stream.book.isTrusted())
        {
            stream.gapped(HealthReason.REFUSED);
        }
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
