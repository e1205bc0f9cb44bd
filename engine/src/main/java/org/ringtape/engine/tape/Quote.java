package org.ringtape.engine.tape;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.Recency;

/**
 * Last best quotes of one instrument, and whether they are current. Market thread only; the object lives as long as its
 * table.
 */
public final class Quote
{
    private final int instrumentId;
    private final MarketHealth health;
    private final Recency recency = new Recency();
    private long bidPrice = ABSENT;
    private long bidQuantity;
    private long askPrice = ABSENT;
    private long askQuantity;
    private int priceScale;
    private int quantityScale;
    private long sequence = ABSENT;
    private int sourceId = -1;
    private int streamId;
    private int stamp;
    private long venueTimeNs;
    private long receiveTimeNs;

    Quote(final int instrumentId, final MarketHealth health)
    {
        this.instrumentId = instrumentId;
        this.health = health;
    }

    /** Dense id of the instrument. */
    public int instrumentId()
    {
        return instrumentId;
    }

    /** Whether anybody bids. */
    public boolean hasBid()
    {
        return bidPrice != ABSENT;
    }

    /** Whether anybody offers. */
    public boolean hasAsk()
    {
        return askPrice != ABSENT;
    }

    /** Scaled price of the best bid, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long bidPrice()
    {
        return bidPrice;
    }

    /** Scaled quantity at the best bid. */
    public long bidQuantity()
    {
        return bidQuantity;
    }

    /** Scaled price of the best ask, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long askPrice()
    {
        return askPrice;
    }

    /** Scaled quantity at the best ask. */
    public long askQuantity()
    {
        return askQuantity;
    }

    /** Decimals of both prices. */
    public int priceScale()
    {
        return priceScale;
    }

    /** Decimals of both quantities. */
    public int quantityScale()
    {
        return quantityScale;
    }

    /** Venue sequence of the quotes, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if the venue has none. */
    public long sequence()
    {
        return sequence;
    }

    /** Venue time of the quotes, epoch nanoseconds; 0 if the venue sent none. */
    public long venueTimeNs()
    {
        return venueTimeNs;
    }

    /** Receive time of the quotes, epoch nanoseconds of our clock. */
    public long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    /** False if something of the stream was lost, or it is silent, or its connection is gone, since the quotes came. */
    public boolean isCurrent()
    {
        return health.isCurrent(sourceId, streamId, stamp);
    }

    /** Why the quotes are not current; {@link HealthReason#NONE} if they are. */
    public HealthReason reason()
    {
        return health.reason(sourceId, streamId, stamp);
    }

    /** Takes the quotes over unless they are older, see {@link Recency}; a new connection may count anew. */
    Recency.Verdict update(final TopOfBook top)
    {
        final Recency.Verdict verdict = top.lastSequence() == ABSENT ? Recency.Verdict.NEWER : recency.judge(top);
        if (verdict == Recency.Verdict.OLDER)
        {
            return verdict;
        }
        recency.take(top);
        sourceId = top.sourceId();
        streamId = top.streamId();
        stamp = health.stamp(top);
        sequence = top.lastSequence();
        bidPrice = top.bidPrice();
        bidQuantity = top.bidQuantity();
        askPrice = top.askPrice();
        askQuantity = top.askQuantity();
        priceScale = top.priceScale();
        quantityScale = top.quantityScale();
        venueTimeNs = top.venueTimeNs();
        receiveTimeNs = top.receiveTimeNs();
        return verdict;
    }
}
