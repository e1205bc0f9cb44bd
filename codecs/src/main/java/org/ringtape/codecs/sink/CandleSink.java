package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.CandleRow;

/** Receives candles and aggregated trades. */
public interface CandleSink
{
    /** The interval goes on. */
    int STILL_OPEN = 0;
    /** The interval is over and the candle final. */
    int CLOSED = 1;
    /** The venue does not say. */
    int MAYBE_CLOSED = 2;

    /**
     * One candle.
     *
     * @param instrumentId as the {@link InstrumentLookup} gave it
     * @param venueTimeNs  epoch nanoseconds, 0 if the venue sent none
     * @param candle       times, ids and prices
     */
    void onCandle(int instrumentId, long venueTimeNs, CandleRow candle);
}
