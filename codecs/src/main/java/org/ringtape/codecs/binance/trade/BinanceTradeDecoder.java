package org.ringtape.codecs.binance.trade;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.Placeholders;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads {@code trade} in both shapes: options name the taker's side in {@code S} and repeat it in {@code m} (true when
 * the buyer was the maker), USD-M has {@code m} alone. {@code S} wins; that they disagree is counted. {@code s},
 * {@code t}, {@code p} and {@code q} must be there. {@code X} is MARKET for the order book, BLOCK for a block trade,
 * ADL or INSURANCE_FUND where the venue itself took part, and absent where a venue has one kind only. A quantity of
 * zero (recorded with {@code X} NA and a price of zero) is no trade but a {@link TradeSink#KIND_PLACEHOLDER}. Source:
 * venue documents, "Trade Streams".
 */
public final class BinanceTradeDecoder implements EventDecoder
{
    private static final int SYMBOL = FieldTable.slot('s');
    private static final int TRADE_ID = FieldTable.slot('t');
    private static final int PRICE = FieldTable.slot('p');
    private static final int QUANTITY = FieldTable.slot('q');
    private static final int KIND = FieldTable.slot('X');
    private static final int SIDE = FieldTable.slot('S');
    private static final int BUYER_IS_MAKER = FieldTable.slot('m');
    private static final KeySet KNOWN = BinanceFields.set("e E T s t p q X S m");
    private static final byte[] MARKET = AsciiKeys.key("MARKET");
    private static final byte[] BLOCK = AsciiKeys.key("BLOCK");
    private static final byte[] ADL = AsciiKeys.key("ADL");
    private static final byte[] INSURANCE_FUND = AsciiKeys.key("INSURANCE_FUND");
    private static final byte[] BUY = AsciiKeys.key("BUY");
    private static final byte[] SELL = AsciiKeys.key("SELL");
    private static final int INVALID = -1;

    private static final long BARE_E = BinanceKeys.bare('E');
    private static final long BARE_T = BinanceKeys.bare('T');
    private static final long QUOTED_S = BinanceKeys.quoted('s');
    private static final long BARE_ID = BinanceKeys.bare('t');
    private static final long QUOTED_PRICE = BinanceKeys.quoted('p');
    private static final long QUOTED_QUANTITY = BinanceKeys.quoted('q');
    private static final long QUOTED_KIND = BinanceKeys.quoted('X');
    private static final long QUOTED_SIDE = BinanceKeys.quoted('S');
    private static final long BARE_MAKER = BinanceKeys.bare('m');
    private static final long MARKET_WORD = ByteWords.literal("MARKET\"");
    private static final int MARKET_LENGTH = 7;
    private static final long BUY_WORD = ByteWords.literal("BUY\"");
    private static final int BUY_LENGTH = 4;
    private static final long SELL_WORD = ByteWords.literal("SELL\"");
    private static final int SELL_LENGTH = 5;
    private static final long TRUE_WORD = ByteWords.literal("true");
    private static final int TRUE_LENGTH = 4;
    private static final long FALSE_WORD = ByteWords.literal("false");
    private static final int FALSE_LENGTH = 5;

    private final DecimalParser decimals = new DecimalParser();
    private boolean inexact;
    private int lastAggressor;
    private int lastKind;

    /**
     * Reads an event in the documented order from behind its name to the end of the frame.
     *
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final boolean enveloped)
    {
        if (!cursor.match(BARE_E, BinanceKeys.BARE_LENGTH) || !cursor.integer() ||
            EpochTimes.nsOfMs(cursor.number()) == EpochTimes.OUT_OF_RANGE ||
            !cursor.match(BARE_T, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long venueTimeNs = EpochTimes.nsOfMs(cursor.number());
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE ||
            !cursor.match(QUOTED_S, BinanceKeys.OPEN_LENGTH) || !cursor.text())
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
        if (!cursor.match(BARE_ID, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long tradeId = cursor.number();
        if (!cursor.match(QUOTED_PRICE, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return null;
        }
        final long price = cursor.number();
        final int priceScale = cursor.scale();
        if (!cursor.match(QUOTED_QUANTITY, BinanceKeys.OPEN_LENGTH) || !cursor.quotedDecimal())
        {
            return null;
        }
        final long quantity = cursor.number();
        final int quantityScale = cursor.scale();
        final int kind = kindInOrder(cursor);
        final int side = sideInOrder(cursor);
        final int makerSide = makerSideInOrder(cursor);
        if (kind == INVALID || side == INVALID || makerSide == INVALID)
        {
            return null;
        }
        if (!cursor.closes(enveloped))
        {
            final int more = keysBehind(cursor);
            if (more == INVALID || !cursor.closes(enveloped))
            {
                return null;
            }
            skippedKeys += more;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), symbolOffset, symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        lastAggressor = aggressor(side, makerSide, scope);
        lastKind = kind;
        scope.sink().onTrade(instrumentId, price, priceScale, quantity, quantityScale, tradeId,
            lastAggressor, Placeholders.kindOfTrade(kind, quantity), venueTimeNs, false);
        scope.addSkippedKeys(skippedKeys);
        return DecodeStatus.DECODED;
    }

    /** Notes what the text of the last frame says beside its numbers. */
    public void describe(final FrameLayout layout)
    {
        layout.trade.take(layout, lastAggressor, lastKind);
    }

    /** USD-M sends {@code nq}, the quantity without retail price improvement, and {@code st} at the end. */
    private static int keysBehind(final FrameCursor cursor)
    {
        int count = 0;
        if (cursor.match(BinanceKeys.NET_QUANTITY, BinanceKeys.NET_QUANTITY_LENGTH))
        {
            if (!cursor.quotedDecimal())
            {
                return INVALID;
            }
            count++;
        }
        if (cursor.match(BinanceKeys.STATE, BinanceKeys.STATE_LENGTH))
        {
            if (!cursor.integer())
            {
                return INVALID;
            }
            count++;
        }
        return count;
    }

    private static int kindInOrder(final FrameCursor cursor)
    {
        if (!cursor.match(QUOTED_KIND, BinanceKeys.OPEN_LENGTH))
        {
            return INVALID;
        }
        if (cursor.match(MARKET_WORD, MARKET_LENGTH))
        {
            return TradeSink.KIND_BOOK;
        }
        return cursor.text() && cursor.textLength() > 0 ?
            kind(cursor.frame(), cursor.textOffset(), cursor.textLength()) : INVALID;
    }

    private static int sideInOrder(final FrameCursor cursor)
    {
        if (!cursor.match(QUOTED_SIDE, BinanceKeys.OPEN_LENGTH))
        {
            return TradeSink.AGGRESSOR_UNKNOWN;
        }
        if (cursor.match(BUY_WORD, BUY_LENGTH))
        {
            return TradeSink.AGGRESSOR_BUY;
        }
        return cursor.match(SELL_WORD, SELL_LENGTH) ? TradeSink.AGGRESSOR_SELL : INVALID;
    }

    private static int makerSideInOrder(final FrameCursor cursor)
    {
        if (!cursor.match(BARE_MAKER, BinanceKeys.BARE_LENGTH))
        {
            return INVALID;
        }
        if (cursor.match(TRUE_WORD, TRUE_LENGTH))
        {
            return TradeSink.AGGRESSOR_SELL;
        }
        return cursor.match(FALSE_WORD, FALSE_LENGTH) ? TradeSink.AGGRESSOR_BUY : INVALID;
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
        final int side = side(fields);
        final int makerSide = sideOfMaker(fields);
        final int kind = kind(fields);
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || side == INVALID || makerSide == INVALID || kind == INVALID)
        {
            return DecodeStatus.MALFORMED;
        }
        inexact = false;
        if (!fields.isNatural(TRADE_ID) || !number(fields, PRICE))
        {
            return DecodeStatus.MALFORMED;
        }
        final long tradeId = fields.integer();
        final long price = decimals.mantissa();
        final int priceScale = decimals.scale();
        if (!number(fields, QUANTITY) || decimals.mantissa() < 0)
        {
            return DecodeStatus.MALFORMED;
        }
        scope.sink().onTrade(
            instrumentId,
            price,
            priceScale,
            decimals.mantissa(),
            decimals.scale(),
            tradeId,
            aggressor(side, makerSide, scope),
            Placeholders.kindOfTrade(kind, decimals.mantissa()),
            venueTimeNs,
            inexact);
        scope.addSkippedKeys(fields.unknownCount(KNOWN));
        return DecodeStatus.DECODED;
    }

    private boolean number(final FieldTable fields, final int slot)
    {
        final JsonText text = fields.numberText(slot);
        if (text == null)
        {
            return false;
        }
        final int outcome = decimals.parse(text.bytes(), text.offset(), text.length());
        inexact |= outcome == DecimalParser.INEXACT;
        return outcome <= DecimalParser.INEXACT;
    }

    /** Taker's side as both keys give it. */
    static int aggressor(final int side, final int makerSide, final FrameScope scope)
    {
        if (side == TradeSink.AGGRESSOR_UNKNOWN)
        {
            return makerSide;
        }
        if (makerSide != TradeSink.AGGRESSOR_UNKNOWN && makerSide != side)
        {
            scope.addSideDisagreement();
        }
        return side;
    }

    private static int side(final FieldTable fields)
    {
        if (fields.isNone(SIDE))
        {
            return TradeSink.AGGRESSOR_UNKNOWN;
        }
        final JsonText text = fields.text(SIDE);
        if (text == null)
        {
            return INVALID;
        }
        if (AsciiKeys.matches(text.bytes(), text.offset(), text.length(), BUY))
        {
            return TradeSink.AGGRESSOR_BUY;
        }
        return AsciiKeys.matches(text.bytes(), text.offset(), text.length(), SELL) ?
            TradeSink.AGGRESSOR_SELL : INVALID;
    }

    private static int sideOfMaker(final FieldTable fields)
    {
        if (fields.isNone(BUYER_IS_MAKER))
        {
            return TradeSink.AGGRESSOR_UNKNOWN;
        }
        switch (fields.token(BUYER_IS_MAKER))
        {
            case JsonToken.TRUE:
                return TradeSink.AGGRESSOR_SELL;
            case JsonToken.FALSE:
                return TradeSink.AGGRESSOR_BUY;
            default:
                return INVALID;
        }
    }

    private static int kind(final FieldTable fields)
    {
        if (fields.isNone(KIND))
        {
            return TradeSink.KIND_BOOK;
        }
        final JsonText text = fields.text(KIND);
        return text == null ? INVALID : kind(text.bytes(), text.offset(), text.length());
    }

    public static int kind(final byte[] bytes, final int offset, final int length)
    {
        if (AsciiKeys.matches(bytes, offset, length, MARKET))
        {
            return TradeSink.KIND_BOOK;
        }
        if (AsciiKeys.matches(bytes, offset, length, BLOCK))
        {
            return TradeSink.KIND_BLOCK;
        }
        if (AsciiKeys.matches(bytes, offset, length, ADL))
        {
            return TradeSink.KIND_ADL;
        }
        return AsciiKeys.matches(bytes, offset, length, INSURANCE_FUND) ?
            TradeSink.KIND_INSURANCE_FUND : TradeSink.KIND_OTHER;
    }
}
