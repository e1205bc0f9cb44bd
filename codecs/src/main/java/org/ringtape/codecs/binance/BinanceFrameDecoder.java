package org.ringtape.codecs.binance;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.book.BinanceDepthDecoder;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.statistics.BinanceMarkPriceDecoder;
import org.ringtape.codecs.binance.statistics.ChainReader;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.HiddenName;

/**
 * Routes one frame, raw or combined ({@code {"stream":…,"data":…}}), to the decoder of its kind, and its events to the
 * sink: books, trades, tickers, candles, mark and index prices, open interest and listings, alone or in an array, and
 * answers to requests. Which events there are is the matter of the dialect, {@link EventTable}.
 *
 * <ul>
 * <li>Books, trades, best quotes, day tickers, candles and chains of mark prices in the documented key order
 *     without white space are read in one pass; short ones of a layout that came before are compared with
 *     it and not even parsed. Everything else — any key order, white space, escapes, unknown keys — is
 *     first checked to its last byte and then read; the outcome is the same.</li>
 * <li>A frame that is not JSON is MALFORMED, and void what the sink got of it (of a chain, the elements before the
 *     damage); so is one that has a key of ours twice. In an array an event that lacks a field is left out alone:
 *     PARTIAL if others were published.</li>
 * <li>Events of other kinds are IGNORED. So are objects without an event name: spot sends such (its book ticker), and
 *     nothing tells them from an event that we do not read.</li>
 * <li>The sink hears of a stream once a frame, before its first event that we read, and never for one that we do not;
 *     the name of a private stream is a secret.</li>
 * </ul>
 * Never throws, never allocates. Owned by the receiver thread of one connection.
 */
public final class BinanceFrameDecoder implements FrameDecoder
{
    private static final int EVENT = FieldTable.slot('e');
    private static final KeySet ENVELOPE = BinanceFields.set("stream data");

    private final FrameScope scope;
    private final JsonScanner scanner = new JsonScanner();
    private final JsonScanner elements = new JsonScanner();
    private final FieldTable topFields = BinanceFields.table();
    private final FieldTable eventFields = BinanceFields.table();
    private final DamagedFrame damaged = new DamagedFrame();
    private final BinanceControlDecoder controlDecoder = new BinanceControlDecoder();
    private final EventTable events;
    /** Null in the legacy dialect, which nobody sends any more, and for user data, which is rare: no fast path. */
    private final InOrderReader inOrderReader;
    private final ChainReader chainReader;
    private int decodedEvents;
    private int ignoredEvents;
    private int malformedEvents;
    private int unknownEvents;
    private int passedElements;
    private boolean inOrder;

    /**
     * A decoder that takes raw depth frames for diffs.
     *
     * @param lookup of the connection's symbols
     */
    public BinanceFrameDecoder(final InstrumentLookup lookup)
    {
        this(lookup, BookSink.UPDATE);
    }

    /**
     * A decoder for a raw connection, whose frames do not say which kind of depth they are.
     *
     * @param lookup       of the connection's symbols
     * @param rawDepthKind {@link BookSink#UPDATE} if the connection carries diffs, {@link BookSink#IMAGE} if partial
     *               depth
     */
    public BinanceFrameDecoder(final InstrumentLookup lookup, final int rawDepthKind)
    {
        final BinanceDepthDecoder depthDecoder = new BinanceDepthDecoder();
        final BinanceMarkPriceDecoder markPriceDecoder = new BinanceMarkPriceDecoder();
        scope = new FrameScope(lookup, rawDepthKind);
        events = EventTable.current(depthDecoder, markPriceDecoder);
        inOrderReader = new InOrderReader(scope, lookup, depthDecoder);
        chainReader = new ChainReader(scope, markPriceDecoder);
    }

    private BinanceFrameDecoder(final FrameScope scope, final EventTable events)
    {
        this.scope = scope;
        this.events = events;
        inOrderReader = null;
        chainReader = null;
    }

    /**
     * A decoder for the legacy dialect of the options, whose events share names with the current one and differ in
     * content: its frames must not go to any other decoder, nor others to this one.
     *
     * @param lookup of the connection's symbols
     * @return a decoder whose depth frames are images
     */
    public static BinanceFrameDecoder legacy(final InstrumentLookup lookup)
    {
        return new BinanceFrameDecoder(new FrameScope(lookup, BookSink.IMAGE), EventTable.legacy());
    }

    /**
     * A decoder for a connection of user data, whose frames name their stream by a listen key.
     *
     * @param lookup of the connection's symbols
     * @param stream secret name and public one; the sink hears the public one
     */
    public static BinanceFrameDecoder userData(final InstrumentLookup lookup, final HiddenName stream)
    {
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder(
            new FrameScope(lookup, BookSink.UPDATE).hiding(stream),
            EventTable.current(new BinanceDepthDecoder(), new BinanceMarkPriceDecoder()));
        decoder.damaged.hiding(stream);
        return decoder;
    }

    /**
     * Decodes one frame.
     *
     * @param frame  that holds it
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   receives its events
     * @return what became of it; UNKNOWN_INSTRUMENT if its symbol is, or if the sink does not want its stream
     */
    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        final FrameLayout layout = inOrderReader != null && isRange(frame, offset, length) ?
            inOrderReader.layout(frame, offset, length) : null;
        if (layout == null)
        {
            scope.begin(frame, sink);
            return decodeNew(frame, offset, length);
        }
        final DecodeStatus status = inOrderReader.decode(layout, frame, offset, sink);
        return status != null ? countAlone(status) : decodeAgain(layout, frame, offset, length, sink);
    }

    @Override
    public DamageScope nameDamaged(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        return isRange(frame, offset, length) ? damaged.name(frame, offset, length, sink) : DamageScope.UNKNOWN;
    }

    private DecodeStatus countAlone(final DecodeStatus status)
    {
        final boolean decoded = status == DecodeStatus.DECODED;
        decodedEvents = decoded ? 1 : 0;
        unknownEvents = decoded ? 0 : 1;
        ignoredEvents = 0;
        malformedEvents = 0;
        inOrder = true;
        return status;
    }

    /** Decodes a frame that is of a known layout, but whose numbers do not go together. */
    private DecodeStatus decodeAgain(
        final FrameLayout layout, final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        scope.begin(frame, sink);
        if (layout.streamOffset >= 0)
        {
            scope.setAnnounced(frame, offset + layout.streamOffset, layout.streamLength);
        }
        return decodeNew(frame, offset, length);
    }

    /** Decodes a frame that is of no known layout. */
    private DecodeStatus decodeNew(final byte[] frame, final int offset, final int length)
    {
        decodedEvents = 0;
        ignoredEvents = 0;
        malformedEvents = 0;
        unknownEvents = 0;
        inOrder = false;
        if (!isRange(frame, offset, length))
        {
            return DecodeStatus.MALFORMED;
        }
        passedElements = 0;
        final DecodeStatus status = decodeInOrder(frame, offset, length);
        inOrder = status != null;
        return inOrder ? status : decodeAnyOrder(frame, offset, length);
    }

    /**
     * Keys of the last frame that its decoders do not know, inside unknown values not counted again.
     *
     * @return count; 0 for frames of which nothing was decoded
     */
    @Override
    public int skippedKeys()
    {
        return scope.skippedKeys();
    }

    /**
     * Trades of the last frame whose two side fields disagree.
     *
     * @return count
     */
    @Override
    public int sideDisagreements()
    {
        return scope.sideDisagreements();
    }

    /**
     * Events of the last frame that reached the sink.
     *
     * @return count
     */
    public int decodedEvents()
    {
        return decodedEvents;
    }

    /**
     * Events of the last frame whose kind nobody here reads.
     *
     * @return count
     */
    public int ignoredEvents()
    {
        return ignoredEvents;
    }

    /**
     * Events of the last frame that were left out because a field of them is missing or wrong.
     *
     * @return count; 0 if the frame was not even JSON
     */
    public int malformedEvents()
    {
        return malformedEvents;
    }

    /**
     * Events of the last frame that were left out because their symbol is unknown or their stream unwanted.
     *
     * @return count
     */
    public int unknownEvents()
    {
        return unknownEvents;
    }

    /**
     * Whether the last frame was read in one pass. Market data that mostly is not means that the venue has changed its
     * frames, and costs several times the time.
     *
     * @return true if it was an event in the documented key order, without white space
     */
    public boolean isInOrder()
    {
        return inOrder;
    }

    static boolean isRange(final byte[] bytes, final int offset, final int length)
    {
        return bytes != null && offset >= 0 && length > 0 && offset <= bytes.length - length;
    }

    private DecodeStatus decodeInOrder(final byte[] frame, final int offset, final int length)
    {
        if (inOrderReader == null)
        {
            return null;
        }
        final DecodeStatus status = inOrderReader.decode(frame, offset, length);
        if (status != null)
        {
            return count(status);
        }
        return chainReader.begin(frame, offset, length) ? decodeChain() : null;
    }

    private DecodeStatus decodeChain()
    {
        for (DecodeStatus status = chainReader.next(); status != null; status = chainReader.next())
        {
            count(status);
        }
        passedElements = chainReader.elementCount();
        return chainReader.isComplete() ? statusOfArray() : null;
    }

    /** What the fast path did of a chain is void if the rest of the frame is broken. */
    private DecodeStatus refuse()
    {
        decodedEvents = 0;
        unknownEvents = 0;
        return DecodeStatus.MALFORMED;
    }

    private DecodeStatus decodeAnyOrder(final byte[] frame, final int offset, final int length)
    {
        final int token = scanner.wrap(frame, offset, length).next();
        if (token == JsonToken.ARRAY_START)
        {
            return scanner.finish() ? decodeArray(frame, offset, length, false) : refuse();
        }
        if (token != JsonToken.OBJECT_START || !topFields.index(frame, scanner) || !scanner.finish())
        {
            return refuse();
        }
        if (topFields.has(BinanceFields.STREAM) && topFields.has(BinanceFields.PAYLOAD))
        {
            return decodeEnvelope(frame);
        }
        if (topFields.has(EVENT))
        {
            return count(decodeEvent(frame, topFields, false));
        }
        if (BinanceControlDecoder.isControl(topFields))
        {
            return controlDecoder.decode(frame, topFields, scope);
        }
        final boolean halfEnvelope = topFields.has(BinanceFields.STREAM) || topFields.has(BinanceFields.PAYLOAD);
        return halfEnvelope ? DecodeStatus.MALFORMED : count(DecodeStatus.IGNORED);
    }

    private DecodeStatus decodeEnvelope(final byte[] frame)
    {
        if (topFields.token(BinanceFields.STREAM) != JsonToken.STRING)
        {
            return DecodeStatus.MALFORMED;
        }
        final int start = topFields.start(BinanceFields.PAYLOAD);
        final int length = topFields.length(BinanceFields.PAYLOAD);
        final DecodeStatus status;
        switch (topFields.token(BinanceFields.PAYLOAD))
        {
            case JsonToken.ARRAY_START:
                status = decodeArray(frame, start, length, true);
                break;
            case JsonToken.OBJECT_START:
                elements.wrap(frame, start, length).next();
                status = count(decodeObject(frame, true));
                break;
            default:
                return DecodeStatus.MALFORMED;
        }
        if (decodedEvents > 0)
        {
            scope.addSkippedKeys(topFields.unknownCount(ENVELOPE));
        }
        return status;
    }

    private DecodeStatus decodeArray(final byte[] frame, final int start, final int length, final boolean enveloped)
    {
        elements.wrap(frame, start, length).next();
        for (int i = 0; i < passedElements; i++)
        {
            elements.skip();
        }
        int token = elements.next();
        while (token != JsonToken.ARRAY_END)
        {
            if (token == JsonToken.OBJECT_START)
            {
                count(decodeObject(frame, enveloped));
            }
            else
            {
                count(DecodeStatus.MALFORMED);
                if (token == JsonToken.ARRAY_START)
                {
                    leaveArray();
                }
            }
            token = elements.next();
        }
        return statusOfArray();
    }

    /** The range was found good before, so this ends. */
    private void leaveArray()
    {
        final int outer = elements.depth() - 1;
        while (elements.depth() > outer)
        {
            elements.next();
        }
    }

    private DecodeStatus statusOfArray()
    {
        if (malformedEvents > 0)
        {
            return decodedEvents > 0 ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        if (decodedEvents > 0)
        {
            return DecodeStatus.DECODED;
        }
        return unknownEvents > 0 ? DecodeStatus.UNKNOWN_INSTRUMENT : DecodeStatus.IGNORED;
    }

    /** Reads the object that {@code elements} has just entered, and leaves it. */
    private DecodeStatus decodeObject(final byte[] frame, final boolean enveloped)
    {
        final int outer = elements.depth() - 1;
        if (!eventFields.index(frame, elements))
        {
            while (elements.depth() > outer)
            {
                elements.next();
            }
            return DecodeStatus.MALFORMED;
        }
        return eventFields.has(EVENT) ? decodeEvent(frame, eventFields, enveloped) : DecodeStatus.IGNORED;
    }

    private DecodeStatus decodeEvent(final byte[] frame, final FieldTable fields, final boolean enveloped)
    {
        final JsonText name = fields.text(EVENT);
        if (name == null)
        {
            return DecodeStatus.MALFORMED;
        }
        final EventDecoder decoder = events.find(name);
        if (decoder == null)
        {
            return DecodeStatus.IGNORED;
        }
        return isWanted(enveloped) ? decoder.decode(frame, fields, scope) : DecodeStatus.UNKNOWN_INSTRUMENT;
    }

    private boolean isWanted(final boolean enveloped)
    {
        if (!enveloped)
        {
            return true;
        }
        final JsonText stream = topFields.text(BinanceFields.STREAM);
        return stream != null && scope.announce(stream.bytes(), stream.offset(), stream.length());
    }

    private DecodeStatus count(final DecodeStatus status)
    {
        switch (status)
        {
            case DECODED:
                decodedEvents++;
                break;
            case IGNORED:
                ignoredEvents++;
                break;
            case UNKNOWN_INSTRUMENT:
                unknownEvents++;
                break;
            default:
                malformedEvents++;
                scope.sink().onEventMalformed(scope.isStreamKnown());
                break;
        }
        return status;
    }
}
