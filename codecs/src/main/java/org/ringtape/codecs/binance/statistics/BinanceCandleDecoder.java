package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.row.CandleField.CLOSE;
import static org.ringtape.codecs.sink.row.CandleField.HIGH;
import static org.ringtape.codecs.sink.row.CandleField.LOW;
import static org.ringtape.codecs.sink.row.CandleField.NOTIONAL;
import static org.ringtape.codecs.sink.row.CandleField.OPEN;
import static org.ringtape.codecs.sink.row.CandleField.QUANTITY;
import static org.ringtape.codecs.sink.row.CandleField.TAKER_BUY_NOTIONAL;
import static org.ringtape.codecs.sink.row.CandleField.TAKER_BUY_QUANTITY;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;

/**
 * Reads {@code kline}. In its object {@code k}, {@code t}, {@code T}, {@code i} and the four prices must be there.
 * {@code T} is the last millisecond of the interval and goes on as sent; trade ids are −1 in an interval without trade.
 * The first trade's id is {@code f}, in the legacy dialect {@code F}. Source: venue documents, "Kline/Candlestick
 * Streams".
 */
public final class BinanceCandleDecoder extends SymbolEventDecoder
{
    private static final FieldMap MAP = new FieldMap("o h l c v q V Q",
        OPEN, HIGH, LOW, CLOSE, QUANTITY, NOTIONAL, TAKER_BUY_QUANTITY, TAKER_BUY_NOTIONAL);
    private static final int CANDLE = FieldTable.slot('k');
    private static final int OPEN_TIME = FieldTable.slot('t');
    private static final int CLOSE_TIME = FieldTable.slot('T');
    private static final int INTERVAL = FieldTable.slot('i');
    private static final int LAST_ID = FieldTable.slot('L');
    private static final int COUNT = FieldTable.slot('n');
    private static final int CLOSED = FieldTable.slot('x');

    private final KeySet knownInside;
    private final int firstIdSlot;
    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable inside = BinanceFields.table();
    private final CandleRow row = new CandleRow();

    private BinanceCandleDecoder(final char firstId)
    {
        super(BinanceFields.set("e E s k"));
        firstIdSlot = FieldTable.slot(firstId);
        knownInside = BinanceFields.set("t T s i L o c h l v n x q V Q " + firstId);
    }

    public static BinanceCandleDecoder current()
    {
        return new BinanceCandleDecoder('f');
    }

    public static BinanceCandleDecoder legacy()
    {
        return new BinanceCandleDecoder('F');
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        if (fields.token(CANDLE) != JsonToken.OBJECT_START)
        {
            return false;
        }
        scanner.wrap(frame, fields.start(CANDLE), fields.length(CANDLE)).next();
        if (!inside.index(frame, scanner) || !read())
        {
            return false;
        }
        scope.sink().onCandle(instrumentId, venueTimeNs, row);
        scope.addSkippedKeys(inside.unknownCount(knownInside));
        return true;
    }

    private boolean read()
    {
        row.clear();
        reader.begin(inside);
        MAP.read(reader, row.decimals);
        row.openTimeNs = reader.timeNs(OPEN_TIME);
        row.closeTimeNs = reader.timeNs(CLOSE_TIME);
        row.firstTradeId = reader.number(firstIdSlot);
        row.lastTradeId = reader.number(LAST_ID);
        row.tradeCount = reader.number(COUNT);
        row.closed = closed();
        final JsonText interval = reader.text(INTERVAL);
        if (!reader.isGood() || interval == null || row.openTimeNs == DecimalRow.ABSENT ||
            row.closeTimeNs == DecimalRow.ABSENT || !row.decimals.has(OPEN) || !row.decimals.has(HIGH) ||
            !row.decimals.has(LOW) || !row.decimals.has(CLOSE))
        {
            return false;
        }
        row.intervalNs = CandleIntervals.lengthNs(interval, row.openTimeNs, row.closeTimeNs);
        return row.intervalNs > 0;
    }

    private int closed()
    {
        switch (inside.isNone(CLOSED) ? JsonToken.NULL : inside.token(CLOSED))
        {
            case JsonToken.TRUE:
                return CandleSink.CLOSED;
            case JsonToken.FALSE:
                return CandleSink.STILL_OPEN;
            case JsonToken.NULL:
                return CandleSink.MAYBE_CLOSED;
            default:
                reader.fail();
                return CandleSink.MAYBE_CLOSED;
        }
    }
}
