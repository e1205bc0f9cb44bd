package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.AnyOrderReader;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.sink.InstrumentLookup;

/** Reads a described event in any order. Owned by one decoder. */
public final class DescribedDecoder implements EventDecoder
{
    private static final int SYMBOL = FieldTable.slot('s');

    private final DescribedEvent event;
    private final AnyOrderReader reader = new AnyOrderReader();
    private final EventValues values = new EventValues();

    /** A decoder of one event. */
    public DescribedDecoder(final DescribedEvent event)
    {
        this.event = event;
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final FieldTable fields, final FrameScope scope)
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
        if (!reader.read(frame, fields, event.description(), values) ||
            !event.publish(values, instrumentId, scope.sink()))
        {
            return DecodeStatus.MALFORMED;
        }
        scope.addSkippedKeys(fields.unknownCount(event.description().known()));
        scope.addSideDisagreement(values);
        return DecodeStatus.DECODED;
    }
}
