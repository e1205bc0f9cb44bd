package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;

/**
 * The listed options on one underlying at one venue: expiries from the earliest, in each the strikes from the lowest,
 * at each a call, a put or both. Everything is reached by index, so that going through a chain allocates nothing;
 * indexes hold until {@link #version()} changes, as it does with each option listed or closed. Market thread only.
 */
public final class OptionChain
{
    /** Answer for an expiry or a strike that is not in the chain. */
    public static final int MISSING = -1;

    private final int venueId;
    private final String underlying;
    private final byte[] underlyingBytes;
    private final LastValues<IndexPrice> indexPrices;
    private ExpiryRow[] expiries = new ExpiryRow[16];
    private int expiryCount;
    private int optionCount;
    private int indexInstrumentId = NO_ID;
    private long version;

    OptionChain(final int venueId, final String underlying, final LastValues<IndexPrice> indexPrices)
    {
        this.venueId = venueId;
        this.underlying = underlying;
        this.indexPrices = indexPrices;
        underlyingBytes = underlying.getBytes(StandardCharsets.UTF_8);
    }

    /** Number of the venue. */
    public int venueId()
    {
        return venueId;
    }

    /** What the options derive from, as the venue spells it. */
    public String underlying()
    {
        return underlying;
    }

    /** Changes with every option that is listed or closed. */
    public long version()
    {
        return version;
    }

    /** Options in the chain. */
    public int optionCount()
    {
        return optionCount;
    }

    /** Expiries that have options. */
    public int expiryCount()
    {
        return expiryCount;
    }

    /** An expiry, epoch nanoseconds; here and below {@code 0 <= expiry < expiryCount()}, earliest first. */
    public long expiryNs(final int expiry)
    {
        return row(expiry).expiryNs;
    }

    /** Strikes of an expiry. */
    public int strikeCount(final int expiry)
    {
        return row(expiry).strikeCount;
    }

    /** Scaled strike; here and below {@code 0 <= strike < strikeCount(expiry)}, lowest first. */
    public long strike(final int expiry, final int strike)
    {
        return row(expiry, strike).strikes[strike];
    }

    /** Decimals of a strike. */
    public int strikeScale(final int expiry, final int strike)
    {
        return row(expiry, strike).strikeScales[strike];
    }

    /** The option to buy, or null if there is none. */
    public ChainOption call(final int expiry, final int strike)
    {
        return row(expiry, strike).calls[strike];
    }

    /** The option to sell, or null if there is none. */
    public ChainOption put(final int expiry, final int strike)
    {
        return row(expiry, strike).puts[strike];
    }

    /** Index of an expiry, or {@link #MISSING}. */
    public int findExpiry(final long expiryNs)
    {
        final int place = place(expiryNs);
        return place < expiryCount && expiries[place].expiryNs == expiryNs ? place : MISSING;
    }

    /** Index of a strike, whatever scale it is told at, or {@link #MISSING}. */
    public int findStrike(final int expiry, final long strike, final int strikeScale)
    {
        return Math.max(MISSING, row(expiry).find(strike, strikeScale));
    }

    /** Dense id of the underlying's index, or {@link org.ringtape.engine.event.EventLayout#NO_ID}. */
    public int indexInstrumentId()
    {
        return indexInstrumentId;
    }

    /** True once the index of the underlying had a price. */
    public boolean hasIndexPrice()
    {
        return indexPrices.value(indexInstrumentId) != null;
    }

    /** Scaled price of the underlying's index, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long indexPrice()
    {
        final IndexPrice index = indexPrices.value(indexInstrumentId);
        return index == null ? ABSENT : index.price();
    }

    /** Decimals of {@link #indexPrice()}. */
    public int indexPriceScale()
    {
        final IndexPrice index = indexPrices.value(indexInstrumentId);
        return index == null ? 0 : index.priceScale();
    }

    /** False if there is no index price, or it may be outdated. */
    public boolean isIndexCurrent()
    {
        return indexPrices.isCurrent(indexInstrumentId);
    }

    /** True if the definition names this chain's underlying. */
    boolean isUnderlyingOf(final InstrumentDefinition definition)
    {
        if (definition.venueId() != venueId || definition.textLength(Text.UNDERLYING) != underlyingBytes.length)
        {
            return false;
        }
        final int at = definition.offset() + definition.textOffset(Text.UNDERLYING);
        for (int i = 0; i < underlyingBytes.length; i++)
        {
            if (definition.buffer().getByte(at + i) != underlyingBytes[i])
            {
                return false;
            }
        }
        return true;
    }

    void indexInstrumentId(final int instrumentId)
    {
        indexInstrumentId = instrumentId;
    }

    /** False if there is such an option already. */
    boolean add(final ChainOption option)
    {
        final int place = place(option.expiryNs());
        if (place == expiryCount || expiries[place].expiryNs != option.expiryNs())
        {
            insert(place, new ExpiryRow(option.expiryNs()));
        }
        if (!expiries[place].add(option))
        {
            return false;
        }
        optionCount++;
        version++;
        return true;
    }

    void remove(final ChainOption option)
    {
        final int place = place(option.expiryNs());
        expiries[place].remove(option);
        optionCount--;
        version++;
        if (expiries[place].strikeCount == 0)
        {
            expiryCount--;
            System.arraycopy(expiries, place + 1, expiries, place, expiryCount - place);
            expiries[expiryCount] = null;
        }
    }

    private void insert(final int place, final ExpiryRow row)
    {
        if (expiryCount == expiries.length)
        {
            expiries = Arrays.copyOf(expiries, 2 * expiryCount);
        }
        System.arraycopy(expiries, place, expiries, place + 1, expiryCount - place);
        expiries[place] = row;
        expiryCount++;
    }

    /** Index of the first expiry that is not earlier. */
    private int place(final long expiryNs)
    {
        int place = 0;
        while (place < expiryCount && expiries[place].expiryNs < expiryNs)
        {
            place++;
        }
        return place;
    }

    private ExpiryRow row(final int expiry)
    {
        if (expiry < 0 || expiry >= expiryCount)
        {
            throw new IndexOutOfBoundsException("expiry " + expiry + " of " + expiryCount);
        }
        return expiries[expiry];
    }

    private ExpiryRow row(final int expiry, final int strike)
    {
        final ExpiryRow row = row(expiry);
        if (strike < 0 || strike >= row.strikeCount)
        {
            throw new IndexOutOfBoundsException("strike " + strike + " of " + row.strikeCount);
        }
        return row;
    }
}
