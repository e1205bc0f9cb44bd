package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.EpochTimes;

/** What the events of one symbol have in common: {@code s} must be there, and {@code E} is when they were pushed. */
public abstract class SymbolEventDecoder implements EventDecoder
{
    private static final int SYMBOL = FieldTable.slot('s');

    /** Reads the event's own fields. */
    protected final FieldReader reader = new FieldReader();
    private final KeySet known;

    /** A decoder of events that have these keys. */
    protected SymbolEventDecoder(final KeySet known)
    {
        this.known = known;
    }

    @Override
    public final DecodeStatus decode(final byte[] frame, final FieldTable fields, final FrameScope scope)
    {
        final JsonText symbol = fields.text(SYMBOL);
        if (symbol == null)
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = scope.instrumentId(symbol);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final long venueTimeNs = timeNs(fields);
        reader.begin(fields);
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !publish(frame, fields, scope, instrumentId, venueTimeNs))
        {
            return DecodeStatus.MALFORMED;
        }
        scope.addSkippedKeys(fields.unknownCount(known));
        return DecodeStatus.DECODED;
    }

    /** Time of the event, 0 if there is none, {@link EpochTimes#OUT_OF_RANGE} if it is no time. */
    protected long timeNs(final FieldTable fields)
    {
        return BinanceFields.pushTimeNs(fields);
    }

    /** Reads the rest and calls the sink; false, and no call, if something is missing or wrong. */
    protected abstract boolean publish(
        byte[] frame, FieldTable fields, FrameScope scope, int instrumentId, long venueTimeNs);
}
