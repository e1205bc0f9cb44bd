package org.ringtape.engine.event;

/**
 * Where things stand in a slot. Little-endian; one slot is 16 cache lines.
 * <pre>
 *    0 ┌ header 96 ── usedLength u16 | lineId u8 | spare u8 | typeId u16 | flags u16 | instrumentId i32 | streamId i32
 *      │              venueId u16 | sessionId u16 | sessionEpoch i32
 *      │              bidCount u8 | askCount u8 | priceScale i8 | quantityScale i8 | accountId i32
 *      │              venueTimeNs i64 | receiveTimeNs i64 | publishTimeNs i64
 *      │              firstSequence i64 | lastSequence i64 | previousSequence i64 | fingerprint i64
 *      │              ringSequence i64
 *   96 ├ payload 864, drawn by each kind's flyweight
 *  960 └ derived 64, written by the book handler for consumers behind it; never copied, never journalled
 * </pre>
 */
public final class EventLayout
{
    /** Bytes of one slot. */
    public static final int SLOT_LENGTH = 1024;
    /** First byte of the payload. */
    public static final int PAYLOAD_OFFSET = 96;
    /** First byte of the derived line. */
    public static final int DERIVED_OFFSET = 960;
    /** Bytes of the payload. */
    public static final int PAYLOAD_LENGTH = DERIVED_OFFSET - PAYLOAD_OFFSET;
    /** A price or quantity with its partner: two {@code long}s. */
    public static final int LEVEL_LENGTH = 16;
    /** Levels that fit one slot. */
    public static final int LEVELS_PER_SLOT = PAYLOAD_LENGTH / LEVEL_LENGTH;

    /** A field that the venue did not send. Absent is never zero. */
    public static final long ABSENT = Long.MIN_VALUE;
    /** An id field that does not apply. */
    public static final int NO_ID = -1;

    /** First chunk of an event. */
    public static final int FLAG_BEGIN = 1;
    /** Last chunk of an event: the event is complete here, never at a batch boundary. */
    public static final int FLAG_END = 1 << 1;
    /** Answer to a snapshot request. */
    public static final int FLAG_SNAPSHOT = 1 << 2;
    /** The full content as the venue streams it, to replace what is there. */
    public static final int FLAG_IMAGE = 1 << 3;
    /** Only the best levels of the book (a top-N stream). */
    public static final int FLAG_PARTIAL = 1 << 4;
    /** A number was rounded. */
    public static final int FLAG_INEXACT = 1 << 5;
    /** The event was kept until its book had a snapshot, and is told late. Never set in the ring itself. */
    public static final int FLAG_KEPT = 1 << 6;
    /** Prices are those of buckets: a locked or crossed touch is legal. */
    public static final int FLAG_BUCKETED = 1 << 7;

    static final int USED_LENGTH_OFFSET = 0;
    static final int LINE_ID_OFFSET = 2;
    static final int TYPE_ID_OFFSET = 4;
    static final int FLAGS_OFFSET = 6;
    static final int INSTRUMENT_ID_OFFSET = 8;
    static final int STREAM_ID_OFFSET = 12;
    static final int VENUE_ID_OFFSET = 16;
    static final int SESSION_ID_OFFSET = 18;
    static final int SESSION_EPOCH_OFFSET = 20;
    static final int BID_COUNT_OFFSET = 24;
    static final int ASK_COUNT_OFFSET = 25;
    static final int PRICE_SCALE_OFFSET = 26;
    static final int QUANTITY_SCALE_OFFSET = 27;
    static final int ACCOUNT_ID_OFFSET = 28;
    static final int VENUE_TIME_OFFSET = 32;
    static final int RECEIVE_TIME_OFFSET = 40;
    static final int PUBLISH_TIME_OFFSET = 48;
    static final int FIRST_SEQUENCE_OFFSET = 56;
    static final int LAST_SEQUENCE_OFFSET = 64;
    static final int PREVIOUS_SEQUENCE_OFFSET = 72;
    static final int FINGERPRINT_OFFSET = 80;
    /** Where {@link EventHeader#ringSequence()} stands, an {@code i64}. */
    public static final int RING_SEQUENCE_OFFSET = 88;

    /** The continuity rule stands in these bits of the flags. */
    static final int CONTINUITY_SHIFT = 8;
    static final int CONTINUITY_MASK = 0x7;

    private EventLayout()
    {
    }
}
