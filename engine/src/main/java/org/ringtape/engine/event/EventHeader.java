package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.ACCOUNT_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.ASK_COUNT_OFFSET;
import static org.ringtape.engine.event.EventLayout.BID_COUNT_OFFSET;
import static org.ringtape.engine.event.EventLayout.CONTINUITY_MASK;
import static org.ringtape.engine.event.EventLayout.CONTINUITY_SHIFT;
import static org.ringtape.engine.event.EventLayout.FINGERPRINT_OFFSET;
import static org.ringtape.engine.event.EventLayout.FIRST_SEQUENCE_OFFSET;
import static org.ringtape.engine.event.EventLayout.FLAGS_OFFSET;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.INSTRUMENT_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.LAST_SEQUENCE_OFFSET;
import static org.ringtape.engine.event.EventLayout.LINE_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.PREVIOUS_SEQUENCE_OFFSET;
import static org.ringtape.engine.event.EventLayout.PRICE_SCALE_OFFSET;
import static org.ringtape.engine.event.EventLayout.PUBLISH_TIME_OFFSET;
import static org.ringtape.engine.event.EventLayout.QUANTITY_SCALE_OFFSET;
import static org.ringtape.engine.event.EventLayout.RECEIVE_TIME_OFFSET;
import static org.ringtape.engine.event.EventLayout.RING_SEQUENCE_OFFSET;
import static org.ringtape.engine.event.EventLayout.SESSION_EPOCH_OFFSET;
import static org.ringtape.engine.event.EventLayout.SESSION_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.STREAM_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.TYPE_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.USED_LENGTH_OFFSET;
import static org.ringtape.engine.event.EventLayout.VENUE_ID_OFFSET;
import static org.ringtape.engine.event.EventLayout.VENUE_TIME_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The part that every event has. A window over one slot: {@link #wrap} it, then read or set properties. It neither owns
 * nor keeps the slot, whose owner says how long it is valid (inside a callback: until the callback returns).
 */
public class EventHeader
{
    /** Buffer of the wrapped slot. */
    protected UnsafeBuffer buffer;
    /** First byte of the wrapped slot. */
    protected int offset;

    /**
     * Looks at a slot.
     *
     * @param buffer that holds the slot
     * @param offset of the slot's first byte
     */
    public final void wrap(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset;
    }

    /**
     * Looks at the slot another window looks at.
     *
     * @param other wrapped window
     */
    public final void wrap(final EventHeader other)
    {
        wrap(other.buffer, other.offset);
    }

    /**
     * Sets every header field to "nothing": both flags BEGIN and END, ids absent, times 0, sequences absent.
     *
     * @param type          kind of the event
     * @param payloadLength bytes of payload in use
     */
    public final void init(final EventType type, final int payloadLength)
    {
        buffer.setMemory(offset, PAYLOAD_OFFSET, (byte)0);
        usedLength(PAYLOAD_OFFSET + payloadLength);
        typeId(type.id());
        flags(FLAG_BEGIN | FLAG_END);
        instrumentId(NO_ID);
        streamId(NO_ID);
        accountId(NO_ID);
        firstSequence(ABSENT);
        lastSequence(ABSENT);
        previousSequence(ABSENT);
    }

    /** Buffer of the wrapped slot, for copying. */
    public final UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** First byte of the wrapped slot, for copying. */
    public final int offset()
    {
        return offset;
    }

    /**
     * Number of the kind.
     *
     * @return see {@link EventType#id()}
     */
    public final int typeId()
    {
        return buffer.getShort(offset + TYPE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Sets the number of the kind.
     *
     * @param typeId see {@link EventType#id()}
     */
    public final void typeId(final int typeId)
    {
        buffer.putShort(offset + TYPE_ID_OFFSET, (short)typeId, LITTLE_ENDIAN);
    }

    /** Kind of the event. */
    public final EventType type()
    {
        return EventType.of(typeId());
    }

    /** Flags, see {@link EventLayout}. */
    public final int flags()
    {
        return buffer.getShort(offset + FLAGS_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Sets the flags.
     *
     * @param flags 16 bits
     */
    public final void flags(final int flags)
    {
        buffer.putShort(offset + FLAGS_OFFSET, (short)flags, LITTLE_ENDIAN);
    }

    /**
     * True if all of the given flags are set.
     *
     * @param flags one or more FLAG constants
     * @return whether they are
     */
    public final boolean hasFlags(final int flags)
    {
        return (flags() & flags) == flags;
    }

    /** First chunk of its event. */
    public final boolean isBegin()
    {
        return hasFlags(FLAG_BEGIN);
    }

    /** Last chunk of its event. */
    public final boolean isEnd()
    {
        return hasFlags(FLAG_END);
    }

    /** A number in the event was rounded. */
    public final boolean isInexact()
    {
        return hasFlags(FLAG_INEXACT);
    }

    /** How this event must join the one before it in its stream. */
    public final ContinuityRule continuityRule()
    {
        return ContinuityRule.of((flags() >> CONTINUITY_SHIFT) & CONTINUITY_MASK);
    }

    /**
     * Sets how this event must join the one before it; other flags stay.
     *
     * @param rule the stream's rule
     */
    public final void continuityRule(final ContinuityRule rule)
    {
        flags((flags() & ~(CONTINUITY_MASK << CONTINUITY_SHIFT)) | (rule.ordinal() << CONTINUITY_SHIFT));
    }

    /** Bytes of header and payload in use; what is copied. */
    public final int usedLength()
    {
        return buffer.getShort(offset + USED_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Sets {@link #usedLength()}.
     *
     * @param usedLength 0 … 65,535; publishing refuses what a slot cannot have
     */
    public final void usedLength(final int usedLength)
    {
        buffer.putShort(offset + USED_LENGTH_OFFSET, (short)usedLength, LITTLE_ENDIAN);
    }

    /** Which of its session's connections brought the event, 0 … 255; 0 where a session has one at a time. */
    public final int lineId()
    {
        return buffer.getByte(offset + LINE_ID_OFFSET) & 0xFF;
    }

    /** Sets {@link #lineId()}. */
    public final void lineId(final int lineId)
    {
        buffer.putByte(offset + LINE_ID_OFFSET, (byte)lineId);
    }

    /**
     * Which connection of all brought the event: session and line in one number. What the ring says of connections is
     * kept by it.
     */
    public final int sourceId()
    {
        return sourceId(sessionId(), lineId());
    }

    /** The number of a session's line, as {@link #sourceId()} gives it. */
    public static int sourceId(final int sessionId, final int lineId)
    {
        return lineId << Short.SIZE | sessionId;
    }

    /** Dense id of the instrument, {@link EventLayout#NO_ID} if the event has none. */
    public final int instrumentId()
    {
        return buffer.getInt(offset + INSTRUMENT_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #instrumentId()}. */
    public final void instrumentId(final int instrumentId)
    {
        buffer.putInt(offset + INSTRUMENT_ID_OFFSET, instrumentId, LITTLE_ENDIAN);
    }

    /** Dense id of the stream, {@link EventLayout#NO_ID} if the event belongs to none. */
    public final int streamId()
    {
        return buffer.getInt(offset + STREAM_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #streamId()}. */
    public final void streamId(final int streamId)
    {
        buffer.putInt(offset + STREAM_ID_OFFSET, streamId, LITTLE_ENDIAN);
    }

    /** Number of the venue, 0 … 65,535, opaque to the engine. */
    public final int venueId()
    {
        return buffer.getShort(offset + VENUE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Sets {@link #venueId()}. */
    public final void venueId(final int venueId)
    {
        buffer.putShort(offset + VENUE_ID_OFFSET, (short)venueId, LITTLE_ENDIAN);
    }

    /** Number of the session, 0 … 65,535. */
    public final int sessionId()
    {
        return buffer.getShort(offset + SESSION_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Sets {@link #sessionId()}. */
    public final void sessionId(final int sessionId)
    {
        buffer.putShort(offset + SESSION_ID_OFFSET, (short)sessionId, LITTLE_ENDIAN);
    }

    /** How many times the session had connected when the event was received. */
    public final int sessionEpoch()
    {
        return buffer.getInt(offset + SESSION_EPOCH_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #sessionEpoch()}. */
    public final void sessionEpoch(final int sessionEpoch)
    {
        buffer.putInt(offset + SESSION_EPOCH_OFFSET, sessionEpoch, LITTLE_ENDIAN);
    }

    /** Bid levels in the payload, 0 … 54. */
    public final int bidCount()
    {
        return buffer.getByte(offset + BID_COUNT_OFFSET) & 0xFF;
    }

    /** Sets {@link #bidCount()}. */
    public final void bidCount(final int bidCount)
    {
        buffer.putByte(offset + BID_COUNT_OFFSET, (byte)bidCount);
    }

    /** Ask levels in the payload, 0 … 54. */
    public final int askCount()
    {
        return buffer.getByte(offset + ASK_COUNT_OFFSET) & 0xFF;
    }

    /** Sets {@link #askCount()}. */
    public final void askCount(final int askCount)
    {
        buffer.putByte(offset + ASK_COUNT_OFFSET, (byte)askCount);
    }

    /** Decimals of every price in the payload, −32 … 32. */
    public final int priceScale()
    {
        return buffer.getByte(offset + PRICE_SCALE_OFFSET);
    }

    /** Sets {@link #priceScale()}. */
    public final void priceScale(final int priceScale)
    {
        buffer.putByte(offset + PRICE_SCALE_OFFSET, (byte)priceScale);
    }

    /** Decimals of every quantity in the payload, −32 … 32. */
    public final int quantityScale()
    {
        return buffer.getByte(offset + QUANTITY_SCALE_OFFSET);
    }

    /** Sets {@link #quantityScale()}. */
    public final void quantityScale(final int quantityScale)
    {
        buffer.putByte(offset + QUANTITY_SCALE_OFFSET, (byte)quantityScale);
    }

    /** Dense id of the account, {@link EventLayout#NO_ID} if the event has none. */
    public final int accountId()
    {
        return buffer.getInt(offset + ACCOUNT_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #accountId()}. */
    public final void accountId(final int accountId)
    {
        buffer.putInt(offset + ACCOUNT_ID_OFFSET, accountId, LITTLE_ENDIAN);
    }

    /** Venue time of the event, epoch nanoseconds; 0 if the venue sent none. Not monotonic and not our clock. */
    public final long venueTimeNs()
    {
        return buffer.getLong(offset + VENUE_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #venueTimeNs()}. */
    public final void venueTimeNs(final long venueTimeNs)
    {
        buffer.putLong(offset + VENUE_TIME_OFFSET, venueTimeNs, LITTLE_ENDIAN);
    }

    /** When the payload was complete, epoch nanoseconds of our clock. */
    public final long receiveTimeNs()
    {
        return buffer.getLong(offset + RECEIVE_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #receiveTimeNs()}. */
    public final void receiveTimeNs(final long receiveTimeNs)
    {
        buffer.putLong(offset + RECEIVE_TIME_OFFSET, receiveTimeNs, LITTLE_ENDIAN);
    }

    /** When the slot was published, epoch nanoseconds of our clock. */
    public final long publishTimeNs()
    {
        return buffer.getLong(offset + PUBLISH_TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #publishTimeNs()}. */
    public final void publishTimeNs(final long publishTimeNs)
    {
        buffer.putLong(offset + PUBLISH_TIME_OFFSET, publishTimeNs, LITTLE_ENDIAN);
    }

    /** First venue sequence in the event, or {@link EventLayout#ABSENT}. */
    public final long firstSequence()
    {
        return buffer.getLong(offset + FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #firstSequence()}. */
    public final void firstSequence(final long firstSequence)
    {
        buffer.putLong(offset + FIRST_SEQUENCE_OFFSET, firstSequence, LITTLE_ENDIAN);
    }

    /** Last venue sequence in the event, or {@link EventLayout#ABSENT}. */
    public final long lastSequence()
    {
        return buffer.getLong(offset + LAST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #lastSequence()}. */
    public final void lastSequence(final long lastSequence)
    {
        buffer.putLong(offset + LAST_SEQUENCE_OFFSET, lastSequence, LITTLE_ENDIAN);
    }

    /** Last venue sequence of the event before, or {@link EventLayout#ABSENT}. */
    public final long previousSequence()
    {
        return buffer.getLong(offset + PREVIOUS_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #previousSequence()}. */
    public final void previousSequence(final long previousSequence)
    {
        buffer.putLong(offset + PREVIOUS_SEQUENCE_OFFSET, previousSequence, LITTLE_ENDIAN);
    }

    /** Equal on redundant lines for equal events; 0 if unused. */
    public final long fingerprint()
    {
        return buffer.getLong(offset + FINGERPRINT_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #fingerprint()}. */
    public final void fingerprint(final long fingerprint)
    {
        buffer.putLong(offset + FINGERPRINT_OFFSET, fingerprint, LITTLE_ENDIAN);
    }

    /** Position in the ring, 0 …; told by whoever publishes. A copy of the slot keeps it. */
    public final long ringSequence()
    {
        return buffer.getLong(offset + RING_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #ringSequence()}. */
    public final void ringSequence(final long ringSequence)
    {
        buffer.putLong(offset + RING_SEQUENCE_OFFSET, ringSequence, LITTLE_ENDIAN);
    }
}
