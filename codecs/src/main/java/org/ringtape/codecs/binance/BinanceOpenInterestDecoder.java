package org.ringtape.codecs.binance;

import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.InterestUnit;

/**
 * Reads {@code openInterest}: {@code o} in contracts, which must be there, and {@code h} in USDT, which may come in
 * exponent form (recorded). The same in both dialects. Source: venue documents, "Open Interest".
 */
final class BinanceOpenInterestDecoder extends SymbolEventDecoder
{
    private static final FieldMap MAP =
        new FieldMap("o h", OpenInterestField.QUANTITY, OpenInterestField.NOTIONAL);

    private final DecimalRow row = new DecimalRow();

    BinanceOpenInterestDecoder()
    {
        super(KeySet.of("e E s o h"));
    }

    @Override
    boolean publish(
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
