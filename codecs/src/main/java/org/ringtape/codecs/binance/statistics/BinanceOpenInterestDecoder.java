package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.OpenInterestField;

/**
 * Reads {@code openInterest}: {@code o} in contracts, which must be there, and {@code h} in USDT, which may come in
 * exponent form (recorded). The same in both dialects. Source: venue documents, "Open Interest".
 */
public final class BinanceOpenInterestDecoder extends SymbolEventDecoder
{
    private static final FieldMap MAP =
        new FieldMap("o h", OpenInterestField.QUANTITY, OpenInterestField.NOTIONAL);

    private final DecimalRow row = new DecimalRow();

    public BinanceOpenInterestDecoder()
    {
        super(BinanceFields.set("e E s o h"));
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        MAP.read(reader, row);
        if (!reader.isGood() || !row.has(OpenInterestField.QUANTITY))
        {
            return false;
        }
        scope.sink().onOpenInterest(instrumentId, venueTimeNs, InterestUnit.CONTRACTS, row);
        return true;
    }
}
