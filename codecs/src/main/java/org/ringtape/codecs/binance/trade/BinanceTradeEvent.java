package org.ringtape.codecs.binance.trade;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.field.WordTable;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.TradeSink;

/**
 * {@code trade} in both shapes: options name the taker's side in {@code S} and repeat it in {@code m} (true when the
 * buyer was the maker), USD-M has {@code m} alone. {@code S} wins; that they disagree is counted. {@code X} is MARKET
 * for the order book, BLOCK for a block trade, ADL or INSURANCE_FUND where the venue itself took part, and absent where
 * a venue has one kind only. A quantity of zero (recorded with {@code X} NA and a price of zero) is no trade but a
 * {@link TradeSink#KIND_PLACEHOLDER}. USD-M adds {@code nq}, the quantity without retail price improvement, and
 * {@code st}. Source: venue documents, "Trade Streams".
 */
public final class BinanceTradeEvent implements DescribedEvent
{
    /** What {@code X} says. */
    static final WordTable KINDS = WordTable.orElse(TradeSink.KIND_OTHER)
        .word("MARKET", TradeSink.KIND_BOOK)
        .word("BLOCK", TradeSink.KIND_BLOCK)
        .word("ADL", TradeSink.KIND_ADL)
        .word("INSURANCE_FUND", TradeSink.KIND_INSURANCE_FUND);
    private static final WordTable SIDES = WordTable.only()
        .word("BUY", TradeSink.AGGRESSOR_BUY)
        .word("SELL", TradeSink.AGGRESSOR_SELL);

    private static final EventDescription DESCRIPTION = EventDescription.event("trade", BinanceFields.EVENT)
        .optional("E", ValueKind.TIME)
        .optional("T", ValueKind.TIME)
        .required("s", ValueKind.SYMBOL)
        .optional("ps", ValueKind.UNREAD_NAME)
        .required("t", ValueKind.NATURAL)
        .required("p", ValueKind.DECIMAL)
        .required("q", ValueKind.QUANTITY)
        .optional("X", KINDS)
        .optional("S", SIDES)
        .optional("m", ValueKind.FLAG)
        .optional("nq", ValueKind.UNREAD_DECIMAL)
        .optional("st", ValueKind.UNREAD_INTEGER)
        .build();
    private static final int PUSH_TIME = DESCRIPTION.index("E");
    private static final int TRADE_TIME = DESCRIPTION.index("T");
    private static final int TRADE_ID = DESCRIPTION.index("t");
    private static final int PRICE = DESCRIPTION.index("p");
    private static final int QUANTITY = DESCRIPTION.index("q");
    private static final int KIND = DESCRIPTION.index("X");
    private static final int SIDE = DESCRIPTION.index("S");
    private static final int BUYER_IS_MAKER = DESCRIPTION.index("m");

    private static final int ABSENT = -1;

    @Override
    public EventDescription description()
    {
        return DESCRIPTION;
    }

    @Override
    public boolean publish(final EventValues values, final int instrumentId, final FrameSink sink)
    {
        final int side = values.wordOr(SIDE, TradeSink.AGGRESSOR_UNKNOWN);
        final int makerSide = makerSide(values);
        values.setSidesDisagree(side != TradeSink.AGGRESSOR_UNKNOWN && makerSide != TradeSink.AGGRESSOR_UNKNOWN &&
            makerSide != side);
        final long quantity = values.number(QUANTITY);
        sink.onTrade(
            instrumentId,
            values.number(PRICE),
            values.scale(PRICE),
            quantity,
            values.scale(QUANTITY),
            values.number(TRADE_ID),
            aggressor(values),
            Placeholders.kindOfTrade(kind(values), quantity),
            values.timeNs(values.has(TRADE_TIME) ? TRADE_TIME : PUSH_TIME),
            values.isInexact());
        return true;
    }

    @Override
    public void onLearned(final FrameLayout layout)
    {
        final EventValues values = layout.values;
        layout.trade.take(layout, values.has(TRADE_TIME) ? TRADE_TIME : PUSH_TIME, TRADE_ID, PRICE, QUANTITY,
            aggressor(values), kind(values));
    }

    @Override
    public boolean publishKnown(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final FrameSink sink)
    {
        if (!layout.trade.isBrief())
        {
            return DescribedEvent.super.publishKnown(layout, frame, offset, instrumentId, sink);
        }
        layout.trade.publish(frame, offset, instrumentId, sink);
        return true;
    }

    private static int kind(final EventValues values)
    {
        return values.wordOr(KIND, TradeSink.KIND_BOOK);
    }

    private static int aggressor(final EventValues values)
    {
        final int side = values.wordOr(SIDE, TradeSink.AGGRESSOR_UNKNOWN);
        return side == TradeSink.AGGRESSOR_UNKNOWN ? makerSide(values) : side;
    }

    /** A buyer who was the maker was hit by a seller. */
    private static int makerSide(final EventValues values)
    {
        switch (values.wordOr(BUYER_IS_MAKER, ABSENT))
        {
            case 1:
                return TradeSink.AGGRESSOR_SELL;
            case 0:
                return TradeSink.AGGRESSOR_BUY;
            default:
                return TradeSink.AGGRESSOR_UNKNOWN;
        }
    }
}
