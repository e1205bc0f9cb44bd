package org.ringtape.codecs.binance.statistics;

import static org.ringtape.codecs.sink.row.MarkPriceField.ASK_PRICE;
import static org.ringtape.codecs.sink.row.MarkPriceField.ASK_QUANTITY;
import static org.ringtape.codecs.sink.row.MarkPriceField.ASK_VOLATILITY;
import static org.ringtape.codecs.sink.row.MarkPriceField.BID_PRICE;
import static org.ringtape.codecs.sink.row.MarkPriceField.BID_QUANTITY;
import static org.ringtape.codecs.sink.row.MarkPriceField.BID_VOLATILITY;
import static org.ringtape.codecs.sink.row.MarkPriceField.DELTA;
import static org.ringtape.codecs.sink.row.MarkPriceField.GAMMA;
import static org.ringtape.codecs.sink.row.MarkPriceField.HIGH_LIMIT;
import static org.ringtape.codecs.sink.row.MarkPriceField.INDEX;
import static org.ringtape.codecs.sink.row.MarkPriceField.LOW_LIMIT;
import static org.ringtape.codecs.sink.row.MarkPriceField.MARK;
import static org.ringtape.codecs.sink.row.MarkPriceField.MARK_VOLATILITY;
import static org.ringtape.codecs.sink.row.MarkPriceField.RATE;
import static org.ringtape.codecs.sink.row.MarkPriceField.SETTLEMENT;
import static org.ringtape.codecs.sink.row.MarkPriceField.THETA;
import static org.ringtape.codecs.sink.row.MarkPriceField.VEGA;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads {@code markPrice}, one element of the chain that a push holds; {@code mp} must be there. The legacy dialect
 * sends {@code mp} alone. The estimated settlement price is zero, and then absent here, until the last half hour.
 * Source: venue documents, "Option Mark Price".
 */
public final class BinanceMarkPriceDecoder extends SymbolEventDecoder
{
    private static final String KEYS = "mp i P bo ao bq aq b a hl ll vo rf d t g v";
    private static final MarkPriceField[] FIELDS = {
        MARK, INDEX, SETTLEMENT, BID_PRICE, ASK_PRICE, BID_QUANTITY, ASK_QUANTITY, BID_VOLATILITY, ASK_VOLATILITY,
        HIGH_LIMIT, LOW_LIMIT, MARK_VOLATILITY, RATE, DELTA, THETA, GAMMA, VEGA};
    private static final FieldMap MAP = new FieldMap(KEYS, FIELDS);

    private static final long SYMBOL = ByteWords.literal("{\"s\":\"");
    private static final int SYMBOL_LENGTH = 6;
    private static final long TIME = BinanceKeys.bare('E');
    private static final long NAME_1 = ByteWords.literal(",\"e\":\"ma");
    private static final long NAME_2 = ByteWords.literal("rkPrice\"");
    /** {@code ,"mp":"}, {@code ,"i":"} and so on, in the order of {@link #FIELDS}, which is that of the frames. */
    private static final long[] OPENINGS = openings();
    private static final int[] OPENING_LENGTHS = openingLengths();

    private final DecimalRow row = new DecimalRow();

    public BinanceMarkPriceDecoder()
    {
        super(BinanceFields.set("e E s " + KEYS));
    }

    /**
     * Reads an element in the documented order, braces included.
     *
     * @param stream announces the stream of the frame before the element is handed on
     * @return null if it deviates or its stream is unwanted; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final ChainReader stream)
    {
        if (!cursor.match(SYMBOL, SYMBOL_LENGTH) || !cursor.text())
        {
            return null;
        }
        final int symbolOffset = cursor.textOffset();
        final int symbolLength = cursor.textLength();
        row.clear();
        if (!decimalInOrder(cursor, 0) || !cursor.match(TIME, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long venueTimeNs = EpochTimes.nsOfMs(cursor.number());
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !cursor.match(NAME_1, ByteWords.LENGTH) ||
            !cursor.match(NAME_2, ByteWords.LENGTH))
        {
            return null;
        }
        for (int i = 1; i < FIELDS.length; i++)
        {
            if (!decimalInOrder(cursor, i))
            {
                return null;
            }
        }
        if (!cursor.match('}') || !stream.isWanted())
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), symbolOffset, symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        publish(scope.sink(), instrumentId, venueTimeNs);
        return DecodeStatus.DECODED;
    }

    private boolean decimalInOrder(final FrameCursor cursor, final int index)
    {
        if (!cursor.match(OPENINGS[index], OPENING_LENGTHS[index]) || !cursor.signedDecimal())
        {
            return false;
        }
        row.set(FIELDS[index], cursor.number(), cursor.scale());
        return true;
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
        if (!reader.isGood() || !row.has(MARK))
        {
            return false;
        }
        publish(scope.sink(), instrumentId, venueTimeNs);
        return true;
    }

    private void publish(final FrameSink sink, final int instrumentId, final long venueTimeNs)
    {
        Placeholders.dropEmptyQuote(row, BID_PRICE, BID_QUANTITY);
        Placeholders.dropEmptyQuote(row, ASK_PRICE, ASK_QUANTITY);
        Placeholders.dropNoVolatility(row, BID_VOLATILITY);
        Placeholders.dropNoVolatility(row, ASK_VOLATILITY);
        Placeholders.dropNoSettlement(row, SETTLEMENT);
        sink.onMarkPrice(instrumentId, venueTimeNs, row);
    }

    private static long[] openings()
    {
        final String[] keys = KEYS.split(" ");
        final long[] openings = new long[keys.length];
        for (int i = 0; i < keys.length; i++)
        {
            openings[i] = ByteWords.literal(",\"" + keys[i] + "\":\"");
        }
        return openings;
    }

    private static int[] openingLengths()
    {
        final String[] keys = KEYS.split(" ");
        final int[] lengths = new int[keys.length];
        for (int i = 0; i < keys.length; i++)
        {
            lengths[i] = BinanceKeys.OPEN_LENGTH - 1 + keys[i].length();
        }
        return lengths;
    }
}
