package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.field.AnyOrderReader;
import org.ringtape.codecs.field.DocumentedOrderReader;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.layout.HeadMemory;
import org.ringtape.codecs.level.LevelCursor;
import org.ringtape.codecs.level.LevelReader;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads {@code depthUpdate}, the event of both the diff and the partial depth streams. {@code s}, {@code U}, {@code u},
 * {@code b} and {@code a} must be there; {@code pu} is not on spot, whose frames have no {@code T} either. Source:
 * venue documents, "Diff. Book Depth Streams" and "Partial Book Depth Streams".
 */
public final class BinanceDepthDecoder implements EventDecoder
{
    private static final EventDescription HEADER = EventDescription.event("depthUpdate", BinanceFields.EVENT)
        .optional("E", ValueKind.TIME)
        .optional("T", ValueKind.TIME)
        .required("s", ValueKind.SYMBOL)
        .optional("ps", ValueKind.UNREAD_NAME)
        .required("U", ValueKind.NATURAL)
        .required("u", ValueKind.NATURAL)
        .optional("pu", ValueKind.NATURAL)
        .build();
    private static final int PUSH_TIME = HEADER.index("E");
    private static final int BOOK_TIME = HEADER.index("T");
    private static final int FIRST = HEADER.index("U");
    private static final int LAST = HEADER.index("u");
    private static final int PREVIOUS = HEADER.index("pu");

    private static final int SYMBOL = FieldTable.slot('s');
    private static final int BIDS = FieldTable.slot('b');
    private static final int ASKS = FieldTable.slot('a');
    private static final KeySet KNOWN = BinanceFields.set("e E T s U u pu b a");
    private static final long ARRAY_B = BinanceKeys.array('b');
    private static final long ARRAY_A = BinanceKeys.array('a');

    private final AnyOrderReader reader = new AnyOrderReader();
    private final HeadMemory heads = new HeadMemory();
    private final EventValues values = new EventValues();
    private final LevelReader levels = new LevelReader();
    private final LevelCursor fastLevels = new LevelCursor();
    private long venueTimeNs;
    private long firstSequence;
    private long lastSequence;
    private long previousSequence;

    /** Passes the event's name, if it stands there. */
    public boolean isNamed(final FrameCursor cursor)
    {
        return HEADER.isNamed(cursor);
    }

    /** How the head of a frame, up to its first level, is laid out; null if no frame began like this before. */
    public FrameLayout head(final byte[] frame, final int offset, final int length)
    {
        return heads.find(frame, offset, length);
    }

    /**
     * Reads an event whose head is of a known layout.
     *
     * @param cursor at the beginning of the frame
     * @return null if it is not for us, or if its levels or what is behind them deviate; nothing of it is then with the
     *     sink
     */
    public DecodeStatus decode(final FrameLayout head, final FrameCursor cursor, final FrameScope scope)
    {
        final byte[] frame = cursor.frame();
        final int offset = cursor.position();
        if (head.streamOffset >= 0 && !scope.announce(frame, offset + head.streamOffset, head.streamLength))
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(frame, offset + head.symbolOffset, head.symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return null;
        }
        final EventValues known = head.values;
        venueTimeNs = EpochTimes.nsOfMs(head.number(frame, offset, known.has(BOOK_TIME) ? BOOK_TIME : PUSH_TIME));
        firstSequence = head.number(frame, offset, FIRST);
        lastSequence = head.number(frame, offset, LAST);
        previousSequence = known.has(PREVIOUS) ? head.number(frame, offset, PREVIOUS) : BookSink.ABSENT;
        cursor.position(offset + head.length());
        return decodeLevels(cursor, scope, head.streamOffset >= 0, instrumentId, known.unreadKeys());
    }

    /**
     * Reads an event in the documented order from behind its name to the end of the frame, and remembers its head.
     *
     * @param offset       of the frame
     * @param streamOffset of the stream's name from the beginning of the frame; negative if it has none
     * @param streamLength of that name, in bytes
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(
        final FrameCursor cursor,
        final FrameScope scope,
        final int offset,
        final int streamOffset,
        final int streamLength)
    {
        final byte[] frame = cursor.frame();
        values.begin(frame);
        if (!DocumentedOrderReader.read(cursor, HEADER, 0, values) ||
            !cursor.match(ARRAY_B, BinanceKeys.OPEN_LENGTH))
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(frame, values.symbolOffset(), values.symbolLength());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return null;
        }
        final int headLength = cursor.position() - offset;
        takeHeader();
        final DecodeStatus status =
            decodeLevels(cursor, scope, streamOffset >= 0, instrumentId, values.unreadKeys());
        if (status != null)
        {
            heads.learn(frame, offset, headLength, HEADER, values, streamOffset, streamLength);
        }
        return status;
    }

    /** Reads from the first level to the end of the frame. */
    private DecodeStatus decodeLevels(
        final FrameCursor cursor,
        final FrameScope scope,
        final boolean enveloped,
        final int instrumentId,
        final int unreadKeys)
    {
        final FrameSink sink = scope.sink();
        sink.onBookStart();
        if (!readLevelsInOrder(cursor, sink))
        {
            sink.onBookAbort();
            return null;
        }
        final boolean stated = cursor.match(BinanceKeys.STATE, BinanceKeys.STATE_LENGTH);
        if (stated && !cursor.integer() || !cursor.closes(enveloped))
        {
            sink.onBookAbort();
            return null;
        }
        publish(scope, instrumentId, false);
        scope.addSkippedKeys(unreadKeys + (stated ? 1 : 0));
        return DecodeStatus.DECODED;
    }

    private void takeHeader()
    {
        venueTimeNs = values.timeNs(values.has(BOOK_TIME) ? BOOK_TIME : PUSH_TIME);
        firstSequence = values.number(FIRST);
        lastSequence = values.number(LAST);
        previousSequence = values.has(PREVIOUS) ? values.number(PREVIOUS) : BookSink.ABSENT;
    }

    private void publish(final FrameScope scope, final int instrumentId, final boolean inexact)
    {
        scope.sink().onBookEnd(scope.depthKind(), instrumentId, venueTimeNs, firstSequence, lastSequence,
            previousSequence, inexact);
    }

    private boolean readLevelsInOrder(final FrameCursor cursor, final BookSink sink)
    {
        final byte[] frame = cursor.frame();
        final int afterBids = fastLevels.read(frame, cursor.position(), cursor.end(), true, sink);
        if (afterBids < 0)
        {
            return false;
        }
        cursor.position(afterBids);
        if (!cursor.match(ARRAY_A, BinanceKeys.OPEN_LENGTH))
        {
            return false;
        }
        final int afterAsks = fastLevels.read(frame, cursor.position(), cursor.end(), false, sink);
        cursor.position(afterAsks);
        return afterAsks >= 0;
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
        if (!reader.read(frame, fields, HEADER, values) || !readLevels(frame, fields, scope.sink()))
        {
            return DecodeStatus.MALFORMED;
        }
        takeHeader();
        publish(scope, instrumentId, levels.isInexact());
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
