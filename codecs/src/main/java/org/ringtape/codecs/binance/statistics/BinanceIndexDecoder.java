package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.MarkPriceField;

/**
 * Reads {@code indexPrice}, and {@code index} of the legacy dialect, which is the same; {@code p} must be there.
 * Source: venue documents, "Index Price Streams".
 */
public final class BinanceIndexDecoder extends SymbolEventDecoder
{
    private static final int PRICE = FieldTable.slot('p');

    private final DecimalRow row = new DecimalRow();

    public BinanceIndexDecoder()
    {
        super(BinanceFields.set("e E s p"));
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        row.clear();
        reader.decimal(PRICE, MarkPriceField.INDEX, row);
        if (!reader.isGood() || !row.has(MarkPriceField.INDEX))
        {
            return false;
        }
        final int at = MarkPriceField.INDEX.ordinal();
        scope.sink().onIndexPrice(instrumentId, venueTimeNs, row.mantissa(at), row.scale(at), row.isInexact());
        return true;
    }
}
