package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.MarkPriceField;

/**
 * Reads {@code markPriceUpdate} of USD-M and COIN-M: mark {@code p}, which must be there, index {@code i}, estimated
 * settlement {@code P}, absent if zero or an empty text, and the funding rate {@code r}, an empty text for contracts
 * that have none. When the next funding is due ({@code T}) has no place in our events. Source: venue documents, "Mark
 * Price Stream".
 */
public final class BinanceFundingDecoder extends SymbolEventDecoder
{
    private static final FieldMap MAP =
        new FieldMap("p i P", MarkPriceField.MARK, MarkPriceField.INDEX, MarkPriceField.SETTLEMENT);
    private static final int RATE = FieldTable.slot('r');

    private final DecimalRow mark = new DecimalRow();
    private final DecimalRow funding = new DecimalRow();

    public BinanceFundingDecoder()
    {
        super(BinanceFields.set("e E T s p i P r"));
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        MAP.read(reader, mark);
        funding.clear();
        reader.decimal(RATE, FundingField.CURRENT, funding);
        if (!reader.isGood() || !mark.has(MarkPriceField.MARK))
        {
            return false;
        }
        Placeholders.dropNoSettlement(mark, MarkPriceField.SETTLEMENT);
        scope.sink().onMarkPrice(instrumentId, venueTimeNs, mark);
        if (funding.has(FundingField.CURRENT))
        {
            scope.sink().onFunding(instrumentId, venueTimeNs, DecimalRow.ABSENT, funding);
        }
        return true;
    }
}
