package org.ringtape.engine.tape;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.health.CountWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

/**
 * The last trades of one instrument, newest first, in arrays that never grow. Every trade keeps its own scales.
 * Reading allocates nothing. Market thread only.
 * <p>
 * Of an id the tape keeps its kind and 128 bits: all of a number, of 32 hexadecimal digits, of a UUID or ULID; of a
 * text its hash, the text itself being in the ring's event only. Two ids are taken for one if kind and bits are the
 * same.
 * <p>
 * Trades that were not matched in the book (blocks) stand on the tape, but not in {@link #lastBookPrice()} and
 * {@link #bookTradeCount()}.
 */
public final class TradeTape
{
    private static final IdKind[] ID_KINDS = IdKind.values();
    private static final Aggressor[] AGGRESSORS = Aggressor.values();
    private static final TradeKind[] KINDS = TradeKind.values();

    private final int instrumentId;
    private final boolean denseIds;
    private final int mask;
    private final long[] prices;
    private final long[] quantities;
    private final long[] ids;
    private final long[] idsHigh;
    private final long[] venueTimes;
    private final long[] receiveTimes;
    private final byte[] priceScales;
    private final byte[] quantityScales;
    private final byte[] idKinds;
    private final byte[] aggressors;
    private final byte[] kinds;

    private long tradeCount;
    private long bookTradeCount;
    private long lastBookPrice = ABSENT;
    private int lastBookPriceScale;
    private boolean hasLastId;
    private long lastId;
    private final CountWatch count = new CountWatch();
    private final MarketHealth health;
    private int sourceId;
    private int streamId;
    private int losses;
    private int stamp;
    /** Trades still on the tape that came before the last interruption, after which they may come again. */
    private int oldTrades;
    private boolean interrupted;

    /**
     * An empty tape.
     *
     * @param instrumentId of its instrument
     * @param capacity     trades kept, a power of two
     * @param denseIds     whether the venue counts the instrument's trades by one
     * @param health       of the streams that feed it
     */
    public TradeTape(
        final int instrumentId, final int capacity, final boolean denseIds, final MarketHealth health)
    {
        if (capacity < 1 || Integer.bitCount(capacity) != 1)
        {
            throw new IllegalArgumentException("capacity of a tape must be a power of two: " + capacity);
        }
        this.instrumentId = instrumentId;
        this.denseIds = denseIds;
        this.health = health;
        mask = capacity - 1;
        prices = new long[capacity];
        quantities = new long[capacity];
        ids = new long[capacity];
        idsHigh = new long[capacity];
        venueTimes = new long[capacity];
        receiveTimes = new long[capacity];
        priceScales = new byte[capacity];
        quantityScales = new byte[capacity];
        idKinds = new byte[capacity];
        aggressors = new byte[capacity];
        kinds = new byte[capacity];
    }

    /** Dense id of the instrument. */
    public int instrumentId()
    {
        return instrumentId;
    }

    /** Whether the venue counts the instrument's trades by one. */
    public boolean hasDenseIds()
    {
        return denseIds;
    }

    /** Most trades the tape keeps. */
    public int capacity()
    {
        return mask + 1;
    }

    /** Trades on the tape. */
    public int size()
    {
        return (int)Math.min(tradeCount, capacity());
    }

    /** Trades ever added. */
    public long tradeCount()
    {
        return tradeCount;
    }

    /** Trades ever added that were matched in the book. */
    public long bookTradeCount()
    {
        return bookTradeCount;
    }

    /** Price of the newest trade matched in the book, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long lastBookPrice()
    {
        return lastBookPrice;
    }

    /** Decimals of {@link #lastBookPrice()}. */
    public int lastBookPriceScale()
    {
        return lastBookPriceScale;
    }

    /** Scaled price of the n-th newest trade; here and below {@code 0 <= n < size()}, 0 is the newest. */
    public long price(final int n)
    {
        return prices[place(n)];
    }

    /** Decimals of the n-th newest trade's price. */
    public int priceScale(final int n)
    {
        return priceScales[place(n)];
    }

    /** Scaled quantity of the n-th newest trade. */
    public long quantity(final int n)
    {
        return quantities[place(n)];
    }

    /** Decimals of the n-th newest trade's quantity. */
    public int quantityScale(final int n)
    {
        return quantityScales[place(n)];
    }

    /** What the id of the n-th newest trade holds. */
    public IdKind idKind(final int n)
    {
        return ID_KINDS[idKinds[place(n)]];
    }

    /** Low 64 bits of the n-th newest trade's id. */
    public long id(final int n)
    {
        return ids[place(n)];
    }

    /** High 64 bits of the n-th newest trade's id. */
    public long idHigh(final int n)
    {
        return idsHigh[place(n)];
    }

    /** Who took liquidity in the n-th newest trade. */
    public Aggressor aggressor(final int n)
    {
        return AGGRESSORS[aggressors[place(n)]];
    }

    /** How the n-th newest trade came about. */
    public TradeKind kind(final int n)
    {
        return KINDS[kinds[place(n)]];
    }

    /** Venue time of the n-th newest trade, epoch nanoseconds; 0 if the venue sent none. */
    public long venueTimeNs(final int n)
    {
        return venueTimes[place(n)];
    }

    /** Receive time of the n-th newest trade, epoch nanoseconds of our clock. */
    public long receiveTimeNs(final int n)
    {
        return receiveTimes[place(n)];
    }

    /** True if the trade's id can be compared with those before it. */
    boolean isCounted(final Trade trade)
    {
        return denseIds && trade.idKind() == IdKind.U64;
    }

    /** True if a trade with a counted id has been added. */
    boolean hasLastId()
    {
        return hasLastId;
    }

    /** Newest counted id, unsigned. */
    long lastId()
    {
        return lastId;
    }

    /** False before the first trade, if trades may be missing behind the newest, or its stream is silent or gone. */
    public boolean isCurrent()
    {
        return tradeCount > 0 && health.isCurrent(sourceId, streamId, stamp);
    }

    /** Why the tape is not current; {@link HealthReason#NONE} if it is. */
    public HealthReason reason()
    {
        return tradeCount == 0 ? HealthReason.NO_DATA : health.reason(sourceId, streamId, stamp);
    }

    /** Notes whether anything was lost since the newest trade, and remembers what there was before. */
    void noteLosses(final Trade trade)
    {
        final int lossesNow = health.losses(trade.sourceId(), trade.streamId());
        final boolean sameStream = trade.sourceId() == sourceId && trade.streamId() == streamId;
        if (sameStream && lossesNow != losses && tradeCount > 0)
        {
            oldTrades = size();
            interrupted = true;
        }
        sourceId = trade.sourceId();
        streamId = trade.streamId();
        losses = lossesNow;
        stamp = health.stamp(trade);
    }

    /** True if a trade whose id does not go on begins a new count, see {@link CountWatch}. */
    boolean beginsNewCount(final Trade trade)
    {
        return !isKnown(trade) && count.hasRestarted(trade.venueTimeNs(), venueTimeNs(0), interrupted);
    }

    private boolean isKnown(final Trade trade)
    {
        for (int n = 0; n < size(); n++)
        {
            final int place = place(n);
            if (ids[place] == trade.id() && venueTimes[place] == trade.venueTimeNs())
            {
                return true;
            }
        }
        return false;
    }

    /** True if the trade is on the tape from before the last interruption. A trade without id is never. */
    boolean isRepeated(final Trade trade)
    {
        if (oldTrades == 0 || trade.idKind() == IdKind.NONE)
        {
            return false;
        }
        final byte idKind = (byte)trade.idKind().ordinal();
        final long low = trade.id();
        final long high = trade.idHigh();
        final int size = size();
        for (int n = size - oldTrades; n < size; n++)
        {
            final int place = place(n);
            if (ids[place] == low && idsHigh[place] == high && idKinds[place] == idKind)
            {
                return true;
            }
        }
        return false;
    }

    /** True once after each interruption. */
    boolean takeInterruption()
    {
        final boolean taken = interrupted;
        interrupted = false;
        return taken;
    }

    /** Puts a trade in front; on a full tape the oldest one falls off. */
    void add(final Trade trade)
    {
        if (oldTrades > 0 && tradeCount >= capacity())
        {
            oldTrades--;
        }
        final int place = (int)tradeCount & mask;
        tradeCount++;
        prices[place] = trade.price();
        quantities[place] = trade.quantity();
        ids[place] = trade.id();
        idsHigh[place] = trade.idHigh();
        venueTimes[place] = trade.venueTimeNs();
        receiveTimes[place] = trade.receiveTimeNs();
        priceScales[place] = (byte)trade.priceScale();
        quantityScales[place] = (byte)trade.quantityScale();
        idKinds[place] = (byte)trade.idKind().ordinal();
        aggressors[place] = (byte)trade.aggressor().ordinal();
        kinds[place] = (byte)trade.kind().ordinal();
        if (trade.kind() == TradeKind.BOOK)
        {
            bookTradeCount++;
            lastBookPrice = trade.price();
            lastBookPriceScale = trade.priceScale();
        }
        pass(trade);
    }

    /** Takes the id of an event without putting it on the tape. */
    void pass(final Trade trade)
    {
        if (isCounted(trade))
        {
            hasLastId = true;
            lastId = trade.id();
            count.joined();
        }
    }

    private int place(final int n)
    {
        if (n < 0 || n >= size())
        {
            throw new IndexOutOfBoundsException("trade " + n + " of " + size());
        }
        return (int)(tradeCount - 1 - n) & mask;
    }
}
