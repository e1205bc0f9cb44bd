package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.CandleField.CLOSE;
import static org.ringtape.codecs.sink.CandleField.HIGH;
import static org.ringtape.codecs.sink.CandleField.LOW;
import static org.ringtape.codecs.sink.CandleField.NOTIONAL;
import static org.ringtape.codecs.sink.CandleField.OPEN;
import static org.ringtape.codecs.sink.CandleField.QUANTITY;
import static org.ringtape.codecs.sink.CandleField.TAKER_BUY_NOTIONAL;
import static org.ringtape.codecs.sink.CandleField.TAKER_BUY_QUANTITY;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.CandleField;
import org.ringtape.codecs.sink.CandleRow;
import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * The fast path of {@code kline}: every key there, in the order of the venue's documents. USD-M adds a {@code B} that
 * its documents call "ignore". See {@link BinanceCandleDecoder} for the general path.
 */
public final class CandleReader
{
    private static final long TIME = BinanceKeys.bare('E');
    private static final long SYMBOL = BinanceKeys.quoted('s');
    private static final long OPEN_TIME = ByteWords.literal(",\"k\":{\"t");
    private static final long COLON = ByteWords.literal("\":");
    private static final long CLOSE_TIME = BinanceKeys.bare('T');
    private static final long INTERVAL = BinanceKeys.quoted('i');
    private static final long FIRST_ID = BinanceKeys.bare('f');
    private static final long LAST_ID = BinanceKeys.bare('L');
    private static final long COUNT = BinanceKeys.bare('n');
    private static final long CLOSED = BinanceKeys.bare('x');
    private static final long IGNORED = BinanceKeys.quoted('B');
    private static final long TRUE = ByteWords.literal("true");
    private static final int TRUE_LENGTH = 4;
    private static final long FALSE = ByteWords.literal("false");
    private static final int FALSE_LENGTH = 5;

    private static final long[] OPENINGS = "ochlvqVQ".chars().mapToLong(key -> BinanceKeys.quoted((char)key)).toArray();
    private static final CandleField[] FIELDS = {
        OPEN, CLOSE, HIGH, LOW, QUANTITY, NOTIONAL, TAKER_BUY_QUANTITY, TAKER_BUY_NOTIONAL};
    /** So many of the fields come before {@code n}. */
    private static final int FIELDS_BEFORE_COUNT = 5;

    private static final int FIRST_DECIMAL = 5;
    /** Place of {@code n} among the numbers of the event. */
    private static final int COUNT_AT = FIRST_DECIMAL + FIELDS_BEFORE_COUNT;

    /** Every event sets the same fields, so it is cleared once. */
    private final CandleRow row = new CandleRow();
    private final long[] numbers = new long[FrameLayout.MAX_NUMBERS];
    private boolean month;

    public CandleReader()
    {
        row.clear();
    }

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
        if (!readTimes(cursor) || !readInterval(cursor) || !integer(cursor, FIRST_ID, 3) ||
            !integer(cursor, LAST_ID, 4) || !readDecimals(cursor, 0, FIELDS_BEFORE_COUNT) ||
            !integer(cursor, COUNT, COUNT_AT) || !readClosed(cursor) ||
            !readDecimals(cursor, FIELDS_BEFORE_COUNT, FIELDS.length))
        {
            return null;
        }
        final boolean ignored = cursor.match(IGNORED, BinanceKeys.OPEN_LENGTH);
        if (ignored && !cursor.signedDecimal() || !cursor.match('}') || !cursor.closes(enveloped) || !fill())
        {
            return null;
        }
        final DecodeStatus status =
            publish(scope, scope.instrumentId(cursor.frame(), symbolOffset, symbolLength));
        scope.addSkippedKeys(ignored && status == DecodeStatus.DECODED ? 1 : 0);
        return status;
    }

    /** Notes what the text of the last frame says beside its numbers; false if a layout cannot hold that. */
    public boolean describe(final FrameLayout layout)
    {
        layout.closed = row.closed;
        layout.intervalNs = row.intervalNs;
        return !month;
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
        if (!fill())
        {
            return null;
        }
        row.intervalNs = layout.intervalNs;
        row.closed = layout.closed;
        for (int i = 0; i < FIELDS.length; i++)
        {
            final int at = FIRST_DECIMAL + i + (i < FIELDS_BEFORE_COUNT ? 0 : 1);
            row.decimals.set(FIELDS[i], numbers[at], layout.scale(at));
        }
        return publish(scope, instrumentId);
    }

    private boolean readTimes(final FrameCursor cursor)
    {
        if (!cursor.match(OPEN_TIME, ByteWords.LENGTH) || !cursor.match(COLON, 2) || !cursor.integer())
        {
            return false;
        }
        numbers[1] = cursor.number();
        return integer(cursor, CLOSE_TIME, 2) &&
            cursor.match(SYMBOL, BinanceKeys.OPEN_LENGTH) && cursor.text();
    }

    private boolean readInterval(final FrameCursor cursor)
    {
        if (!cursor.match(INTERVAL, BinanceKeys.OPEN_LENGTH) || !cursor.text())
        {
            return false;
        }
        final int last = cursor.textOffset() + cursor.textLength() - 1;
        month = cursor.textLength() > 0 && cursor.frame()[last] == 'M';
        row.intervalNs = CandleIntervals.lengthNs(cursor.frame(), cursor.textOffset(), cursor.textLength(),
            EpochTimes.nsOfMs(numbers[1]), EpochTimes.nsOfMs(numbers[2]));
        return row.intervalNs > 0;
    }

    private boolean readClosed(final FrameCursor cursor)
    {
        if (!cursor.match(CLOSED, BinanceKeys.BARE_LENGTH))
        {
            return false;
        }
        row.closed = cursor.match(TRUE, TRUE_LENGTH) ? CandleSink.CLOSED :
            cursor.match(FALSE, FALSE_LENGTH) ? CandleSink.STILL_OPEN : CandleSink.MAYBE_CLOSED;
        return row.closed != CandleSink.MAYBE_CLOSED;
    }

    private boolean readDecimals(final FrameCursor cursor, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            if (!cursor.match(OPENINGS[i], BinanceKeys.OPEN_LENGTH) || !cursor.signedDecimal())
            {
                return false;
            }
            row.decimals.set(FIELDS[i], cursor.number(), cursor.scale());
        }
        return true;
    }

    private boolean integer(final FrameCursor cursor, final long opening, final int at)
    {
        if (!cursor.match(opening, BinanceKeys.BARE_LENGTH) || !cursor.signedInteger())
        {
            return false;
        }
        numbers[at] = cursor.number();
        return true;
    }

    /** Takes over what is no decimal; false if something of it is out of its range. */
    private boolean fill()
    {
        row.openTimeNs = EpochTimes.nsOfMs(numbers[1]);
        row.closeTimeNs = EpochTimes.nsOfMs(numbers[2]);
        row.firstTradeId = Placeholders.idOrAbsent(numbers[3]);
        row.lastTradeId = Placeholders.idOrAbsent(numbers[4]);
        row.tradeCount = Placeholders.idOrAbsent(numbers[COUNT_AT]);
        return EpochTimes.nsOfMs(numbers[0]) != EpochTimes.OUT_OF_RANGE && row.openTimeNs != EpochTimes.OUT_OF_RANGE &&
            row.closeTimeNs != EpochTimes.OUT_OF_RANGE &&
            numbers[3] >= -1 && numbers[4] >= -1 && numbers[COUNT_AT] >= -1;
    }

    private DecodeStatus publish(final FrameScope scope, final int instrumentId)
    {
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        scope.sink().onCandle(instrumentId, EpochTimes.nsOfMs(numbers[0]), row);
        return DecodeStatus.DECODED;
    }
}
