package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.TopOfBookSink;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads {@code bookTicker}. {@code s}, {@code u}, {@code b}, {@code B}, {@code a} and {@code A} must be there. A side
 * whose price and quantity are both zero (seen in recorded frames), null or empty texts has no quote. COIN-M sends
 * {@code u} before {@code e}. Source: venue documents, "Individual Symbol Book Ticker Streams".
 */
public final class BinanceTickerDecoder implements EventDecoder
{
    private static final int SYMBOL = FieldTable.slot('s');
    private static final int UPDATE = FieldTable.slot('u');
    private static final KeySet KNOWN = BinanceFields.set("e E T s u b B a A");

    private static final long BARE_U = BinanceKeys.bare('u');
    private static final long QUOTED_S = BinanceKeys.quoted('s');
    private static final long QUOTED_BID = BinanceKeys.quoted('b');
    private static final long QUOTED_BID_QUANTITY = BinanceKeys.quoted('B');
    private static final long QUOTED_ASK = BinanceKeys.quoted('a');
    private static final long QUOTED_ASK_QUANTITY = BinanceKeys.quoted('A');
    private static final long BARE_T = BinanceKeys.bare('T');
    private static final long BARE_E = BinanceKeys.bare('E');

    private static final byte[] ZERO = {'0'};

    private final DecimalParser decimals = new DecimalParser();
    private boolean inexact;
    private long price;
    private int priceScale;
    private long bidPrice;
    private int bidPriceScale;
    private long bidQuantity;
    private int bidQuantityScale;
    private long askPrice;
    private int askPriceScale;
    private long askQuantity;
    private int askQuantityScale;

    /**
     * Reads an event in the documented order from behind its name to the end of the frame.
     *
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final boolean enveloped)
    {
        if (!cursor.match(BARE_U, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        return decodeInOrder(cursor, scope, enveloped, cursor.number());
    }

    /** From behind {@code u}, or behind the event's name where {@code u} came before it. */
    public DecodeStatus decodeInOrder(
        final FrameCursor cursor, final FrameScope scope, final boolean enveloped, final long sequence)
    {
        if (!cursor.match(QUOTED_S, BinanceKeys.OPEN_LENGTH) || !cursor.text())
        {
            return null;
        }
        final int symbolOffset = cursor.textOffset();
        final int symbolLength = cursor.textLength();
        int skippedKeys = 0;
        if (cursor.match(BinanceKeys.PAIR_SYMBOL, BinanceKeys.PAIR_SYMBOL_LENGTH))
        {
            if (!cursor.text())
            {
                return null;
            }
            skippedKeys++;
        }
        if (!readQuotesInOrder(cursor) || !cursor.match(BARE_T, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long venueTimeNs = EpochTimes.nsOfMs(cursor.number());
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !cursor.match(BARE_E, BinanceKeys.BARE_LENGTH) ||
            !cursor.integer() || EpochTimes.nsOfMs(cursor.number()) == EpochTimes.OUT_OF_RANGE)
        {
            return null;
        }
        final boolean stated = cursor.match(BinanceKeys.STATE, BinanceKeys.STATE_LENGTH);
        skippedKeys += stated ? 1 : 0;
        if (stated && !cursor.integer() || !cursor.closes(enveloped))
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), symbolOffset, symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        inexact = false;
        publish(scope, instrumentId, venueTimeNs, sequence);
        scope.addSkippedKeys(skippedKeys);
        return DecodeStatus.DECODED;
    }

    /**
     * Reads an event whose layout is known, and with it that its times are: {@code u}, {@code b}, {@code B}, {@code a},
     * {@code A}, {@code T}, {@code E} and numbers that nobody reads.
     */
    public void decode(
        final FrameLayout layout,
        final byte[] frame,
        final int offset,
        final int instrumentId,
        final TopOfBookSink sink)
    {
        final long bids = layout.number(frame, offset, 2);
        final long asks = layout.number(frame, offset, 4);
        sink.onTopOfBook(
            instrumentId,
            quote(layout.number(frame, offset, 1), bids),
            layout.scale(1),
            bids,
            layout.scale(2),
            quote(layout.number(frame, offset, 3), asks),
            layout.scale(3),
            asks,
            layout.scale(4),
            EpochTimes.nsOfMs(layout.number(frame, offset, 5)),
            layout.number(frame, offset, 0),
            false);
    }

    private boolean readQuotesInOrder(final FrameCursor cursor)
    {
        if (!cursor.match(QUOTED_BID, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return false;
        }
        bidPrice = cursor.number();
        bidPriceScale = cursor.scale();
        if (!cursor.match(QUOTED_BID_QUANTITY, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return false;
        }
        bidQuantity = cursor.number();
        bidQuantityScale = cursor.scale();
        if (!cursor.match(QUOTED_ASK, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return false;
        }
        askPrice = cursor.number();
        askPriceScale = cursor.scale();
        if (!cursor.match(QUOTED_ASK_QUANTITY, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return false;
        }
        askQuantity = cursor.number();
        askQuantityScale = cursor.scale();
        return true;
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final FieldTable fields, final FrameScope scope)
    {
        final JsonText symbol = fields.text(SYMBOL);
        if (symbol == null)
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = scope.instrumentId(symbol);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final long venueTimeNs = BinanceFields.venueTimeNs(fields);
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !readQuotes(fields) || !fields.isNatural(UPDATE))
        {
            return DecodeStatus.MALFORMED;
        }
        publish(scope, instrumentId, venueTimeNs, fields.integer());
        scope.addSkippedKeys(fields.unknownCount(KNOWN));
        return DecodeStatus.DECODED;
    }

    private boolean readQuotes(final FieldTable fields)
    {
        inexact = false;
        if (!readSide(fields, 'b', 'B'))
        {
            return false;
        }
        bidPrice = price;
        bidPriceScale = priceScale;
        bidQuantity = decimals.mantissa();
        bidQuantityScale = decimals.scale();
        if (!readSide(fields, 'a', 'A'))
        {
            return false;
        }
        askPrice = price;
        askPriceScale = priceScale;
        askQuantity = decimals.mantissa();
        askQuantityScale = decimals.scale();
        return true;
    }

    /** Leaves the quantity in the parser. A number on one side of a none is half a quote, and refused unless zero. */
    private boolean readSide(final FieldTable fields, final char priceKey, final char quantityKey)
    {
        final int priceSlot = FieldTable.slot(priceKey);
        final int quantitySlot = FieldTable.slot(quantityKey);
        if (!number(fields, priceSlot))
        {
            return false;
        }
        price = decimals.mantissa();
        priceScale = decimals.scale();
        return number(fields, quantitySlot) && decimals.mantissa() >= 0 &&
            (fields.isNone(priceSlot) == fields.isNone(quantitySlot) || price == 0 && decimals.mantissa() == 0);
    }

    /** A number; zero if there is none. */
    private boolean number(final FieldTable fields, final int slot)
    {
        if (!fields.has(slot))
        {
            return false;
        }
        final JsonText text = fields.numberText(slot);
        final boolean none = fields.isNone(slot);
        if (text == null && !none)
        {
            return false;
        }
        final int outcome = none ? decimals.parse(ZERO, 0, ZERO.length) :
            decimals.parse(text.bytes(), text.offset(), text.length());
        inexact |= outcome == DecimalParser.INEXACT;
        return outcome <= DecimalParser.INEXACT;
    }

    private void publish(final FrameScope scope, final int instrumentId, final long venueTimeNs, final long sequence)
    {
        scope.sink().onTopOfBook(
            instrumentId,
            quote(bidPrice, bidQuantity),
            bidPriceScale,
            bidQuantity,
            bidQuantityScale,
            quote(askPrice, askQuantity),
            askPriceScale,
            askQuantity,
            askQuantityScale,
            venueTimeNs,
            sequence,
            inexact);
    }

    private static long quote(final long price, final long quantity)
    {
        return (price | quantity) == 0 ? TopOfBookSink.NO_QUOTE : price;
    }
}
