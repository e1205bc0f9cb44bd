package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.book.BinanceDepthDecoder;
import org.ringtape.codecs.binance.book.BinanceTickerEvent;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.statistics.CandleEvent;
import org.ringtape.codecs.binance.statistics.DayTickerEvent;
import org.ringtape.codecs.binance.trade.BinanceTradeEvent;
import org.ringtape.codecs.field.DocumentedOrderReader;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.layout.LayoutMemory;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.ByteWords;

/**
 * The fast path: one event, raw or combined, in the documented key order and without white space, read in one pass; or
 * without even that, if a frame of the same layout came before (of a book, a head of the same layout). What it does not
 * expect it leaves to the general path, which decides what the frame is.
 */
final class InOrderReader
{
    private final FrameScope scope;
    private final InstrumentLookup lookup;
    private final BinanceDepthDecoder depthDecoder;
    private final DescribedEvent ticker = new BinanceTickerEvent();
    /** The most frequent first. */
    private final DescribedEvent[] events = {
        ticker, new BinanceTradeEvent(), new DayTickerEvent(), new CandleEvent()};
    private final LayoutMemory memory = new LayoutMemory();
    private final FrameCursor cursor = new FrameCursor();
    private final EventValues values = new EventValues();
    private boolean enveloped;
    private int streamOffset;
    private int streamLength;

    InOrderReader(final FrameScope scope, final InstrumentLookup lookup, final BinanceDepthDecoder depthDecoder)
    {
        this.scope = scope;
        this.lookup = lookup;
        this.depthDecoder = depthDecoder;
    }

    /** The layout of a frame; null if it is not known. */
    FrameLayout layout(final byte[] frame, final int offset, final int length)
    {
        return memory.find(frame, offset, length);
    }

    /** Decodes a frame of a known layout; null, and no event of it with the sink, if its numbers do not go together. */
    DecodeStatus decode(final FrameLayout layout, final byte[] frame, final int offset, final FrameSink sink)
    {
        if (layout.streamOffset >= 0 && !sink.onStream(frame, offset + layout.streamOffset, layout.streamLength))
        {
            return unknown();
        }
        final int instrumentId = lookup.instrumentId(frame, offset + layout.symbolOffset, layout.symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return unknown();
        }
        if (!layout.event.publishKnown(layout, frame, offset, instrumentId, sink))
        {
            return null;
        }
        scope.beginCounted(layout.values.unreadKeys(), layout.values.sidesDisagree());
        return DecodeStatus.DECODED;
    }

    private DecodeStatus unknown()
    {
        scope.beginCounted(0, false);
        return DecodeStatus.UNKNOWN_INSTRUMENT;
    }

    private DecodeStatus publish(final DescribedEvent event, final EventValues read, final int instrumentId)
    {
        if (!event.publish(read, instrumentId, scope.sink()))
        {
            return null;
        }
        scope.addSkippedKeys(read.unreadKeys());
        scope.addSideDisagreement(read);
        return DecodeStatus.DECODED;
    }

    /** Decodes a frame of no known layout; null, and no event of it with the sink, if it is not as documented. */
    DecodeStatus decode(final byte[] frame, final int offset, final int length)
    {
        cursor.wrap(frame, offset, length);
        final FrameLayout head = depthDecoder.head(frame, offset, length);
        if (head != null)
        {
            return depthDecoder.decode(head, cursor, scope);
        }
        return decodeFromStart(offset, length);
    }

    private DecodeStatus decodeFromStart(final int offset, final int length)
    {
        if (!readEnvelope())
        {
            return null;
        }
        if (!cursor.match(BinanceKeys.EVENT, BinanceKeys.EVENT_LENGTH))
        {
            return decodeCoinTicker(offset, length);
        }
        if (depthDecoder.isNamed(cursor))
        {
            return isWanted() ?
                depthDecoder.decodeInOrder(cursor, scope, offset, streamOffsetFrom(offset), streamLength) : null;
        }
        for (final DescribedEvent event : events)
        {
            if (event.description().isNamed(cursor))
            {
                values.begin(cursor.frame());
                return decode(event, 0, offset, length);
            }
        }
        return null;
    }

    private boolean readEnvelope()
    {
        streamOffset = -1;
        enveloped = cursor.match(BinanceKeys.ENVELOPE_1, ByteWords.LENGTH);
        if (!enveloped)
        {
            return true;
        }
        if (!cursor.match(BinanceKeys.ENVELOPE_2, BinanceKeys.ENVELOPE_2_LENGTH) || !cursor.text())
        {
            return false;
        }
        streamOffset = cursor.textOffset();
        streamLength = cursor.textLength();
        return cursor.match(BinanceKeys.PAYLOAD, ByteWords.LENGTH);
    }

    private DecodeStatus decode(final DescribedEvent event, final int from, final int offset, final int length)
    {
        if (!DocumentedOrderReader.read(cursor, event.description(), from, values) || !cursor.closes(enveloped) ||
            !isWanted())
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), values.symbolOffset(), values.symbolLength());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final DecodeStatus status = publish(event, values, instrumentId);
        if (status != null)
        {
            memory.learn(
                cursor.frame(), offset, length, event, values, streamOffsetFrom(offset), streamLength);
        }
        return status;
    }

    private int streamOffsetFrom(final int frameOffset)
    {
        return enveloped ? streamOffset - frameOffset : -1;
    }

    private boolean isWanted()
    {
        return !enveloped || scope.announce(cursor.frame(), streamOffset, streamLength);
    }

    /** COIN-M's book ticker begins with {@code u}. */
    private DecodeStatus decodeCoinTicker(final int offset, final int length)
    {
        if (!cursor.match(BinanceKeys.SEQUENCE_FIRST, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        values.begin(cursor.frame());
        values.set(BinanceTickerEvent.SEQUENCE, cursor.number(), 0, cursor.position());
        return cursor.match(BinanceKeys.QUOTED_EVENT, BinanceKeys.OPEN_LENGTH) &&
            ticker.description().isNamed(cursor) ?
            decode(ticker, BinanceTickerEvent.SEQUENCE + 1, offset, length) : null;
    }
}
