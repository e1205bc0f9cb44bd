package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.level.Decimals;
import org.ringtape.engine.book.level.ExactScaling;
import org.ringtape.engine.book.level.LevelVisitor;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.StreamHealth;

/**
 * The L2 book of one stream: price and total quantity by level, at the book's own scales. Reading allocates nothing.
 * Market thread only: what a book says is valid until the callback that got it returns.
 * <p>
 * Whether it may be trusted is part of what it says: {@link #isLive()}, {@link #state()}, {@link #isInexact()},
 * {@link #sequence()}. A book that is not LIVE keeps answering with the last levels it knew.
 * <p>
 * <b>Scales.</b> A value with more decimals than the book has widens the book, all levels exactly, up to
 * {@link BookLimits#maxScale()}; beyond that it is rounded half-even and the book is inexact until its content is
 * replaced (two prices may then share a level, and a quantity that rounds to 0 removes its level). Excess digits that
 * are zeros are dropped and neither widen nor round. A value that is no {@code long} at the book's scale does not fit.
 */
public final class OrderBook
{
    private final BookSide bids;
    private final BookSide asks;
    private final int maxScale;
    private final StreamHealth health;
    private final int instrumentId;
    private final ExactScaling prices = new ExactScaling();
    private final ExactScaling quantities = new ExactScaling();
    private final ScaledLevels scaled;

    private int priceScale;
    private int quantityScale;
    private boolean inexact;
    private boolean halfApplied;
    private boolean forgetScales;
    private long sequence = ABSENT;
    private long venueTimeNs;
    private long receiveTimeNs;

    /**
     * An empty book that stands alone: nobody but its owner says what becomes of it.
     *
     * @param streamId     of its stream
     * @param instrumentId of its instrument
     * @param limits       it keeps
     * @param scaled       shared by all books of the thread
     */
    public OrderBook(
        final int streamId, final int instrumentId, final BookLimits limits, final ScaledLevels scaled)
    {
        this(StreamHealth.alone(streamId), instrumentId, limits, scaled);
    }

    /**
     * An empty book that awaits its first content.
     *
     * @param health       of its stream
     * @param instrumentId of its instrument
     * @param limits       it keeps
     * @param scaled       shared by all books of the thread
     */
    OrderBook(
        final StreamHealth health, final int instrumentId, final BookLimits limits, final ScaledLevels scaled)
    {
        this.scaled = scaled;
        this.health = health;
        this.instrumentId = instrumentId;
        maxScale = limits.maxScale();
        bids = new BookSide(true, limits.maxLevels());
        asks = new BookSide(false, limits.maxLevels());
    }

    /** Bids, highest price first. */
    public BookSide bids()
    {
        return bids;
    }

    /** Asks, lowest price first. */
    public BookSide asks()
    {
        return asks;
    }

    /** Whether anybody bids. */
    public boolean hasBids()
    {
        return !bids.isEmpty();
    }

    /** Whether anybody offers. */
    public boolean hasAsks()
    {
        return !asks.isEmpty();
    }

    /** Highest bid, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long bestBidPrice()
    {
        return bids.bestPrice();
    }

    /** Quantity at the highest bid, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long bestBidQuantity()
    {
        return bids.bestQuantity();
    }

    /** Lowest ask, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long bestAskPrice()
    {
        return asks.bestPrice();
    }

    /** Quantity at the lowest ask, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long bestAskQuantity()
    {
        return asks.bestQuantity();
    }

    /** True if both sides have levels and the best bid is not below the best ask. */
    public boolean isCrossed()
    {
        return hasBids() && hasAsks() && bids.bestPrice() >= asks.bestPrice();
    }

    /**
     * Whether the content can be trusted. A book between two chunks of one event says GAPPED: it is neither what it
     * was before the event nor what it will be after it.
     */
    public BookState state()
    {
        return halfApplied && isTrusted() ? BookState.GAPPED : health.state();
    }

    /** True if every change up to {@link #sequence()} is in the book and its session is heard. */
    public boolean isLive()
    {
        return health.state() == BookState.LIVE && !halfApplied;
    }

    /** Why the book is not LIVE; {@link HealthReason#NONE} if it is. */
    public HealthReason reason()
    {
        return health.reason();
    }

    /** Since when the book has been LIVE, or not for its present reason: epoch nanoseconds of our clock; 0 at first. */
    public long stateSinceNs()
    {
        return health.sinceNs();
    }

    /** True if a value in the book, or one that was in it since its content was last replaced, had to be rounded. */
    public boolean isInexact()
    {
        return inexact;
    }

    /** Last venue sequence applied, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if none was. */
    public long sequence()
    {
        return sequence;
    }

    /** Venue time of the last event applied, epoch nanoseconds; 0 if there was none or the venue sent none. */
    public long venueTimeNs()
    {
        return venueTimeNs;
    }

    /** Receive time of the last event applied, epoch nanoseconds of our clock; 0 if there was none. */
    public long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    /** Decimals of every price. May grow with any event. */
    public int priceScale()
    {
        return priceScale;
    }

    /** Decimals of every quantity. May grow with any event. */
    public int quantityScale()
    {
        return quantityScale;
    }

    /** Dense id of the stream. */
    public int streamId()
    {
        return health.streamId();
    }

    /** Dense id of the instrument. */
    public int instrumentId()
    {
        return instrumentId;
    }

    /**
     * Visits every level, bids before asks, best first: the canonical order of dumps and hashes.
     *
     * @param visitor takes the levels
     */
    public void forEachLevel(final LevelVisitor visitor)
    {
        bids.forEachLevel(true, visitor);
        asks.forEachLevel(false, visitor);
    }

    /**
     * Applies the levels of one chunk, in wire order. For the owner of the book only; it judges continuity and says
     * when the event is complete.
     *
     * @param chunk to apply
     * @return false if a value or a level does not fit. The chunk may then be in the book in part: the book is GAPPED
     *     until its content is replaced
     */
    public boolean apply(final BookUpdate chunk)
    {
        inexact |= chunk.isInexact();
        final boolean fits = isExact(chunk) ? applyExact(chunk) : widenFor(chunk) && applyRescaled(chunk);
        if (!fits)
        {
            forgetScales = true;
            state(BookState.GAPPED, HealthReason.OVERFLOW);
        }
        return fits;
    }

    /**
     * Drops every level, to be replaced. The scales stay, as what follows will most likely need them again, unless
     * something did not fit. For the owner of the book only.
     */
    public void clear()
    {
        bids.clear();
        asks.clear();
        inexact = false;
        if (forgetScales)
        {
            forgetScales = false;
            priceScale = 0;
            quantityScale = 0;
        }
    }

    /** Says that an event of several chunks has begun to be applied. */
    void beginEvent()
    {
        halfApplied = true;
    }

    /** Says that an event is applied as a whole. */
    void completeEvent(final long eventSequence, final long eventVenueTimeNs, final long eventReceiveTimeNs)
    {
        halfApplied = false;
        sequence = eventSequence;
        venueTimeNs = eventVenueTimeNs;
        receiveTimeNs = eventReceiveTimeNs;
    }

    /** Sets the state; an event that was half applied is so no more. */
    void state(final BookState newState, final HealthReason reason)
    {
        halfApplied = false;
        health.state(newState, reason);
    }

    /** The state regardless of an event half applied. */
    BookState settledState()
    {
        return health.state();
    }

    /** LIVE or STALE: complete up to its sequence, leaving aside an event half applied. */
    boolean isTrusted()
    {
        final BookState state = health.state();
        return state == BookState.LIVE || state == BookState.STALE;
    }

    /** Whether all levels can be moved to the book's scales, exactly; they have been then. */
    private boolean isExact(final BookUpdate chunk)
    {
        return prices.digits(priceScale - chunk.priceScale()) &&
            quantities.digits(quantityScale - chunk.quantityScale()) &&
            scaled.take(chunk, prices, quantities);
    }

    private boolean applyExact(final BookUpdate chunk)
    {
        final int bidCount = chunk.bidCount();
        return bids.apply(scaled, 0, bidCount) && asks.apply(scaled, bidCount, chunk.levelCount());
    }

    private boolean applyRescaled(final BookUpdate chunk)
    {
        final int bidCount = chunk.bidCount();
        final int levelCount = chunk.levelCount();
        final int priceDigits = priceScale - chunk.priceScale();
        final int quantityDigits = quantityScale - chunk.quantityScale();
        for (int i = 0; i < levelCount; i++)
        {
            final long price = rescaled(chunk.bidPrice(i), priceDigits);
            final long quantity = rescaled(chunk.bidQuantity(i), quantityDigits);
            if (!applyLevel(i < bidCount ? bids : asks, price, quantity))
            {
                return false;
            }
        }
        return true;
    }

    private static boolean applyLevel(final BookSide side, final long price, final long quantity)
    {
        // ABSENT is the smallest long, so an absent quantity is caught as a negative one
        return quantity >= 0 && price != ABSENT && side.apply(price, quantity);
    }

    private long rescaled(final long value, final int digits)
    {
        if (digits >= 0 || value == ABSENT)
        {
            return value == ABSENT ? ABSENT : Decimals.multiplied(value, digits);
        }
        inexact |= !Decimals.isMultiple(value, -digits);
        return Decimals.rounded(value, -digits);
    }

    private boolean widenFor(final BookUpdate chunk)
    {
        int neededPriceScale = priceScale;
        int neededQuantityScale = quantityScale;
        final int levelCount = chunk.levelCount();
        for (int i = 0; i < levelCount; i++)
        {
            neededPriceScale = neededScale(neededPriceScale, chunk.bidPrice(i), chunk.priceScale());
            neededQuantityScale = neededScale(neededQuantityScale, chunk.bidQuantity(i), chunk.quantityScale());
        }
        return widenPrices(neededPriceScale - priceScale) && widenQuantities(neededQuantityScale - quantityScale);
    }

    private int neededScale(final int scaleSoFar, final long value, final int valueScale)
    {
        int needed = scaleSoFar;
        while (needed < valueScale && needed < maxScale && !Decimals.isMultiple(value, valueScale - needed))
        {
            needed++;
        }
        return needed;
    }

    private boolean widenPrices(final int digits)
    {
        if (digits == 0)
        {
            return true;
        }
        if (!bids.pricesFit(digits) || !asks.pricesFit(digits))
        {
            return false;
        }
        bids.widenPrices(digits);
        asks.widenPrices(digits);
        priceScale += digits;
        return true;
    }

    private boolean widenQuantities(final int digits)
    {
        if (digits == 0)
        {
            return true;
        }
        if (!bids.quantitiesFit(digits) || !asks.quantitiesFit(digits))
        {
            return false;
        }
        bids.widenQuantities(digits);
        asks.widenQuantities(digits);
        quantityScale += digits;
        return true;
    }
}
