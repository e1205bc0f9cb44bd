package org.ringtape.codecs.binance.trade;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.TickerField;

/**
 * Reads {@code trade} of the legacy dialect. {@code t}, {@code p} and {@code q} must be there; ids are texts in live
 * frames and numbers in the documents. {@code S} is the taker's side, {@code "1"} for a buyer and {@code "-1"} for a
 * seller. The documents show a negative quantity for sales where recorded frames have a positive one: the sign is taken
 * off, says the side where {@code S} is absent, and is counted where it contradicts {@code S}. Source: venue documents,
 * "Trade Streams" of the legacy system.
 */
public final class LegacyTradeDecoder extends SymbolEventDecoder
{
    private static final int TRADE_ID = FieldTable.slot('t');
    private static final int BUYER_ORDER_ID = FieldTable.slot('b');
    private static final int SELLER_ORDER_ID = FieldTable.slot('a');
    private static final int SIDE = FieldTable.slot('S');
    private static final int KIND = FieldTable.slot('X');
    private static final FieldMap MAP =
        new FieldMap("p q", TickerField.LAST_PRICE, TickerField.LAST_QUANTITY);
    private static final int PRICE = TickerField.LAST_PRICE.ordinal();
    private static final int QUANTITY = TickerField.LAST_QUANTITY.ordinal();

    private final DecimalRow row = new DecimalRow();
    private final WireId id = new WireId();

    public LegacyTradeDecoder()
    {
        super(BinanceFields.set("e E T s t p q b a S X"));
    }

    @Override
    protected long timeNs(final FieldTable fields)
    {
        return BinanceFields.venueTimeNs(fields);
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
        final long tradeId = reader.number(TRADE_ID);
        final long buyerOrderId = reader.number(BUYER_ORDER_ID);
        final long sellerOrderId = reader.number(SELLER_ORDER_ID);
        final int side = side(fields);
        final JsonText kind = reader.text(KIND);
        if (!reader.isGood() || tradeId == DecimalRow.ABSENT || row.mantissa(PRICE) == DecimalRow.ABSENT ||
            row.mantissa(QUANTITY) == DecimalRow.ABSENT)
        {
            return false;
        }
        final boolean negative = row.mantissa(QUANTITY) < 0;
        id.set(tradeId);
        scope.sink().onTrade(
            instrumentId,
            row.mantissa(PRICE),
            row.scale(PRICE),
            Math.abs(row.mantissa(QUANTITY)),
            row.scale(QUANTITY),
            id,
            buyerOrderId,
            sellerOrderId,
            aggressor(side, negative, scope),
            Placeholders.kindOfTrade(kind == null ?
                TradeSink.KIND_BOOK : BinanceTradeEvent.KINDS.number(kind.bytes(), kind.offset(), kind.length()),
                row.mantissa(QUANTITY)),
            venueTimeNs,
            row.isInexact());
        return true;
    }

    private static int aggressor(final int side, final boolean negative, final FrameScope scope)
    {
        if (side == TradeSink.AGGRESSOR_UNKNOWN)
        {
            return negative ? TradeSink.AGGRESSOR_SELL : side;
        }
        if (negative && side != TradeSink.AGGRESSOR_SELL)
        {
            scope.addSideDisagreement();
        }
        return side;
    }

    private int side(final FieldTable fields)
    {
        if (!reader.isThere(SIDE))
        {
            return TradeSink.AGGRESSOR_UNKNOWN;
        }
        if (fields.isAnyInteger(SIDE) && (fields.integer() == 1 || fields.integer() == -1))
        {
            return fields.integer() == 1 ? TradeSink.AGGRESSOR_BUY : TradeSink.AGGRESSOR_SELL;
        }
        reader.fail();
        return TradeSink.AGGRESSOR_UNKNOWN;
    }
}
