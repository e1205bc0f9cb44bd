package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.book.level.Decimals;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.TargetStatus;

/**
 * One window of a target and its price. The first price it was told stays; a different one told later stands beside it
 * and makes the window {@link TargetStatus#CORRECTED}. Market thread only; valid until the next event.
 */
public final class TargetWindow
{
    /** What an event did to its window. */
    enum Change
    {
        /** It is news. */
        TAKEN,
        /** All of it was known, or less than what is known. */
        DUPLICATE,
        /** A price that differs from those known. */
        CORRECTED
    }

    private static final int MAX_LENGTH = PAYLOAD_OFFSET + PriceTarget.BASE_LENGTH +
        PriceTarget.MAX_INTERVAL_LENGTH + PriceTarget.MAX_SOURCE_LENGTH + PriceTarget.MAX_ERROR_LENGTH;

    private final PriceTarget kept = new PriceTarget();
    private TargetStatus status = TargetStatus.DUE;
    private boolean known;
    private long endNs = ABSENT;
    private long correctedPrice = ABSENT;
    private int correctedPriceScale;
    private long correctedTimeNs;

    TargetWindow()
    {
        kept.wrap(new UnsafeBuffer(new byte[MAX_LENGTH]), 0);
    }

    /** Dense id of the instrument. */
    public int instrumentId()
    {
        return kept.instrumentId();
    }

    /** Nominal length of the interval in nanoseconds; the window itself may be an hour more or less. */
    public long intervalNs()
    {
        return kept.intervalNs();
    }

    /** Begin, epoch nanoseconds. */
    public long startNs()
    {
        return kept.startNs();
    }

    /** End, epoch nanoseconds, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if nobody told. */
    public long endNs()
    {
        return endNs;
    }

    /** What is known. */
    public TargetStatus status()
    {
        return status;
    }

    /** True if the price is known: the window is OPEN or CORRECTED. */
    public boolean hasPrice()
    {
        return status == TargetStatus.OPEN || status == TargetStatus.CORRECTED;
    }

    /** The first price told, scaled, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long price()
    {
        return hasPrice() ? kept.price() : ABSENT;
    }

    /** Decimals of {@link #price()}. */
    public int priceScale()
    {
        return kept.priceScale();
    }

    /** The last price told that differs from the first, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long correctedPrice()
    {
        return correctedPrice;
    }

    /** Decimals of {@link #correctedPrice()}. */
    public int correctedPriceScale()
    {
        return correctedPriceScale;
    }

    /** When {@link #correctedPrice()} was received, epoch nanoseconds of our clock; 0 if there is none. */
    public long correctedTimeNs()
    {
        return correctedTimeNs;
    }

    /** True if the price came as the answer to a subscription or a request, not at the window's begin. */
    public boolean isSnapshot()
    {
        return kept.isSnapshot();
    }

    /** When what is known was received, corrections aside: epoch nanoseconds of our clock. */
    public long receiveTimeNs()
    {
        return kept.receiveTimeNs();
    }

    /** How long ago that was. */
    public long ageNs(final long nowNs)
    {
        return nowNs - kept.receiveTimeNs();
    }

    /** The venue's name of the interval. Allocates. */
    public String interval()
    {
        return kept.interval();
    }

    /** Where the price comes from, as the venue words it; empty if untold. Allocates. */
    public String source()
    {
        return kept.source();
    }

    /** Why there is no price, as the venue words it; empty if untold. Allocates. */
    public String error()
    {
        return kept.error();
    }

    /** False until the first event: there is no such window yet. */
    boolean isKnown()
    {
        return known;
    }

    /** Starts over with another window. */
    void begin(final PriceTarget event)
    {
        known = true;
        endNs = ABSENT;
        correctedPrice = ABSENT;
        correctedPriceScale = 0;
        correctedTimeNs = 0;
        keep(event);
    }

    /** Takes what an event tells of the same window. */
    Change merge(final PriceTarget event)
    {
        if (endNs == ABSENT)
        {
            endNs = event.endNs();
        }
        if (tellsPrice(event))
        {
            return hasPrice() ? compare(event) : taken(event);
        }
        final TargetStatus told = statusOf(event);
        final boolean news = status == TargetStatus.DUE && told != TargetStatus.DUE ||
            status == TargetStatus.OVERDUE && told == TargetStatus.FAILED;
        return news ? taken(event) : Change.DUPLICATE;
    }

    private Change compare(final PriceTarget event)
    {
        final boolean known = Decimals.compare(event.price(), event.priceScale(), kept.price(), priceScale()) == 0 ||
            correctedPrice != ABSENT &&
            Decimals.compare(event.price(), event.priceScale(), correctedPrice, correctedPriceScale) == 0;
        if (known)
        {
            return Change.DUPLICATE;
        }
        status = TargetStatus.CORRECTED;
        correctedPrice = event.price();
        correctedPriceScale = event.priceScale();
        correctedTimeNs = event.receiveTimeNs();
        return Change.CORRECTED;
    }

    private Change taken(final PriceTarget event)
    {
        keep(event);
        return Change.TAKEN;
    }

    private void keep(final PriceTarget event)
    {
        kept.buffer().putBytes(0, event.buffer(), event.offset(), Math.min(event.usedLength(), MAX_LENGTH));
        status = statusOf(event);
        if (event.endNs() != ABSENT)
        {
            endNs = event.endNs();
        }
    }

    private static boolean tellsPrice(final PriceTarget event)
    {
        final TargetStatus told = event.status();
        return event.hasPrice() && (told == TargetStatus.OPEN || told == TargetStatus.CORRECTED);
    }

    /** Whether a price is a correction is for the window to say; a window is not open without a price. */
    private static TargetStatus statusOf(final PriceTarget event)
    {
        final TargetStatus told = event.status();
        if (told != TargetStatus.OPEN && told != TargetStatus.CORRECTED)
        {
            return told;
        }
        return event.hasPrice() ? TargetStatus.OPEN : TargetStatus.DUE;
    }
}
