package org.ringtape.codecs.kiyotaka.statistics;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads the aggregated trades of one window and one aggressor's side, as a candle. Absent numbers are zero. How long
 * the window is and whether it may be sent again is not said. Source: page "Trades (WebSocket)".
 */
public final class AggregationReader extends PayloadReader
{
    private static final CandleField[] DECIMALS =
        {CandleField.OPEN, CandleField.HIGH, CandleField.LOW, CandleField.CLOSE, CandleField.QUANTITY};

    private static final ExpectedText[] DECIMAL_KEYS = {
        ExpectedText.of(",\"tradeAggregation\":{\"open\":"), ExpectedText.of(",\"high\":"),
        ExpectedText.of(",\"low\":"), ExpectedText.of(",\"close\":"), ExpectedText.of(",\"volume\":")};
    private static final ExpectedText FIRST_TIME = ExpectedText.of(",\"firstTimestamp\":");
    private static final ExpectedText LAST_TIME = ExpectedText.of(",\"lastTimestamp\":");

    private final CandleRow candle = new CandleRow();

    public AggregationReader(final Tools tools)
    {
        super(tools, 1L << KiyotakaKeys.OPEN | 1L << KiyotakaKeys.HIGH | 1L << KiyotakaKeys.LOW |
            1L << KiyotakaKeys.CLOSE | 1L << KiyotakaKeys.VOLUME | 1L << KiyotakaKeys.FIRST_TIMESTAMP |
            1L << KiyotakaKeys.LAST_TIMESTAMP);
    }

    @Override
    public void begin(final FrameSink sink)
    {
        candle.clear();
        for (final CandleField field : DECIMALS)
        {
            candle.decimals.set(field, 0, 0);
        }
    }

    @Override
    public boolean field(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        switch (key)
        {
            case KiyotakaKeys.FIRST_TIMESTAMP:
                candle.firstTradeTimeNs = time(frame, scanner, DecimalRow.ABSENT);
                return candle.firstTradeTimeNs != Long.MAX_VALUE;
            case KiyotakaKeys.LAST_TIMESTAMP:
                candle.lastTradeTimeNs = time(frame, scanner, DecimalRow.ABSENT);
                return candle.lastTradeTimeNs != Long.MAX_VALUE;
            default:
                return decimal(DECIMALS[key - KiyotakaKeys.OPEN], frame, scanner);
        }
    }

    @Override
    public boolean inOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        for (int i = 0; i < DECIMALS.length; i++)
        {
            if (!cursor.match(DECIMAL_KEYS[i]) || !cursor.number())
            {
                return false;
            }
            candle.decimals.set(DECIMALS[i], cursor.mantissa(), cursor.scale());
            if (cursor.isInexact())
            {
                candle.decimals.markInexact();
            }
        }
        if (cursor.mantissa() < 0 || !timeInOrder(cursor) || !cursor.match(FIRST_TIME) || !cursor.time())
        {
            return false;
        }
        candle.firstTradeTimeNs = cursor.mantissa();
        if (!cursor.match(LAST_TIME) || !cursor.time())
        {
            return false;
        }
        candle.lastTradeTimeNs = cursor.mantissa();
        return true;
    }

    /** INFERRED: the timestamp is the window's begin. */
    @Override
    public void timed(final long venueTimeNs)
    {
        super.timed(venueTimeNs);
        candle.openTimeNs = venueTimeNs;
    }

    @Override
    public void deliver(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        candle.side = series.side();
        candle.closed = CandleSink.MAYBE_CLOSED;
        sink.onCandle(instrumentId, timeNs(), candle);
    }

    private boolean decimal(final CandleField field, final byte[] frame, final JsonScanner scanner)
    {
        final int outcome = values.decimal(frame, scanner);
        if (outcome != ValueReader.PRESENT)
        {
            return outcome == ValueReader.ABSENT && (field == CandleField.QUANTITY || !values.isEmptyText());
        }
        candle.decimals.set(field, values.mantissa(), values.scale());
        if (values.isInexact())
        {
            candle.decimals.markInexact();
        }
        return field != CandleField.QUANTITY || values.mantissa() >= 0;
    }
}
