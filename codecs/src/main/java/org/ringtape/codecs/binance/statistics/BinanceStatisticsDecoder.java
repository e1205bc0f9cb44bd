package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.row.TickerField.ASK_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.ASK_QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.ASK_VOLATILITY;
import static org.ringtape.codecs.sink.row.TickerField.BID_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.BID_QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.BID_VOLATILITY;
import static org.ringtape.codecs.sink.row.TickerField.DELTA;
import static org.ringtape.codecs.sink.row.TickerField.ESTIMATED_SETTLEMENT_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.GAMMA;
import static org.ringtape.codecs.sink.row.TickerField.HIGH;
import static org.ringtape.codecs.sink.row.TickerField.HIGH_LIMIT;
import static org.ringtape.codecs.sink.row.TickerField.LAST_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.LAST_QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.LOW;
import static org.ringtape.codecs.sink.row.TickerField.LOW_LIMIT;
import static org.ringtape.codecs.sink.row.TickerField.MARK_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.MARK_VOLATILITY;
import static org.ringtape.codecs.sink.row.TickerField.NOTIONAL;
import static org.ringtape.codecs.sink.row.TickerField.OPEN;
import static org.ringtape.codecs.sink.row.TickerField.PRICE_CHANGE;
import static org.ringtape.codecs.sink.row.TickerField.QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.RELATIVE_CHANGE_AS_SENT;
import static org.ringtape.codecs.sink.row.TickerField.THETA;
import static org.ringtape.codecs.sink.row.TickerField.VEGA;
import static org.ringtape.codecs.sink.row.TickerField.WEIGHTED_PRICE;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.sink.row.DecimalRow;

/**
 * Reads {@code 24hrTicker}. The dialects give the same letters other meanings ({@code v} is vega in the legacy one and
 * a quantity now), hence a map each. {@code c} must be there, and is null or
 * an empty text before the first trade. {@code P} goes on as it was sent: it is a ratio in most
 * frames and a percentage in some. Source: venue documents, "24-hour TICKER" of both systems; USD-M sends the same keys
 * as the current one.
 */
public final class BinanceStatisticsDecoder extends SymbolEventDecoder
{
    private static final FieldMap CURRENT = new FieldMap("c Q o h l p P w v q",
        LAST_PRICE, LAST_QUANTITY, OPEN, HIGH, LOW, PRICE_CHANGE, RELATIVE_CHANGE_AS_SENT, WEIGHTED_PRICE, QUANTITY,
        NOTIONAL);
    private static final FieldMap LEGACY = new FieldMap("c Q o h l p P V A bo ao bq aq b a d t g v vo mp hl ll eep",
        LAST_PRICE, LAST_QUANTITY, OPEN, HIGH, LOW, PRICE_CHANGE, RELATIVE_CHANGE_AS_SENT, QUANTITY, NOTIONAL,
        BID_PRICE, ASK_PRICE, BID_QUANTITY, ASK_QUANTITY, BID_VOLATILITY, ASK_VOLATILITY, DELTA, THETA, GAMMA, VEGA,
        MARK_VOLATILITY, MARK_PRICE, HIGH_LIMIT, LOW_LIMIT, ESTIMATED_SETTLEMENT_PRICE);
    private static final int LAST = FieldTable.slot('c');
    private static final int OPEN_TIME = FieldTable.slot('O');
    private static final int CLOSE_TIME = FieldTable.slot('C');
    private static final int FIRST_ID = FieldTable.slot('F');
    private static final int LAST_ID = FieldTable.slot('L');
    private static final int COUNT = FieldTable.slot('n');

    private final FieldMap map;
    private final boolean hasWindow;
    private final DecimalRow row = new DecimalRow();

    private BinanceStatisticsDecoder(final KeySet known, final FieldMap map, final boolean hasWindow)
    {
        super(known);
        this.map = map;
        this.hasWindow = hasWindow;
    }

    public static BinanceStatisticsDecoder current()
    {
        return new BinanceStatisticsDecoder(BinanceFields.set("e E T s c Q o h l p P w v q O C F L n"), CURRENT, true);
    }

    public static BinanceStatisticsDecoder legacy()
    {
        return new BinanceStatisticsDecoder(
            BinanceFields.set("e E T s c Q o h l p P V A bo ao bq aq b a d t g v vo mp hl ll eep F L n"),
            LEGACY,
            false);
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
        map.read(reader, row);
        final long openTimeNs = hasWindow ? reader.timeNs(OPEN_TIME) : DecimalRow.ABSENT;
        final long closeTimeNs = hasWindow ? reader.timeNs(CLOSE_TIME) : DecimalRow.ABSENT;
        final long firstId = reader.number(FIRST_ID);
        final long lastId = reader.number(LAST_ID);
        final long count = reader.number(COUNT);
        if (!reader.isGood() || !fields.has(LAST))
        {
            return false;
        }
        Placeholders.dropEmptyQuote(row, BID_PRICE, BID_QUANTITY);
        Placeholders.dropEmptyQuote(row, ASK_PRICE, ASK_QUANTITY);
        Placeholders.dropNoVolatility(row, BID_VOLATILITY);
        Placeholders.dropNoVolatility(row, ASK_VOLATILITY);
        Placeholders.dropNoSettlement(row, ESTIMATED_SETTLEMENT_PRICE);
        scope.sink().onTicker(instrumentId, venueTimeNs, openTimeNs, closeTimeNs, firstId, lastId, count, row);
        return true;
    }
}
