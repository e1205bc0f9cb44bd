package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.level.LevelReader;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.FrameSink;

/**
 * Reads {@code depth} of the legacy dialect: the best levels of both sides, best first, each frame a whole image.
 * {@code u}, {@code b} and {@code a} must be there. {@code pu} equals {@code u} and so names no event before; it is
 * checked and not handed on. Source: venue documents, "Partial Book Depth Streams" of the legacy system.
 */
public final class LegacyDepthDecoder extends SymbolEventDecoder
{
    private static final int LAST = FieldTable.slot('u');
    private static final int BIDS = FieldTable.slot('b');
    private static final int ASKS = FieldTable.slot('a');

    private final LevelReader levels = new LevelReader();

    public LegacyDepthDecoder()
    {
        super(BinanceFields.set("e E T s u pu b a"));
    }

    @Override
    protected long timeNs(final FieldTable fields)
    {
        return BinanceFields.venueTimeNs(fields);
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        if (fields.has(BinanceFields.PREVIOUS) && !fields.isNatural(BinanceFields.PREVIOUS) ||
            fields.token(BIDS) != JsonToken.ARRAY_START || fields.token(ASKS) != JsonToken.ARRAY_START ||
            !fields.isNatural(LAST))
        {
            return false;
        }
        final long sequence = fields.integer();
        final FrameSink sink = scope.sink();
        levels.begin();
        sink.onBookStart();
        if (!levels.read(frame, fields.start(BIDS), fields.length(BIDS), true, sink) ||
            !levels.read(frame, fields.start(ASKS), fields.length(ASKS), false, sink))
        {
            sink.onBookAbort();
            return false;
        }
        sink.onBookEnd(BookSink.IMAGE, instrumentId, venueTimeNs, BookSink.ABSENT, sequence, BookSink.ABSENT,
            levels.isInexact());
        return true;
    }
}
