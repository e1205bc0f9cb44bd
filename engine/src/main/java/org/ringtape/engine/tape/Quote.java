package org.ringtape.engine.tape;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.TopOfBook;

/** Last best quotes of one instrument. Market thread only; the object lives as long as its table. */
public final class Quote
{
    private final int instrumentId;
    private long bidPrice = ABSENT;
    private long bidQuantity;
    private long askPrice = ABSENT;
    private long askQuantity;
    private int priceScale;
    private int quantityScale;
    private long sequence = ABSENT;
    private int sessionId = -1;
    private int sessionEpoch;
    private long venueTimeNs;
    private long receiveTimeNs;

    Quote(final int instrumentId)
    {
        this.instrumentId = instrumentId;
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

    /** Takes the quotes over unless they are older; a new connection may count anew. */
    boolean update(final TopOfBook top)
    {
        final boolean sameConnection = top.sessionId() == sessionId && top.sessionEpoch() == sessionEpoch;
        if (sameConnection && top.lastSequence() != ABSENT && top.lastSequence() < sequence)
        {
            return false;
        }
        sessionId = top.sessionId();
        sessionEpoch = top.sessionEpoch();
        sequence = top.lastSequence();
        bidPrice = top.bidPrice();
        bidQuantity = top.bidQuantity();
        askPrice = top.askPrice();
        askQuantity = top.askQuantity();
        priceScale = top.priceScale();
        quantityScale = top.quantityScale();
        venueTimeNs = top.venueTimeNs();
        receiveTimeNs = top.receiveTimeNs();
        return true;
    }
}
