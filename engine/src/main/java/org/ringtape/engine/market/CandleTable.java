package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import java.util.function.Consumer;

import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

/** The last candle of each instrument, interval and side. Market thread only. */
public final class CandleTable
{
    private final PairIndex keys = new PairIndex();
    private final LastValues<Candle> candles;

    CandleTable(final MarketHealth health)
    {
        candles = new LastValues<>(health, Candle::new, PAYLOAD_OFFSET + Candle.LENGTH);
    }

    /**
     * Last candle.
     *
     * @param instrumentId of the instrument
     * @param intervalNs   length of the interval, or {@link org.ringtape.engine.event.EventLayout#ABSENT} for candles
     *                     that do not tell it
     * @param side         BUY or SELL for the trades of one side, UNKNOWN for all
     * @return the same object until the instrument is retired, or null before the first one
     */
    public Candle candle(final int instrumentId, final long intervalNs, final Aggressor side)
    {
        return candles.value(keys.find(first(instrumentId, side), intervalNs));
    }

    /** False if there is no such candle yet, or the one there is may be outdated. */
    public boolean isCurrent(final int instrumentId, final long intervalNs, final Aggressor side)
    {
        return candles.isCurrent(keys.find(first(instrumentId, side), intervalNs));
    }

    /** Why the candle is not current; {@link HealthReason#NONE} if it is. */
    public HealthReason reason(final int instrumentId, final long intervalNs, final Aggressor side)
    {
        return candles.reason(keys.find(first(instrumentId, side), intervalNs));
    }

    /** Instruments, intervals and sides that have a candle. */
    public int size()
    {
        return candles.size();
    }

    /** Visits every last candle; without retirements in the order of first coming. */
    public void forEach(final Consumer<? super Candle> visitor)
    {
        candles.forEach(visitor);
    }

    boolean take(final Candle candle)
    {
        return candles.take(keys.add(first(candle.instrumentId(), candle.side()), candle.intervalNs()), candle);
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        keys.remove(instrumentId, candles::retire);
    }

    private static long first(final int instrumentId, final Aggressor side)
    {
        return (long)side.ordinal() << 32 | instrumentId;
    }
}
