package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.PriceTargetRow;

/** Receives target prices of windows. */
@FunctionalInterface
public interface PriceTargetSink
{
    /**
     * What the venue says of one window of one interval.
     *
     * @param instrumentId as the {@link InstrumentLookup} gave it
     * @param row          the window; valid during the call only
     */
    void onPriceTarget(int instrumentId, PriceTargetRow row);
}
