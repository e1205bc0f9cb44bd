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
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.CandleRow;

/**
 * {@code kline} with every key there, in the order of the venue's documents. USD-M adds a {@code B} that its documents
 * call "ignore". What else it may look like is for {@link BinanceCandleDecoder}.
 */
public final class CandleEvent implements DescribedEvent
{
    private static final EventDescription DESCRIPTION = EventDescription.event("kline", BinanceFields.EVENT)
        .required("E", ValueKind.TIME)
        .required("s", ValueKind.SYMBOL)
        .nested("k")
        .required("t", ValueKind.TIME)
        .required("T", ValueKind.TIME)
        .required("s", ValueKind.NAME)
        .required("i", ValueKind.TEXT)
        .required("f", ValueKind.INTEGER)
        .required("L", ValueKind.INTEGER)
        .required("o", ValueKind.DECIMAL)
        .required("c", ValueKind.DECIMAL)
        .required("h", ValueKind.DECIMAL)
        .required("l", ValueKind.DECIMAL)
        .required("v", ValueKind.DECIMAL)
        .required("n", ValueKind.INTEGER)
        .required("x", ValueKind.FLAG)
        .required("q", ValueKind.DECIMAL)
        .required("V", ValueKind.DECIMAL)
        .required("Q", ValueKind.DECIMAL)
        .optional("B", ValueKind.UNREAD_DECIMAL)
        .build();
    private static final int PUSH_TIME = DESCRIPTION.index("E");
    private static final int OPEN_TIME = DESCRIPTION.index("t");
    private static final int CLOSE_TIME = DESCRIPTION.index("T");
    private static final int INTERVAL = DESCRIPTION.index("i");
    private static final int FIRST_ID = DESCRIPTION.index("f");
    private static final int LAST_ID = DESCRIPTION.index("L");
    private static final int COUNT = DESCRIPTION.index("n");
    private static final int CLOSED = DESCRIPTION.index("x");
    private static final CandleField[] FIELDS = {
        OPEN, CLOSE, HIGH, LOW, QUANTITY, NOTIONAL, TAKER_BUY_QUANTITY, TAKER_BUY_NOTIONAL};
    /** Places of the fields. */
    private static final int[] DECIMALS = "ochlvqVQ".chars().map(key -> DESCRIPTION.index("" + (char)key)).toArray();

    /** Every event sets the same fields, so it is cleared once. */
    private final CandleRow row = new CandleRow();

    /** An event. */
    public CandleEvent()
    {
        row.clear();
    }

    @Override
    public EventDescription description()
    {
        return DESCRIPTION;
    }

    @Override
    public boolean publish(final EventValues values, final int instrumentId, final FrameSink sink)
    {
        row.openTimeNs = values.timeNs(OPEN_TIME);
        row.closeTimeNs = values.timeNs(CLOSE_TIME);
        row.intervalNs = CandleIntervals.lengthNs(values.frame(), values.textOffset(INTERVAL),
            values.textLength(INTERVAL), row.openTimeNs, row.closeTimeNs);
        if (row.intervalNs <= 0 || values.number(FIRST_ID) < -1 || values.number(LAST_ID) < -1 ||
            values.number(COUNT) < -1)
        {
            return false;
        }
        row.firstTradeId = Placeholders.idOrAbsent(values.number(FIRST_ID));
        row.lastTradeId = Placeholders.idOrAbsent(values.number(LAST_ID));
        row.tradeCount = Placeholders.idOrAbsent(values.number(COUNT));
        row.closed = values.wordOr(CLOSED, 0) != 0 ? CandleSink.CLOSED : CandleSink.STILL_OPEN;
        for (int i = 0; i < FIELDS.length; i++)
        {
            row.decimals.set(FIELDS[i], values.number(DECIMALS[i]), values.scale(DECIMALS[i]));
        }
        sink.onCandle(instrumentId, values.timeNs(PUSH_TIME), row);
        return true;
    }
}
