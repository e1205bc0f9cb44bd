package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.TickerField.HIGH;
import static org.ringtape.codecs.sink.TickerField.LAST_PRICE;
import static org.ringtape.codecs.sink.TickerField.LAST_QUANTITY;
import static org.ringtape.codecs.sink.TickerField.LOW;
import static org.ringtape.codecs.sink.TickerField.NOTIONAL;
import static org.ringtape.codecs.sink.TickerField.OPEN;
import static org.ringtape.codecs.sink.TickerField.PRICE_CHANGE;
import static org.ringtape.codecs.sink.TickerField.QUANTITY;
import static org.ringtape.codecs.sink.TickerField.RELATIVE_CHANGE_AS_SENT;
import static org.ringtape.codecs.sink.TickerField.WEIGHTED_PRICE;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.DecimalRow;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.TickerField;
import org.ringtape.codecs.text.EpochTimes;

/**
 * The fast path of {@code 24hrTicker}, of options and USD-M alike: every key there, in the order of the venue's
 * documents. See {@link BinanceStatisticsDecoder} for the general path.
 */
public final class DayTickerReader
{
    private static final String KEYS = "pPwcQohlvq";
    private static final TickerField[] FIELDS = {
        PRICE_CHANGE, RELATIVE_CHANGE_AS_SENT, WEIGHTED_PRICE, LAST_PRICE, LAST_QUANTITY, OPEN, HIGH, LOW, QUANTITY,
        NOTIONAL};
    private static final long[] OPENINGS = KEYS.chars().mapToLong(key -> BinanceKeys.quoted((char)key)).toArray();
    private static final long[] INTEGERS = "OCFLn".chars().mapToLong(key -> BinanceKeys.bare((char)key)).toArray();
    private static final long TIME = BinanceKeys.bare('E');
    private static final long SYMBOL = BinanceKeys.quoted('s');
    /** Place of {@code O} among the numbers of the event. */
    private static final int FIRST_INTEGER = 1 + FIELDS.length;

    private final long[] numbers = new long[FrameLayout.MAX_NUMBERS];
    /** Every event sets the same fields, so it is never cleared. */
    private final DecimalRow row = new DecimalRow();

    /**
     * Reads an event in the documented order from behind its name to the end of the frame.
     *
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final boolean enveloped)
    {
        if (!cursor.match(TIME, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        numbers[0] = cursor.number();
        if (!cursor.match(SYMBOL, BinanceKeys.OPEN_LENGTH) || !cursor.text())
        {
            return null;
        }
        final int symbolOffset = cursor.textOffset();
        final int symbolLength = cursor.textLength();
        for (int i = 0; i < FIELDS.length; i++)
        {
            if (!cursor.match(OPENINGS[i], BinanceKeys.OPEN_LENGTH) || !cursor.signedDecimal())
            {
                return null;
            }
            row.set(FIELDS[i], cursor.number(), cursor.scale());
        }
        for (int i = 0; i < INTEGERS.length; i++)
        {
            if (!cursor.match(INTEGERS[i], BinanceKeys.BARE_LENGTH) || !cursor.signedInteger())
            {
                return null;
            }
            numbers[FIRST_INTEGER + i] = cursor.number();
        }
        return cursor.closes(enveloped) && areGood() ?
            publish(scope.instrumentId(cursor.frame(), symbolOffset, symbolLength), scope) : null;
    }

    /**
     * Reads an event whose layout is known.
     *
     * @return null if a number of it is out of its range; nothing of it is then with the sink
     */
    public DecodeStatus decode(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final FrameScope scope)
    {
        layout.read(frame, offset, numbers);
        if (!areGood())
        {
            return null;
        }
        for (int i = 0; i < FIELDS.length; i++)
        {
            row.set(FIELDS[i], numbers[i + 1], layout.scale(i + 1));
        }
        return publish(instrumentId, scope);
    }

    private boolean areGood()
    {
        return EpochTimes.nsOfMs(numbers[0]) != EpochTimes.OUT_OF_RANGE &&
            EpochTimes.nsOfMs(numbers[FIRST_INTEGER]) != EpochTimes.OUT_OF_RANGE &&
            EpochTimes.nsOfMs(numbers[FIRST_INTEGER + 1]) != EpochTimes.OUT_OF_RANGE &&
            numbers[FIRST_INTEGER + 2] >= -1 && numbers[FIRST_INTEGER + 3] >= -1 && numbers[FIRST_INTEGER + 4] >= -1;
    }

    private DecodeStatus publish(final int instrumentId, final FrameScope scope)
    {
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        scope.sink().onTicker(
            instrumentId,
            EpochTimes.nsOfMs(numbers[0]),
            EpochTimes.nsOfMs(numbers[FIRST_INTEGER]),
            EpochTimes.nsOfMs(numbers[FIRST_INTEGER + 1]),
            Placeholders.idOrAbsent(numbers[FIRST_INTEGER + 2]),
            Placeholders.idOrAbsent(numbers[FIRST_INTEGER + 3]),
            Placeholders.idOrAbsent(numbers[FIRST_INTEGER + 4]),
            row);
        return DecodeStatus.DECODED;
    }
}
