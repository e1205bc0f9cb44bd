package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.text.ByteWords;

/**
 * The fast path of {@code markPrice}: an array, raw or combined, of hundreds of elements in the documented key order,
 * read in one pass. At the first byte that it does not expect it stops; the general path then judges the frame, and
 * reads it from the element on at which this one stopped.
 */
public final class ChainReader
{
    private final FrameScope scope;
    private final BinanceMarkPriceDecoder decoder;
    private final FrameCursor cursor = new FrameCursor();
    private boolean enveloped;
    private int streamOffset;
    private int streamLength;
    private int elementCount;
    private boolean complete;

    public ChainReader(final FrameScope scope, final BinanceMarkPriceDecoder decoder)
    {
        this.scope = scope;
        this.decoder = decoder;
    }

    /** Turns to a frame; false if it cannot be an array of elements. */
    public boolean begin(final byte[] frame, final int offset, final int length)
    {
        elementCount = 0;
        complete = false;
        cursor.wrap(frame, offset, length);
        enveloped = cursor.match(BinanceKeys.ENVELOPE_1, ByteWords.LENGTH);
        if (enveloped)
        {
            if (!cursor.match(BinanceKeys.ENVELOPE_2, BinanceKeys.ENVELOPE_2_LENGTH) || !cursor.text() ||
                !cursor.match(BinanceKeys.PAYLOAD, ByteWords.LENGTH))
            {
                return false;
            }
            streamOffset = cursor.textOffset();
            streamLength = cursor.textLength();
        }
        return cursor.match('[');
    }

    /** Decodes the next element; null if there is none, or none that is as documented. */
    public DecodeStatus next()
    {
        if (elementCount > 0 && !cursor.match(','))
        {
            complete = cursor.match(']') && (enveloped ? cursor.closes(false) : cursor.position() == cursor.end());
            return null;
        }
        final DecodeStatus status = decoder.decodeInOrder(cursor, scope, this);
        elementCount += status == null ? 0 : 1;
        return status;
    }

    /** Elements of the frame that {@link #next()} decoded. */
    public int elementCount()
    {
        return elementCount;
    }

    /** True if the frame ended behind the last element as it should. */
    public boolean isComplete()
    {
        return complete;
    }

    /** Tells the sink of the stream before its first element. */
    public boolean isWanted()
    {
        return !enveloped || scope.announce(cursor.frame(), streamOffset, streamLength);
    }
}
