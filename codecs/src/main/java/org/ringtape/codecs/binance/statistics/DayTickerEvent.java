package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.row.TickerField.HIGH;
import static org.ringtape.codecs.sink.row.TickerField.LAST_PRICE;
import static org.ringtape.codecs.sink.row.TickerField.LAST_QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.LOW;
import static org.ringtape.codecs.sink.row.TickerField.NOTIONAL;
import static org.ringtape.codecs.sink.row.TickerField.OPEN;
import static org.ringtape.codecs.sink.row.TickerField.PRICE_CHANGE;
import static org.ringtape.codecs.sink.row.TickerField.QUANTITY;
import static org.ringtape.codecs.sink.row.TickerField.RELATIVE_CHANGE_AS_SENT;
import static org.ringtape.codecs.sink.row.TickerField.WEIGHTED_PRICE;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.TickerField;

/**
 * {@code 24hrTicker} with every key there, in the order of the venue's documents, of options and USD-M alike. What else
 * it may look like is for {@link BinanceStatisticsDecoder}.
 */
public final class DayTickerEvent implements DescribedEvent
{
    private static final EventDescription DESCRIPTION = EventDescription.event("24hrTicker", BinanceFields.EVENT)
        .required("E", ValueKind.TIME)
        .required("s", ValueKind.SYMBOL)
        .required("p", ValueKind.DECIMAL)
        .required("P", ValueKind.DECIMAL)
        .required("w", ValueKind.DECIMAL)
        .required("c", ValueKind.DECIMAL)
        .required("Q", ValueKind.DECIMAL)
        .required("o", ValueKind.DECIMAL)
        .required("h", ValueKind.DECIMAL)
        .required("l", ValueKind.DECIMAL)
        .required("v", ValueKind.DECIMAL)
        .required("q", ValueKind.DECIMAL)
        .required("O", ValueKind.TIME)
        .required("C", ValueKind.TIME)
        .required("F", ValueKind.INTEGER)
        .required("L", ValueKind.INTEGER)
        .required("n", ValueKind.INTEGER)
        .build();
    private static final int PUSH_TIME = DESCRIPTION.index("E");
    private static final int FIRST_DECIMAL = DESCRIPTION.index("p");
    private static final int OPEN_TIME = DESCRIPTION.index("O");
    private static final int CLOSE_TIME = DESCRIPTION.index("C");
    private static final int FIRST_ID = DESCRIPTION.index("F");
    private static final int LAST_ID = DESCRIPTION.index("L");
    private static final int COUNT = DESCRIPTION.index("n");
    /** One a decimal, in the order described. */
    private static final TickerField[] FIELDS = {
        PRICE_CHANGE, RELATIVE_CHANGE_AS_SENT, WEIGHTED_PRICE, LAST_PRICE, LAST_QUANTITY, OPEN, HIGH, LOW, QUANTITY,
        NOTIONAL};

    /** Every event sets the same fields, so it is never cleared. */
    private final DecimalRow row = new DecimalRow();

    @Override
    public EventDescription description()
    {
        return DESCRIPTION;
    }

    @Override
    public boolean publish(final EventValues values, final int instrumentId, final FrameSink sink)
    {
        if (values.number(FIRST_ID) < -1 || values.number(LAST_ID) < -1 || values.number(COUNT) < -1)
        {
            return false;
        }
        for (int i = 0; i < FIELDS.length; i++)
        {
            row.set(FIELDS[i], values.number(FIRST_DECIMAL + i), values.scale(FIRST_DECIMAL + i));
        }
        sink.onTicker(
            instrumentId,
            values.timeNs(PUSH_TIME),
            values.timeNs(OPEN_TIME),
            values.timeNs(CLOSE_TIME),
            Placeholders.idOrAbsent(values.number(FIRST_ID)),
            Placeholders.idOrAbsent(values.number(LAST_ID)),
            Placeholders.idOrAbsent(values.number(COUNT)),
            row);
        return true;
    }
}
