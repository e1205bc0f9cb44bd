package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import java.util.function.IntUnaryOperator;

import org.ringtape.codecs.sink.WireId;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventStage;

/**
 * What all events of one frame have in common, and how each gets its slot and header. The staging sink's own; same
 * thread.
 */
final class FrameStaging
{
    private final EventStage stage;
    private final int venueId;
    private final int sessionId;
    private final StreamActivity activity;
    /** Which life of an instrument's id is the present one, for definitions. */
    private IntUnaryOperator generations = (id) -> 0;

    private int sessionEpoch;
    private long receiveTimeNs;
    private int lineId;
    private int streamId = NO_ID;
    private ContinuityRule rule = ContinuityRule.NONE;
    private int streamInstrumentId = NO_ID;
    /** The frame names more than one stream. */
    private boolean severalStreams;
    /** A frame of the session has named more than one stream. */
    private boolean bundles;
    /** Where to note events of the stream named last; null if nobody watches it. */
    private StreamActivity.Entry watched;
    private boolean tooLarge;
    private int idsHashed;
    private int textsTooLong;

    FrameStaging(final EventStage stage, final int venueId, final int sessionId, final StreamActivity activity)
    {
        this.stage = stage;
        this.venueId = venueId;
        this.sessionId = sessionId;
        this.activity = activity;
    }

    /** What it stages comes by a line of the session; 0 until told. */
    void line(final int number)
    {
        lineId = number;
    }

    /** Forgets the last frame and begins another, received now. */
    void begin(final int epoch, final long nowNs)
    {
        stage.reset();
        sessionEpoch = epoch;
        receiveTimeNs = nowNs;
        streamId = NO_ID;
        rule = ContinuityRule.NONE;
        streamInstrumentId = NO_ID;
        severalStreams = false;
        watched = null;
        tooLarge = false;
        idsHashed = 0;
        textsTooLong = 0;
    }

    void generations(final IntUnaryOperator ofInstruments)
    {
        generations = ofInstruments;
    }

    int generation(final int instrumentId)
    {
        return generations.applyAsInt(instrumentId);
    }

    /** The events to come belong to this stream. */
    void stream(final StreamDefinition stream)
    {
        if (streamId != stream.id() && streamId != NO_ID)
        {
            severalStreams = true;
            bundles = true;
        }
        streamId = stream.id();
        rule = stream.rule();
        streamInstrumentId = stream.instrumentId();
        watched = activity.entry(streamId);
    }

    /** Adds a slot of an event of the frame; false, and the frame too large, if there is no room. */
    boolean append(
        final EventHeader flyweight,
        final EventType type,
        final int payloadLength,
        final int instrumentId,
        final long venueTimeNs)
    {
        noteEvent();
        return appendSilently(flyweight, type, payloadLength, instrumentId, venueTimeNs);
    }

    /** The same for what is not a sign of life of its stream. */
    boolean appendSilently(
        final EventHeader flyweight,
        final EventType type,
        final int payloadLength,
        final int instrumentId,
        final long venueTimeNs)
    {
        if (!stage.append(flyweight, type, payloadLength))
        {
            tooLarge = true;
            return false;
        }
        describe(flyweight, instrumentId, venueTimeNs);
        return true;
    }

    /** Fills in what the frame's events have in common. */
    void describe(final EventHeader flyweight, final int instrumentId, final long venueTimeNs)
    {
        flyweight.instrumentId(instrumentId);
        flyweight.streamId(streamId);
        flyweight.venueId(venueId);
        flyweight.sessionId(sessionId);
        flyweight.lineId(lineId);
        flyweight.sessionEpoch(sessionEpoch);
        flyweight.venueTimeNs(venueTimeNs);
        flyweight.receiveTimeNs(receiveTimeNs);
    }

    /** Notes that the stream is alive. */
    void noteEvent()
    {
        if (watched != null)
        {
            watched.note(receiveTimeNs);
        }
    }

    static void markInexact(final EventHeader flyweight, final boolean inexact)
    {
        if (inexact)
        {
            flyweight.flags(flyweight.flags() | FLAG_INEXACT);
        }
    }

    /** An event of the frame could not be staged whole. */
    void markTooLarge()
    {
        tooLarge = true;
    }

    void countTextTooLong()
    {
        textsTooLong++;
    }

    void countHash(final WireId id)
    {
        if (id.kind() == WireId.Kind.HASH128)
        {
            idsHashed++;
        }
    }

    long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    int streamId()
    {
        return streamId;
    }

    /** How the events to come join. */
    ContinuityRule rule()
    {
        return rule;
    }

    boolean carriesSeveralInstruments()
    {
        return streamInstrumentId == NO_ID;
    }

    /** True if the stream named last is of one instrument, and this is another. */
    boolean contradicts(final int instrumentId)
    {
        return streamInstrumentId != NO_ID && streamInstrumentId != instrumentId;
    }

    /** What is staged from here on concerns the whole session. */
    void forgetStream()
    {
        streamId = NO_ID;
    }

    /** What is staged from here on concerns a stream of which the frame brings nothing. */
    void concern(final int id)
    {
        streamId = id;
    }

    boolean hasSeveralStreams()
    {
        return severalStreams;
    }

    /** True if the venue has sent a frame of several streams: what is cut off another one may have been of any. */
    boolean bundles()
    {
        return bundles;
    }

    boolean isTooLarge()
    {
        return tooLarge;
    }

    int idsHashed()
    {
        return idsHashed;
    }

    int textsTooLong()
    {
        return textsTooLong;
    }
}
