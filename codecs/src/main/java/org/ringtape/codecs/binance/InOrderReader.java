package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.text.ByteWords;

/**
 * The fast path: one event, raw or combined, in the documented key order and without white space, read in one pass.
 * What it does not expect it leaves to the general path, which decides what the frame is.
 */
final class InOrderReader
{
    private final FrameScope scope;
    private final BinanceDepthDecoder depthDecoder;
    private final BinanceTickerDecoder tickerDecoder;
    private final BinanceTradeDecoder tradeDecoder;
    private final FrameCursor cursor = new FrameCursor();

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

    /** Decodes one frame; null, and no event of it with the sink, if it is not exactly as documented. */
    DecodeStatus decode(final byte[] frame, final int offset, final int length)
    {
        cursor.wrap(frame, offset, length);
        final boolean enveloped = cursor.match(BinanceKeys.ENVELOPE_1, ByteWords.LENGTH);
        int streamOffset = 0;
        int streamLength = 0;
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
            return decodeCoinTicker(frame, enveloped, streamOffset, streamLength);
        }
        if (cursor.match(BinanceKeys.DEPTH_1, ByteWords.LENGTH))
        {
            return cursor.match(BinanceKeys.DEPTH_2, BinanceKeys.DEPTH_2_LENGTH) &&
                (!enveloped || scope.announce(frame, streamOffset, streamLength)) ?
                depthDecoder.decodeInOrder(cursor, scope, enveloped) : null;
        }
        if (cursor.match(BinanceKeys.TICKER_1, ByteWords.LENGTH))
        {
            return cursor.match(BinanceKeys.TICKER_2, BinanceKeys.TICKER_2_LENGTH) &&
                (!enveloped || scope.announce(frame, streamOffset, streamLength)) ?
                tickerDecoder.decodeInOrder(cursor, scope, enveloped) : null;
        }
        return cursor.match(BinanceKeys.TRADE, BinanceKeys.TRADE_LENGTH) &&
            (!enveloped || scope.announce(frame, streamOffset, streamLength)) ?
            tradeDecoder.decodeInOrder(cursor, scope, enveloped) : null;
    }

    /** COIN-M's book ticker begins with {@code u}. */
    private DecodeStatus decodeCoinTicker(
        final byte[] frame, final boolean enveloped, final int streamOffset, final int streamLength)
    {
        if (!cursor.match(BinanceKeys.SEQUENCE_FIRST, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        final long sequence = cursor.number();
        return cursor.match(BinanceKeys.QUOTED_EVENT, BinanceKeys.OPEN_LENGTH) &&
            cursor.match(BinanceKeys.TICKER_1, ByteWords.LENGTH) &&
            cursor.match(BinanceKeys.TICKER_2, BinanceKeys.TICKER_2_LENGTH) &&
            (!enveloped || scope.announce(frame, streamOffset, streamLength)) ?
            tickerDecoder.decodeInOrder(cursor, scope, enveloped, sequence) : null;
    }
}
