package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.field.AnyOrderReader;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
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
    private static final long BARE_E = BinanceKeys.bare('E');
    private static final long BARE_T = BinanceKeys.bare('T');
    private static final long QUOTED_S = BinanceKeys.quoted('s');
    private static final long BARE_FIRST = BinanceKeys.bare('U');
    private static final long BARE_LAST = BinanceKeys.bare('u');
    private static final long ARRAY_B = BinanceKeys.array('b');
    private static final long ARRAY_A = BinanceKeys.array('a');

    private final AnyOrderReader reader = new AnyOrderReader();
    private final EventValues values = new EventValues();
    private final LevelReader levels = new LevelReader();
    private final LevelCursor fastLevels = new LevelCursor();
    private int symbolOffset;
    private int symbolLength;
    private long venueTimeNs;
    private long firstSequence;
    private long lastSequence;
    private long previousSequence;
    private int unreadKeys;

    /** Passes the event's name, if it stands there. */
    public boolean isNamed(final FrameCursor cursor)
    {
        return HEADER.isNamed(cursor);
    }

    /**
     * Reads an event in the documented order from behind its name to the end of the frame.
     *
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final boolean enveloped)
    {
        if (!readTimesAndSymbol(cursor) || !readSequences(cursor) || !cursor.match(ARRAY_B, BinanceKeys.OPEN_LENGTH))
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), symbolOffset, symbolLength);
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return null;
        }
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

    /** The header by hand: as {@link #HEADER} describes it, in a tenth less time for the whole frame. */
    private boolean readTimesAndSymbol(final FrameCursor cursor)
    {
        unreadKeys = 0;
        if (!cursor.match(BARE_E, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return false;
        }
        venueTimeNs = EpochTimes.nsOfMs(cursor.number());
        if (cursor.match(BARE_T, BinanceKeys.BARE_LENGTH))
        {
            if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !cursor.integer())
            {
                return false;
            }
            venueTimeNs = EpochTimes.nsOfMs(cursor.number());
        }
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !cursor.match(QUOTED_S, BinanceKeys.OPEN_LENGTH) ||
            !cursor.text())
        {
            return false;
        }
        symbolOffset = cursor.textOffset();
        symbolLength = cursor.textLength();
        if (!cursor.match(BinanceKeys.PAIR_SYMBOL, BinanceKeys.PAIR_SYMBOL_LENGTH))
        {
            return true;
        }
        unreadKeys++;
        return cursor.text();
    }

    private boolean readSequences(final FrameCursor cursor)
    {
        if (!cursor.match(BARE_FIRST, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return false;
        }
        firstSequence = cursor.number();
        if (!cursor.match(BARE_LAST, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return false;
        }
        lastSequence = cursor.number();
        previousSequence = BookSink.ABSENT;
        if (cursor.match(BinanceKeys.PREVIOUS, BinanceKeys.PREVIOUS_LENGTH))
        {
            if (!cursor.integer())
            {
                return false;
            }
            previousSequence = cursor.number();
        }
        return true;
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
