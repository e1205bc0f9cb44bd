package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.Recency;

/**
 * The last whole volume profile of an instrument: it changes when the last chunk of the next one is there, and one that
 * breaks off leaves it as it is. The same object for the life of its table. Market thread only.
 */
public final class ProfileView
{
    /** What a chunk did. */
    enum Outcome
    {
        /** More chunks are to come, or it belongs to a profile that is passed over. */
        NOTHING_YET,
        /** The profile is whole and in place. */
        COMPLETED,
        /** It is older than the one kept; told once a profile. */
        OUT_OF_ORDER
    }

    private final int instrumentId;
    private final MarketHealth health;
    private final AtomicCounter brokenOff;
    private final Recency recency = new Recency();
    private ProfileBlocks whole = new ProfileBlocks();
    private ProfileBlocks draft = new ProfileBlocks();
    private boolean known;
    private boolean filling;
    private boolean skipping;
    private int stamp;

    /**
     * No profile yet.
     *
     * @param brokenOff counts profiles given up since their chunks did not come one behind the other
     */
    ProfileView(final int instrumentId, final MarketHealth health, final AtomicCounter brokenOff)
    {
        this.instrumentId = instrumentId;
        this.health = health;
        this.brokenOff = brokenOff;
    }

    /** Dense id of the instrument. */
    public int instrumentId()
    {
        return instrumentId;
    }

    /** False if a newer profile may have been missed. */
    public boolean isCurrent()
    {
        return known && health.isCurrent(whole.header, stamp);
    }

    /** Why the profile is not current; {@link HealthReason#NONE} if it is. */
    public HealthReason reason()
    {
        return known ? health.reason(whole.header.sourceId(), whole.header.streamId(), stamp) : HealthReason.NO_DATA;
    }

    /** Blocks in the profile. */
    public int blockCount()
    {
        return whole.blockCount;
    }

    /** Scaled price of a block, in the order of the wire; here and below {@code 0 <= n < blockCount()}. */
    public long price(final int n)
    {
        return whole.prices[checked(n)];
    }

    /** Decimals of a block's price. */
    public int priceScale(final int n)
    {
        return whole.priceScales[checked(n)];
    }

    /** Quantity that buyers took, at {@link #buyScale}. */
    public long buyQuantity(final int n)
    {
        return whole.buyQuantities[checked(n)];
    }

    /** Quantity that sellers took, at {@link #sellScale}. */
    public long sellQuantity(final int n)
    {
        return whole.sellQuantities[checked(n)];
    }

    /** Decimals of the quantity that buyers took. */
    public int buyScale(final int n)
    {
        return whole.buyScales[checked(n)];
    }

    /** Decimals of the quantity that sellers took. */
    public int sellScale(final int n)
    {
        return whole.sellScales[checked(n)];
    }

    /** True if the venue told the width of a block. */
    public boolean hasBlockSize()
    {
        return whole.blockSize != ABSENT;
    }

    /** Width of a block at {@link #blockSizeScale()}, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long blockSize()
    {
        return whole.blockSize;
    }

    /** Decimals of the width. */
    public int blockSizeScale()
    {
        return whole.blockSizeScale;
    }

    /** True if a number was rounded. */
    public boolean isInexact()
    {
        return whole.inexact;
    }

    /** Venue time of the profile, epoch nanoseconds; 0 if the venue sent none. */
    public long venueTimeNs()
    {
        return whole.header.venueTimeNs();
    }

    /** Receive time of the profile, epoch nanoseconds of our clock. */
    public long receiveTimeNs()
    {
        return whole.header.receiveTimeNs();
    }

    /** True once there has been a whole profile. */
    boolean isKnown()
    {
        return known;
    }

    Outcome add(final VolumeProfile chunk)
    {
        if (chunk.isBegin())
        {
            return begin(chunk);
        }
        if (!filling)
        {
            return skipping ? skip(chunk) : giveUp(chunk);
        }
        return follows(chunk) ? fill(chunk) : giveUp(chunk);
    }

    private Outcome begin(final VolumeProfile first)
    {
        if (filling)
        {
            giveUp(first);
        }
        if (health.isBeyondClock() || recency.judgeByTime(first) == Recency.Verdict.OLDER)
        {
            skip(first);
            return Outcome.OUT_OF_ORDER;
        }
        skipping = false;
        filling = true;
        draft.begin(first);
        return hasValidCount(first) ? fill(first) : giveUp(first);
    }

    private Outcome fill(final VolumeProfile chunk)
    {
        draft.add(chunk);
        if (!chunk.isEnd())
        {
            return Outcome.NOTHING_YET;
        }
        final ProfileBlocks former = whole;
        whole = draft;
        draft = former;
        filling = false;
        known = true;
        recency.takeByTime(chunk);
        stamp = health.stamp(chunk);
        return Outcome.COMPLETED;
    }

    private Outcome giveUp(final VolumeProfile chunk)
    {
        filling = false;
        brokenOff.incrementOrdered();
        return skip(chunk);
    }

    private Outcome skip(final VolumeProfile chunk)
    {
        skipping = !chunk.isEnd();
        return Outcome.NOTHING_YET;
    }

    private boolean follows(final VolumeProfile chunk)
    {
        return hasValidCount(chunk) && chunk.sourceId() == draft.header.sourceId() &&
            chunk.sessionEpoch() == draft.header.sessionEpoch() && chunk.venueTimeNs() == draft.header.venueTimeNs();
    }

    private static boolean hasValidCount(final VolumeProfile chunk)
    {
        return chunk.blockCount() >= 0 && chunk.blockCount() <= VolumeProfile.BLOCKS_PER_SLOT;
    }

    private int checked(final int n)
    {
        if (n < 0 || n >= whole.blockCount)
        {
            throw new IndexOutOfBoundsException("block " + n + " of " + whole.blockCount);
        }
        return n;
    }
}
