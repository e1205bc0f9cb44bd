package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;

/**
 * Decodes the frames of one connection, in one pass, keys in any order. A frame is told by its outermost keys alone:
 * {@code points} makes it data, whatever else is there.
 *
 * <ul>
 * <li>Before the events of a point the sink hears its stream's name ({@link KiyotakaNames}), once a point. A point of
 *     an unwanted stream or an unknown instrument, and one of an unknown channel, is passed over and counted.</li>
 * <li>A point that is not as documented is left out alone and told to the sink; the frame is PARTIAL then, and
 *     MALFORMED if not one of its points reached the sink. A key of ours that is there twice in one object makes a bad
 *     point.</li>
 * <li>A frame that is not JSON to its last byte is MALFORMED, as is one whose outermost or error object has a key of
 *     ours twice, whose points are no array, or whose pong has no integer for a timestamp. What the sink got of it is
 *     void.</li>
 * <li>An empty object ({@code {}}, points empty or null) is DECODED without events, a frame of no bytes IGNORED. One
 *     whose points are all of unknown channels is IGNORED, as is JSON that is no frame of the vendor's; one whose
 *     points are all of nobody (or of nobody and unknown channels) is UNKNOWN_INSTRUMENT.</li>
 * </ul>
 * Never throws, never allocates. Owned by the receiver thread of one connection.
 */
public final class KiyotakaFrameDecoder implements FrameDecoder
{
    private static final int POINT_DEPTH = 2;

    private final JsonScanner scanner = new JsonScanner();
    private final KiyotakaKeys keys = new KiyotakaKeys();
    private final PointDecoder pointDecoder;
    private final DamagedPoints damaged;
    /** Null where only the general path is to be taken. */
    private final InOrderReader inOrderReader;
    private final ControlReader controlReader = new ControlReader(keys);
    private byte[] frame;
    private FrameSink sink;
    private int skippedKeys;
    private int decodedEvents;
    private int ignoredEvents;
    private int malformedEvents;
    private int unknownEvents;
    private int passedPoints;
    private int naming;
    /** The frame is JSON to its end, and its outermost object good. */
    private boolean whole;

    /**
     * A decoder.
     *
     * @param lookup of the connection's instruments, by the symbols of {@link KiyotakaNames}
     */
    public KiyotakaFrameDecoder(final InstrumentLookup lookup)
    {
        this(lookup, true, null);
    }

    /**
     * A decoder that tells what its points say of their series.
     *
     * @param lookup   of the connection's instruments, by the symbols of {@link KiyotakaNames}
     * @param observer hears of the series
     */
    public KiyotakaFrameDecoder(final InstrumentLookup lookup, final SeriesObserver observer)
    {
        this(lookup, true, observer);
    }

    /** With {@code inOrder} false a decoder that reads every frame on the general path, for comparison. */
    KiyotakaFrameDecoder(final InstrumentLookup lookup, final boolean inOrder)
    {
        this(lookup, inOrder, null);
    }

    private KiyotakaFrameDecoder(
        final InstrumentLookup lookup, final boolean inOrder, final SeriesObserver observer)
    {
        final PayloadReader.Tools tools = new PayloadReader.Tools();
        final SeriesMemory memory = new SeriesMemory();
        pointDecoder = new PointDecoder(lookup, memory, tools, observer);
        damaged = new DamagedPoints(tools);
        inOrderReader = inOrder ? new InOrderReader(memory, PointDecoder.readers(tools), observer) : null;
    }

    @Override
    public DecodeStatus decode(final byte[] bytes, final int offset, final int length, final FrameSink target)
    {
        frame = bytes;
        sink = target;
        clearCounts();
        if (bytes == null || offset < 0 || length < 0 || offset > bytes.length - length)
        {
            return DecodeStatus.MALFORMED;
        }
        if (length == 0)
        {
            return DecodeStatus.IGNORED;
        }
        if (inOrderReader != null && readInOrder(offset, length))
        {
            return DecodeStatus.DECODED;
        }
        final DecodeStatus status = decodeDocument(scanner.wrap(bytes, offset, length).next());
        if (status == DecodeStatus.MALFORMED && !whole)
        {
            clearCounts();
        }
        return status;
    }

    @Override
    public DamageScope nameDamaged(final byte[] bytes, final int offset, final int length, final DamageSink names)
    {
        return bytes == null || offset < 0 || length < 0 || offset > bytes.length - length ?
            DamageScope.UNKNOWN : damaged.name(bytes, offset, length, names);
    }

    @Override
    public int skippedKeys()
    {
        return skippedKeys;
    }

    /** The vendor has one side field only. */
    @Override
    public int sideDisagreements()
    {
        return 0;
    }

    /**
     * Points of the last frame that reached the sink.
     *
     * @return count
     */
    public int decodedEvents()
    {
        return decodedEvents;
    }

    /**
     * Points of the last frame whose channel nobody here reads.
     *
     * @return count
     */
    public int ignoredEvents()
    {
        return ignoredEvents;
    }

    @Override
    public int malformedEvents()
    {
        return malformedEvents;
    }

    /**
     * Points of the last frame that were left out because their stream is unwanted or their instrument unknown.
     *
     * @return count
     */
    public int unknownEvents()
    {
        return unknownEvents;
    }

    /** Points of the last frame that needed no general path. */
    int pointsInOrder()
    {
        return inOrderReader == null ? 0 : inOrderReader.points();
    }

    /** True if the general path had to read a point again of which the sink had heard. */
    boolean isPointReadAgain()
    {
        return inOrderReader != null && inOrderReader.naming() != PointDecoder.NOT_NAMED;
    }

    private void clearCounts()
    {
        skippedKeys = 0;
        decodedEvents = 0;
        ignoredEvents = 0;
        malformedEvents = 0;
        unknownEvents = 0;
        passedPoints = 0;
        whole = false;
        naming = PointDecoder.NOT_NAMED;
    }

    /** True if the whole frame was as documented; else the points before {@link #passedPoints} are done. */
    private boolean readInOrder(final int offset, final int length)
    {
        final boolean whole = inOrderReader.read(frame, offset, length, sink);
        passedPoints = inOrderReader.points();
        naming = inOrderReader.naming();
        decodedEvents = passedPoints;
        skippedKeys = inOrderReader.skippedKeys();
        return whole;
    }

    private DecodeStatus decodeDocument(final int opening)
    {
        if (opening != JsonToken.OBJECT_START)
        {
            return opening > JsonToken.END && scanner.finish() ? DecodeStatus.IGNORED : DecodeStatus.MALFORMED;
        }
        controlReader.begin(frame);
        boolean pointsSeen = false;
        boolean sound = true;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            final int key = keys.key(frame, scanner);
            if (key == KiyotakaKeys.POINTS)
            {
                sound &= !pointsSeen && decodePoints();
                pointsSeen = true;
            }
            else
            {
                sound &= controlReader.member(key, scanner);
            }
            if (!sound)
            {
                return DecodeStatus.MALFORMED;
            }
            token = scanner.next();
        }
        if (token != JsonToken.OBJECT_END || scanner.next() != JsonToken.END)
        {
            return DecodeStatus.MALFORMED;
        }
        whole = true;
        skippedKeys += controlReader.unknownKeys();
        return pointsSeen ? statusOfPoints() : controlReader.decode(sink);
    }

    /** False if the value is no array of whole JSON values. */
    private boolean decodePoints()
    {
        final int opening = scanner.next();
        if (opening != JsonToken.ARRAY_START)
        {
            return opening == JsonToken.NULL;
        }
        int token = scanner.next();
        while (token != JsonToken.ARRAY_END)
        {
            if (token == JsonToken.ERROR)
            {
                return false;
            }
            if (passedPoints > 0)
            {
                passedPoints--;
                scanner.leave(POINT_DEPTH);
            }
            else if (token == JsonToken.OBJECT_START)
            {
                final int outcome = pointDecoder.decode(frame, scanner, sink, naming);
                naming = PointDecoder.NOT_NAMED;
                if (outcome == PointDecoder.BROKEN)
                {
                    return false;
                }
                count(outcome);
            }
            else
            {
                countMalformed(false);
                scanner.leave(POINT_DEPTH);
            }
            token = scanner.next();
        }
        return true;
    }

    private void count(final int outcome)
    {
        skippedKeys += pointDecoder.skippedKeys();
        switch (outcome)
        {
            case PointDecoder.DECODED:
                decodedEvents++;
                break;
            case PointDecoder.IGNORED:
                ignoredEvents++;
                break;
            case PointDecoder.UNKNOWN:
                unknownEvents++;
                break;
            default:
                countMalformed(pointDecoder.isStreamKnown());
                break;
        }
    }

    private void countMalformed(final boolean streamKnown)
    {
        malformedEvents++;
        sink.onEventMalformed(streamKnown);
    }

    private DecodeStatus statusOfPoints()
    {
        if (malformedEvents > 0)
        {
            return decodedEvents > 0 ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        if (decodedEvents > 0)
        {
            return DecodeStatus.DECODED;
        }
        return unknownEvents > 0 ? DecodeStatus.UNKNOWN_INSTRUMENT :
            ignoredEvents > 0 ? DecodeStatus.IGNORED : DecodeStatus.DECODED;
    }
}
