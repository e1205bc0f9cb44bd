package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.book.BinanceDepthDecoder;
import org.ringtape.codecs.binance.book.BinanceTickerDecoder;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.statistics.CandleReader;
import org.ringtape.codecs.binance.statistics.DayTickerReader;
import org.ringtape.codecs.binance.trade.BinanceTradeDecoder;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.layout.HeaderMemory;
import org.ringtape.codecs.layout.LayoutMemory;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.ByteWords;

/**
 * The fast path: one event, raw or combined, in the documented key order and without white space, read in one pass; or
 * without even that, if a frame of the same layout came before (of a book, a header of the same layout). What it does
 * not expect it leaves to the general path, which decides what the frame is.
 */
final class InOrderReader
{
    private static final int NONE = 0;
    private static final int TRADE = 1;
    private static final int TICKER = 2;
    private static final int DAY_TICKER = 3;
    private static final int CANDLE = 4;

    private final FrameScope scope;
    private final BinanceDepthDecoder depthDecoder;
    private final BinanceTickerDecoder tickerDecoder;
    private final BinanceTradeDecoder tradeDecoder;
    private final DayTickerReader dayTickerReader = new DayTickerReader();
    private final CandleReader candleReader = new CandleReader();
    private final LayoutMemory memory = new LayoutMemory();
    private final HeaderMemory headers = new HeaderMemory();
    private final FrameCursor cursor = new FrameCursor();
    private int event;
    private boolean enveloped;
    private int streamOffset;
    private int streamLength;

    InOrderReader(
        final FrameScope scope,
        final BinanceDepthDecoder depthDecoder,
        final BinanceTickerDecoder tickerDecoder,
        final BinanceTradeDecoder tradeDecoder)
    {
        this.scope = scope;
        this.depthDecoder = depthDecoder;
        this.tickerDecoder = tickerDecoder;
        this.tradeDecoder = tradeDecoder;
    }

    /** The layout of a frame; null if it is not known. */
    FrameLayout layout(final byte[] frame, final int offset, final int length)
    {
        return memory.find(frame, offset, length);
    }

    /** Decodes an event of a layout that says all but its numbers; the scope hears only of what is read of it later. */
    DecodeStatus decode(final FrameLayout layout, final byte[] frame, final int offset, final FrameSink sink)
    {
        scope.beginCounted(layout.skippedKeys, layout.sideDisagreements);
        if (layout.streamOffset >= 0 && !sink.onStream(frame, offset + layout.streamOffset, layout.streamLength))
        {
            return unknown();
        }
        final int instrumentId = scope.lookup().instrumentId(frame, offset + layout.symbolOffset, layout.symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return unknown();
        }
        if (layout.event == TRADE)
        {
            layout.trade.publish(layout, frame, offset, instrumentId, sink);
        }
        else
        {
            tickerDecoder.decode(layout, frame, offset, instrumentId, sink);
        }
        return DecodeStatus.DECODED;
    }

    private DecodeStatus unknown()
    {
        scope.beginCounted(0, 0);
        return DecodeStatus.UNKNOWN_INSTRUMENT;
    }

    /**
     * Decodes one frame; null, and no event of it with the sink, if it is not exactly as documented.
     *
     * @param layout of it; null if it is not known
     */
    DecodeStatus decode(final FrameLayout layout, final byte[] frame, final int offset, final int length)
    {
        if (layout != null)
        {
            return decodeStatistics(layout, frame, offset);
        }
        final FrameLayout header = headers.find(frame, offset, length);
        final DecodeStatus book = header == null ? null : decodeBook(header, frame, offset, length);
        return book != null ? book : decodeUnknown(frame, offset, length);
    }

    private DecodeStatus decodeUnknown(final byte[] frame, final int offset, final int length)
    {
        event = NONE;
        final DecodeStatus status = decodeInOne(frame, offset, length);
        if (status == DecodeStatus.DECODED)
        {
            if (event == NONE)
            {
                learnHeader(frame, offset);
            }
            else
            {
                learn(frame, offset, length);
            }
        }
        return status;
    }

    /** Null if not even the header's stream and symbol are for us: the rest of the frame may be anything. */
    private DecodeStatus decodeBook(final FrameLayout header, final byte[] frame, final int offset, final int length)
    {
        if (header.streamOffset >= 0 && !scope.announce(frame, offset + header.streamOffset, header.streamLength))
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(frame, offset + header.symbolOffset, header.symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return null;
        }
        cursor.wrap(frame, offset, length);
        cursor.position(offset + header.length());
        return depthDecoder.decode(header, cursor, offset, instrumentId, scope);
    }

    private void learnHeader(final byte[] frame, final int offset)
    {
        final FrameLayout header = headers.learn(frame, offset, depthDecoder.headerEnd() - offset);
        if (header != null)
        {
            depthDecoder.describe(header);
        }
    }

    private DecodeStatus decodeStatistics(final FrameLayout layout, final byte[] frame, final int offset)
    {
        if (layout.streamOffset >= 0 && !scope.announce(frame, offset + layout.streamOffset, layout.streamLength))
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final int instrumentId = scope.instrumentId(frame, offset + layout.symbolOffset, layout.symbolLength);
        final DecodeStatus status = layout.event == DAY_TICKER ?
            dayTickerReader.decode(layout, frame, offset, instrumentId, scope) :
            candleReader.decode(layout, frame, offset, instrumentId, scope);
        if (status == DecodeStatus.DECODED)
        {
            scope.addSkippedKeys(layout.skippedKeys);
        }
        return status;
    }

    private void learn(final byte[] frame, final int offset, final int length)
    {
        final FrameLayout layout = memory.learn(frame, offset, length);
        if (layout == null)
        {
            return;
        }
        layout.event = event;
        layout.plain = event == TRADE || event == TICKER;
        layout.skippedKeys = scope.skippedKeys();
        layout.sideDisagreements = scope.sideDisagreements();
        if (event == TRADE)
        {
            tradeDecoder.describe(layout);
        }
        else if (event == CANDLE && !candleReader.describe(layout))
        {
            layout.clear();
        }
    }

    private DecodeStatus decodeInOne(final byte[] frame, final int offset, final int length)
    {
        cursor.wrap(frame, offset, length);
        enveloped = cursor.match(BinanceKeys.ENVELOPE_1, ByteWords.LENGTH);
        if (enveloped)
        {
            if (!cursor.match(BinanceKeys.ENVELOPE_2, BinanceKeys.ENVELOPE_2_LENGTH) || !cursor.text() ||
                !cursor.match(BinanceKeys.PAYLOAD, ByteWords.LENGTH))
            {
                return null;
            }
            streamOffset = cursor.textOffset();
            streamLength = cursor.textLength();
        }
        if (!cursor.match(BinanceKeys.EVENT, BinanceKeys.EVENT_LENGTH))
        {
            return decodeCoinTicker(frame);
        }
        if (cursor.match(BinanceKeys.DEPTH_1, ByteWords.LENGTH))
        {
            return cursor.match(BinanceKeys.DEPTH_2, BinanceKeys.DEPTH_2_LENGTH) && isWanted(frame) ?
                depthDecoder.decodeInOrder(cursor, scope, enveloped) : null;
        }
        event = eventOfName();
        if (event == NONE || !isWanted(frame))
        {
            return null;
        }
        switch (event)
        {
            case TRADE:
                return tradeDecoder.decodeInOrder(cursor, scope, enveloped);
            case TICKER:
                return tickerDecoder.decodeInOrder(cursor, scope, enveloped);
            case DAY_TICKER:
                return dayTickerReader.decodeInOrder(cursor, scope, enveloped);
            default:
                return candleReader.decodeInOrder(cursor, scope, enveloped);
        }
    }

    private int eventOfName()
    {
        if (cursor.match(BinanceKeys.TICKER_1, ByteWords.LENGTH))
        {
            return cursor.match(BinanceKeys.TICKER_2, BinanceKeys.TICKER_2_LENGTH) ? TICKER : NONE;
        }
        if (cursor.match(BinanceKeys.TRADE, BinanceKeys.TRADE_LENGTH))
        {
            return TRADE;
        }
        if (cursor.match(BinanceKeys.DAY_TICKER_1, ByteWords.LENGTH))
        {
            return cursor.match(BinanceKeys.DAY_TICKER_2, BinanceKeys.DAY_TICKER_2_LENGTH) ? DAY_TICKER : NONE;
        }
        return cursor.match(BinanceKeys.CANDLE, BinanceKeys.CANDLE_LENGTH) ? CANDLE : NONE;
    }

    private boolean isWanted(final byte[] frame)
    {
        return !enveloped || scope.announce(frame, streamOffset, streamLength);
    }

    /** COIN-M's book ticker begins with {@code u}. */
    private DecodeStatus decodeCoinTicker(final byte[] frame)
    {
        if (!cursor.match(BinanceKeys.SEQUENCE_FIRST, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long sequence = cursor.number();
        if (!cursor.match(BinanceKeys.QUOTED_EVENT, BinanceKeys.OPEN_LENGTH) ||
            !cursor.match(BinanceKeys.TICKER_1, ByteWords.LENGTH) ||
            !cursor.match(BinanceKeys.TICKER_2, BinanceKeys.TICKER_2_LENGTH) || !isWanted(frame))
        {
            return null;
        }
        event = TICKER;
        return tickerDecoder.decodeInOrder(cursor, scope, enveloped, sequence);
    }
}
