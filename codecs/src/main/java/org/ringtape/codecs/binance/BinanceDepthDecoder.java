package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads {@code depthUpdate}, the event of both the diff and the partial depth streams. {@code s}, {@code U}, {@code u},
 * {@code b} and {@code a} must be there; {@code pu} is not on spot, whose frames have no {@code T} either. Source:
 * venue documents, "Diff. Book Depth Streams" and "Partial Book Depth Streams".
 */
final class BinanceDepthDecoder
{
    private static final int SYMBOL = FieldTable.slot('s');
    private static final int FIRST = FieldTable.slot('U');
    private static final int LAST = FieldTable.slot('u');
    private static final int BIDS = FieldTable.slot('b');
    private static final int ASKS = FieldTable.slot('a');
    private static final long KNOWN = FieldTable.set("eETsUuba") | 1L << FieldTable.PREVIOUS;

    private final LevelReader levels = new LevelReader();

    DecodeStatus decode(final byte[] frame, final FieldTable fields, final FrameScope scope)
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
        final long venueTimeNs = fields.venueTimeNs();
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !fields.isNatural(FIRST))
        {
            return DecodeStatus.MALFORMED;
        }
        final long first = fields.integer();
        if (!fields.isNatural(LAST))
        {
            return DecodeStatus.MALFORMED;
        }
        final long last = fields.integer();
        long previous = BookSink.ABSENT;
        if (fields.has(FieldTable.PREVIOUS))
        {
            if (!fields.isNatural(FieldTable.PREVIOUS))
            {
                return DecodeStatus.MALFORMED;
            }
            previous = fields.integer();
        }
        final FrameSink sink = scope.sink();
        if (!readLevels(frame, fields, sink))
        {
            return DecodeStatus.MALFORMED;
        }
        sink.onBookEnd(
            scope.depthKind(), instrumentId, venueTimeNs, first, last, previous, levels.isInexact());
        scope.addSkippedKeys(fields.unknownCount(KNOWN));
        return DecodeStatus.DECODED;
    }

    private boolean readLevels(final byte[] frame, final FieldTable fields, final BookSink sink)
    {
        if (fields.token(BIDS) != JsonToken.ARRAY_START || fields.token(ASKS) != JsonToken.ARRAY_START)
        {
            return false;
        }
        levels.begin();
        sink.onBookStart();
        if (levels.read(frame, fields.start(BIDS), fields.length(BIDS), true, sink) &&
            levels.read(frame, fields.start(ASKS), fields.length(ASKS), false, sink))
        {
            return true;
        }
        sink.onBookAbort();
        return false;
    }
}
