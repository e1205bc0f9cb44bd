package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.BinanceKeys;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.layout.BookLayout;
import org.ringtape.codecs.layout.FrameLayout;
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
    private static final int SYMBOL = FieldTable.slot('s');
    private static final int FIRST = FieldTable.slot('U');
    private static final int LAST = FieldTable.slot('u');
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

    private final LevelReader levels = new LevelReader();
    private final LevelCursor fastLevels = new LevelCursor();
    private long firstSequence;
    private long lastSequence;
    private long previousSequence;
    private int headerEnd;
    private int headerSkippedKeys;
    private int timeNumber;

    /**
     * Reads an event in the documented order from behind its name to the end of the frame.
     *
     * @return null if it deviates; nothing of it is then with the sink
     */
    public DecodeStatus decodeInOrder(final FrameCursor cursor, final FrameScope scope, final boolean enveloped)
    {
        if (!cursor.match(BARE_E, BinanceKeys.BARE_LENGTH) || !cursor.integer())
        {
            return null;
        }
        long timeMs = cursor.number();
        timeNumber = 0;
        if (cursor.match(BARE_T, BinanceKeys.BARE_LENGTH))
        {
            final long pushedMs = timeMs;
            if (!cursor.integer() || EpochTimes.nsOfMs(pushedMs) == EpochTimes.OUT_OF_RANGE)
            {
                return null;
            }
            timeMs = cursor.number();
            timeNumber = 1;
        }
        final long venueTimeNs = EpochTimes.nsOfMs(timeMs);
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE ||
            !cursor.match(QUOTED_S, BinanceKeys.OPEN_LENGTH) || !cursor.text())
        {
            return null;
        }
        final int instrumentId = scope.instrumentId(cursor.frame(), cursor.textOffset(), cursor.textLength());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return null;
        }
        int skippedKeys = 0;
        if (cursor.match(BinanceKeys.PAIR_SYMBOL, BinanceKeys.PAIR_SYMBOL_LENGTH))
        {
            if (!cursor.text())
            {
                return null;
            }
            skippedKeys++;
        }
        if (!readSequencesInOrder(cursor) || !cursor.match(ARRAY_B, BinanceKeys.OPEN_LENGTH))
        {
            return null;
        }
        headerEnd = cursor.position();
        headerSkippedKeys = skippedKeys;
        return decodeLevels(cursor, scope, enveloped, instrumentId, venueTimeNs, skippedKeys);
    }

    /** Offset of the first level of the book last read in order. */
    public int headerEnd()
    {
        return headerEnd;
    }

    /** Notes which numbers of the header are which. */
    public void describe(final FrameLayout header)
    {
        header.skippedKeys = headerSkippedKeys;
        header.book.take(header, timeNumber, previousSequence != BookSink.ABSENT);
    }

    /**
     * Reads an event whose header is of a known layout, and with it that its times are.
     *
     * @param cursor behind the header
     * @return null if the levels, or what is behind them, deviate; nothing of it is then with the sink
     */
    public DecodeStatus decode(
        final FrameLayout header,
        final FrameCursor cursor,
        final int offset,
        final int instrumentId,
        final FrameScope scope)
    {
        final byte[] frame = cursor.frame();
        final BookLayout book = header.book;
        firstSequence = book.firstSequence(frame, offset);
        lastSequence = book.lastSequence(frame, offset);
        previousSequence = book.previousSequence(frame, offset);
        final long venueTimeNs = book.venueTimeNs(header, frame, offset);
        return decodeLevels(
            cursor, scope, header.streamOffset >= 0, instrumentId, venueTimeNs, header.skippedKeys);
    }

    /** Reads from behind the header on. */
    private DecodeStatus decodeLevels(
        final FrameCursor cursor,
        final FrameScope scope,
        final boolean enveloped,
        final int instrumentId,
        final long venueTimeNs,
        final int skippedKeys)
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
        sink.onBookEnd(
            scope.depthKind(), instrumentId, venueTimeNs, firstSequence, lastSequence, previousSequence, false);
        scope.addSkippedKeys(skippedKeys + (stated ? 1 : 0));
        return DecodeStatus.DECODED;
    }

    private boolean readSequencesInOrder(final FrameCursor cursor)
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
        final long venueTimeNs = BinanceFields.venueTimeNs(fields);
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
        if (fields.has(BinanceFields.PREVIOUS))
        {
            if (!fields.isNatural(BinanceFields.PREVIOUS))
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
