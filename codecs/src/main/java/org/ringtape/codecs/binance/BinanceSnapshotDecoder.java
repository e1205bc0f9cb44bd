package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.level.LevelReader;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads the body of a REST depth answer. Its id is {@code lastUpdateId}, or {@code u} in the legacy dialect; {@code
 * bids} and {@code asks} must be there. The time is {@code T}, else {@code E}, else none. Other keys ({@code symbol},
 * {@code pair}, …) are skipped. An error body is MALFORMED here: the HTTP status has told before. Source: venue
 * documents, "Order Book". Owned by one thread, reusable.
 */
public final class BinanceSnapshotDecoder
{
    private static final int LEGACY_ID = FieldTable.slot('u');
    private static final KeySet KNOWN = BinanceFields.set("E T lastUpdateId bids asks");
    private static final KeySet LEGACY_KNOWN = BinanceFields.set("E T u bids asks");

    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable fields = BinanceFields.table();
    private final LevelReader levels = new LevelReader();
    private int skippedKeys;
    private boolean book;

    /**
     * Reads one body; calls the sink for a whole book or takes back what it called.
     *
     * @param body         that holds it
     * @param offset       of its first byte
     * @param length       in bytes
     * @param instrumentId that the snapshot was asked for: the body need not name it
     * @param sink         receives the book as {@link BookSink#SNAPSHOT}, its id as last sequence
     * @return DECODED or MALFORMED
     */
    public DecodeStatus decode(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        skippedKeys = 0;
        book = false;
        if (!BinanceFrameDecoder.isRange(body, offset, length))
        {
            return DecodeStatus.MALFORMED;
        }
        scanner.wrap(body, offset, length);
        if (scanner.next() != JsonToken.OBJECT_START || !fields.index(body, scanner) || !scanner.finish())
        {
            return DecodeStatus.MALFORMED;
        }
        book = !fields.has(FieldTable.slot('e')) && (fields.has(BinanceFields.LAST_UPDATE_ID) ||
            fields.has(BinanceFields.BIDS) || fields.has(BinanceFields.ASKS));
        final int idSlot = fields.has(BinanceFields.LAST_UPDATE_ID) ? BinanceFields.LAST_UPDATE_ID : LEGACY_ID;
        final long venueTimeNs = BinanceFields.venueTimeNs(fields);
        if (venueTimeNs == EpochTimes.OUT_OF_RANGE || !fields.isNatural(idSlot))
        {
            return DecodeStatus.MALFORMED;
        }
        final long lastSequence = fields.integer();
        if (fields.token(BinanceFields.BIDS) != JsonToken.ARRAY_START ||
            fields.token(BinanceFields.ASKS) != JsonToken.ARRAY_START)
        {
            return DecodeStatus.MALFORMED;
        }
        levels.begin();
        sink.onBookStart();
        if (!levels.read(body, fields.start(BinanceFields.BIDS), fields.length(BinanceFields.BIDS), true, sink) ||
            !levels.read(body, fields.start(BinanceFields.ASKS), fields.length(BinanceFields.ASKS), false, sink))
        {
            sink.onBookAbort();
            return DecodeStatus.MALFORMED;
        }
        sink.onBookEnd(
            BookSink.SNAPSHOT,
            instrumentId,
            venueTimeNs,
            BookSink.ABSENT,
            lastSequence,
            BookSink.ABSENT,
            levels.isInexact());
        skippedKeys = fields.unknownCount(idSlot == LEGACY_ID ? LEGACY_KNOWN : KNOWN);
        return DecodeStatus.DECODED;
    }

    /**
     * Whether the last body can be nothing but a depth answer, so that MALFORMED says that it was damaged and not that
     * it is of another kind.
     *
     * @return true if it was an object with a key of those, and no event
     */
    public boolean isBook()
    {
        return book;
    }

    /**
     * Keys of the last body that nobody reads.
     *
     * @return count, 0 unless it was DECODED
     */
    public int skippedKeys()
    {
        return skippedKeys;
    }
}
