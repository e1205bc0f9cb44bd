package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.InstrumentRow;

/** Receives definitions of instruments: listings, changes of status, rows of an exchange's information. */
@FunctionalInterface
public interface InstrumentSink
{
    /**
     * A definition, or the part of one that the venue told.
     *
     * @param instrumentId as the {@link InstrumentLookup} gave it
     * @param venueTimeNs  epoch nanoseconds, 0 if the venue sent none
     * @param row          what is known; absent means untold, not gone
     */
    void onInstrument(int instrumentId, long venueTimeNs, InstrumentRow row);
}
