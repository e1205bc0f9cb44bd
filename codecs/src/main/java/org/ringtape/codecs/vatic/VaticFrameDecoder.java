package org.ringtape.codecs.vatic;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Routes one message by its {@code event}; an opened window that is written as documented needs no routing and is read
 * in one pass.
 *
 * <ul>
 * <li>{@code connected} is readiness, {@code subscribed} names the asset and which of its intervals, or the channel,
 *     are granted, {@code unsubscribed} ends all, {@code error} refuses; none names its request.</li>
 * <li>A window or mark price that lacks a field, or whose price or time is not above zero, is MALFORMED; its stream
 *     was named before where it could be, so that the loss has a place.</li>
 * <li>Events and intervals that nobody knows are IGNORED and counted.</li>
 * </ul>
 * Whether a window lies in the future, is a duplicate or a correction is not asked here. Never throws, never allocates.
 * Owned by the receiver thread of one connection.
 */
public final class VaticFrameDecoder implements FrameDecoder
{
    private static final byte[] CONNECTED = AsciiKeys.key("connected");
    private static final byte[] SUBSCRIBED = AsciiKeys.key("subscribed");
    private static final byte[] UNSUBSCRIBED = AsciiKeys.key("unsubscribed");
    static final byte[] WINDOW_OPEN = AsciiKeys.key("window_open");
    static final byte[] WINDOW_OPEN_ERROR = AsciiKeys.key("window_open_error");
    private static final byte[] ERROR = AsciiKeys.key("error");
    /** The channel is documented; asset, timestamp and snapshot flag of its events are INFERRED. */
    private static final KeySet MARK_PRICE_KEYS = VaticFields.set("event asset markPrice timestamp snapshot");

    private final InstrumentLookup lookup;
    private final VaticDirectory directory;
    private final WindowReader windows;
    /** Null where only the general path is to be taken. */
    private final InOrderWindow inOrder;
    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable fields = VaticFields.table();
    private final JsonText text = new JsonText();
    private final DamagedMessage damaged = new DamagedMessage();
    private final VaticStreamName stream = new VaticStreamName();
    private final VaticValues values = new VaticValues();
    private final ByteRange message = new ByteRange();
    private final DecimalRow decimals = new DecimalRow();
    private boolean readInOrder;
    private int skippedKeys;
    private long unknownEvents;

    /** A decoder that knows no calendar and tells nobody but the sink. */
    public VaticFrameDecoder(final InstrumentLookup lookup)
    {
        this(lookup, WindowCalendar.NONE, WindowObserver.NONE, VaticDirectory.NONE);
    }

    /**
     * A decoder of one session.
     *
     * @param lookup    of symbols in lower case
     * @param calendar  gives the ends of windows
     * @param observer  hears of every window that goes to the sink
     * @param directory hears what the venue offers
     */
    public VaticFrameDecoder(
        final InstrumentLookup lookup,
        final WindowCalendar calendar,
        final WindowObserver observer,
        final VaticDirectory directory)
    {
        this(lookup, calendar, observer, directory, true);
    }

    /** With {@code inOrder} false a decoder that reads every frame on the general path, for comparison. */
    VaticFrameDecoder(
        final InstrumentLookup lookup,
        final WindowCalendar calendar,
        final WindowObserver observer,
        final VaticDirectory directory,
        final boolean inOrder)
    {
        this.lookup = lookup;
        this.directory = directory;
        this.inOrder = inOrder ? new InOrderWindow() : null;
        windows = new WindowReader(lookup, calendar, observer);
    }

    /** {@inheritDoc} */
    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        skippedKeys = 0;
        readInOrder = false;
        if (offset < 0 || length < 0 || length > frame.length - offset)
        {
            return DecodeStatus.MALFORMED;
        }
        readInOrder = inOrder != null && inOrder.read(frame, offset, length);
        return readInOrder ? windows.open(inOrder, sink) : decodeAny(frame, offset, length, sink);
    }

    @Override
    public DamageScope nameDamaged(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        return offset < 0 || length < 0 || length > frame.length - offset ?
            DamageScope.UNKNOWN : damaged.name(frame, offset, length, sink);
    }

    private DecodeStatus decodeAny(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        scanner.wrap(frame, offset, length);
        if (scanner.next() != JsonToken.OBJECT_START || !fields.index(frame, scanner) || !scanner.finish() ||
            !fields.text(VaticFields.EVENT, text))
        {
            return DecodeStatus.MALFORMED;
        }
        return route(sink);
    }

    private DecodeStatus route(final FrameSink sink)
    {
        if (isEvent(WINDOW_OPEN))
        {
            skippedKeys = fields.unknownCount(WindowReader.OPEN_KEYS);
            return windows.open(fields, sink);
        }
        if (isEvent(WINDOW_OPEN_ERROR))
        {
            skippedKeys = fields.unknownCount(WindowReader.FAILED_KEYS);
            return windows.failed(fields, sink);
        }
        if (isEvent(VaticStreamName.MARK_PRICE))
        {
            skippedKeys = fields.unknownCount(MARK_PRICE_KEYS);
            return markPrice(sink);
        }
        return control(sink);
    }

    private DecodeStatus control(final FrameSink sink)
    {
        if (isEvent(CONNECTED))
        {
            list();
            sink.onReady();
            return DecodeStatus.CONTROL;
        }
        if (isEvent(SUBSCRIBED))
        {
            granted(sink);
            return DecodeStatus.CONTROL;
        }
        if (isEvent(UNSUBSCRIBED))
        {
            sink.onUnsubscribed();
            return DecodeStatus.CONTROL;
        }
        if (isEvent(ERROR))
        {
            values.raw(fields, VaticFields.MESSAGE, message);
            sink.onRefused(ControlSink.NO_REQUEST, 0L, fields.frame(), message.offset(), message.length());
            return DecodeStatus.CONTROL;
        }
        unknownEvents++;
        return DecodeStatus.IGNORED;
    }

    /** An answer that names no asset could be to anything, and says no more than that something was granted. */
    private void granted(final FrameSink sink)
    {
        if (!stream.asset(fields))
        {
            sink.onAcknowledged(ControlSink.NO_REQUEST);
            return;
        }
        final boolean isChannel = !fields.isNone(VaticFields.CHANNEL);
        sink.onGrantsStart(stream.bytes(), 0, isChannel ? 0 : stream.assetLength());
        if (isChannel && fields.text(VaticFields.CHANNEL, text))
        {
            grant(sink, text.bytes(), text.offset(), text.length());
        }
        else if (fields.token(VaticFields.MARKET_TYPES) == JsonToken.ARRAY_START)
        {
            grantIntervals(sink);
        }
        sink.onGrantsEnd();
    }

    /** Elements that are no text name nothing, and are passed over. */
    private void grantIntervals(final FrameSink sink)
    {
        scanner.wrap(fields.frame(), fields.start(VaticFields.MARKET_TYPES), fields.length(VaticFields.MARKET_TYPES));
        scanner.next();
        int token = scanner.skip();
        while (token != JsonToken.ARRAY_END && token != JsonToken.ERROR)
        {
            if (token == JsonToken.STRING &&
                text.wrap(fields.frame(), scanner.start(), scanner.stop(), scanner.isEscaped()))
            {
                final VaticInterval known = VaticInterval.find(text.bytes(), text.offset(), text.length());
                if (known == null)
                {
                    grant(sink, text.bytes(), text.offset(), text.length());
                }
                else
                {
                    grant(sink, known.labelBytes(), 0, known.labelBytes().length);
                }
            }
            token = scanner.skip();
        }
    }

    /** What is longer than any name of the venue's is nobody's stream. */
    private void grant(final FrameSink sink, final byte[] suffix, final int offset, final int length)
    {
        if (stream.suffix(suffix, offset, length))
        {
            sink.onGrant(stream.bytes(), 0, stream.length());
        }
    }

    private DecodeStatus markPrice(final FrameSink sink)
    {
        if (!stream.asset(fields))
        {
            return DecodeStatus.MALFORMED;
        }
        stream.suffix(VaticStreamName.MARK_PRICE);
        final boolean wanted = stream.announce(sink);
        final boolean timed = !fields.isNone(VaticFields.TIMESTAMP);
        final long timeNs = timed ? values.timeNs(fields, VaticFields.TIMESTAMP, VaticValues.MILLISECONDS) : 0L;
        if (timeNs == VaticValues.NO_TIME || values.flag(fields, VaticFields.SNAPSHOT) == VaticValues.NO_FLAG ||
            !values.positive(fields, VaticFields.MARK_PRICE))
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = wanted ? stream.instrumentId(lookup) : InstrumentLookup.UNKNOWN;
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        decimals.clear();
        decimals.set(MarkPriceField.MARK, values.mantissa(), values.scale());
        if (values.isInexact())
        {
            decimals.markInexact();
        }
        sink.onMarkPrice(instrumentId, timeNs, decimals);
        return DecodeStatus.DECODED;
    }

    private void list()
    {
        directory.onDirectoryStart();
        for (int slot = VaticFields.SUPPORTED_ASSETS; slot <= VaticFields.SUPPORTED_CHANNELS; slot++)
        {
            if (fields.token(slot) == JsonToken.ARRAY_START)
            {
                list(slot);
            }
        }
    }

    /** Elements that are no text are not names, and are passed over. */
    private void list(final int slot)
    {
        scanner.wrap(fields.frame(), fields.start(slot), fields.length(slot));
        scanner.next();
        int token = scanner.skip();
        while (token != JsonToken.ARRAY_END && token != JsonToken.ERROR)
        {
            if (token == JsonToken.STRING &&
                text.wrap(fields.frame(), scanner.start(), scanner.stop(), scanner.isEscaped()))
            {
                tell(slot);
            }
            token = scanner.skip();
        }
    }

    private void tell(final int slot)
    {
        if (slot == VaticFields.SUPPORTED_ASSETS)
        {
            directory.onAsset(text.bytes(), text.offset(), text.length());
        }
        else if (slot == VaticFields.SUPPORTED_MARKET_TYPES)
        {
            directory.onMarketType(text.bytes(), text.offset(), text.length());
        }
        else
        {
            directory.onChannel(text.bytes(), text.offset(), text.length());
        }
    }

    private boolean isEvent(final byte[] name)
    {
        return AsciiKeys.matches(text.bytes(), text.offset(), text.length(), name);
    }

    @Override
    public int skippedKeys()
    {
        return skippedKeys;
    }

    @Override
    public int sideDisagreements()
    {
        return 0;
    }

    @Override
    public int malformedEvents()
    {
        return 0; // a frame is one event: if that is malformed, so is the frame
    }

    /** True if the last frame needed no general path. */
    boolean isInOrder()
    {
        return readInOrder;
    }

    /** Frames so far whose {@code event} nobody knows. */
    public long unknownEvents()
    {
        return unknownEvents;
    }

    /** Windows so far whose interval nobody knows. */
    public long unknownIntervals()
    {
        return windows.unknownIntervals();
    }

    /** Windows so far whose two start times differ; the number was taken. */
    public long startMismatches()
    {
        return windows.startMismatches();
    }
}
