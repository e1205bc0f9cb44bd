package org.ringtape.codecs.vatic;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.WindowStatus;

/**
 * Reads REST bodies that hold one target price or a batch of them; a batch element that is not {@code ok} is a failed
 * window. Source: vendor pages "Price at a specific timestamp" and "Batch prices for multiple assets"; the shape of the
 * list of active targets is not documented and not read. Does not allocate. Not thread-safe.
 *
 * <p>What is asked for may be any instant of a window. The window's begin is {@code _cache.windowStart} where the
 * answer has it, else it is worked out by the calendar, else it is taken to be the instant.
 */
public final class VaticTargetDecoder
{
    private static final KeySet SINGLE_KEYS = VaticFields.set(
        "now asset marketType provider requestedTimestamp requestedTimestampIso source price _cache ok error");
    private static final KeySet BATCH_KEYS = VaticFields.set(
        "now marketType provider requestedTimestamp requestedTimestampIso results _cache");
    private static final KeySet ELEMENT_KEYS = VaticFields.set("asset ok source price error");
    /** Requests take seconds or milliseconds; that an answer may repeat either is INFERRED. Seconds reach year 5138. */
    private static final long SECONDS_LIMIT_NS = 100_000_000L * 1_000_000_000L;

    private final InstrumentLookup lookup;
    private final WindowCalendar calendar;
    private final JsonScanner scanner = new JsonScanner();
    private final JsonScanner inner = new JsonScanner();
    private final FieldTable fields = VaticFields.table();
    private final FieldTable element = VaticFields.table();
    private final FieldTable cache = VaticFields.table();
    private final VaticStreamName stream = new VaticStreamName();
    private final VaticValues values = new VaticValues();
    private final JsonText intervalText = new JsonText();
    private final JsonText sourceText = new JsonText();
    private final PriceTargetRow row = new PriceTargetRow();
    private VaticInterval interval;
    private long startNs;
    private int lastInstrumentId;
    private int decoded;
    private int unknown;
    private int malformed;
    private int skippedKeys;

    /**
     * A decoder.
     *
     * @param lookup   of symbols in lower case
     * @param calendar gives begins and ends of windows
     */
    public VaticTargetDecoder(final InstrumentLookup lookup, final WindowCalendar calendar)
    {
        this.lookup = lookup;
        this.calendar = calendar;
    }

    /**
     * Decodes one body.
     *
     * @param body   bytes that hold it
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   receives its windows, each behind the name of its stream
     * @return PARTIAL if some elements of a batch were malformed and others not; IGNORED if its interval is not known
     */
    public DecodeStatus decode(final byte[] body, final int offset, final int length, final FrameSink sink)
    {
        decoded = 0;
        unknown = 0;
        malformed = 0;
        skippedKeys = 0;
        lastInstrumentId = InstrumentLookup.UNKNOWN;
        if (offset < 0 || length < 0 || length > body.length - offset)
        {
            return DecodeStatus.MALFORMED;
        }
        scanner.wrap(body, offset, length);
        if (scanner.next() != JsonToken.OBJECT_START || !fields.index(body, scanner) || !scanner.finish() ||
            !fields.text(VaticFields.MARKET_TYPE, intervalText))
        {
            return DecodeStatus.MALFORMED;
        }
        interval = VaticInterval.find(intervalText.bytes(), intervalText.offset(), intervalText.length());
        if (interval == null)
        {
            return DecodeStatus.IGNORED;
        }
        startNs = readStartNs();
        if (startNs == VaticValues.NO_TIME)
        {
            return DecodeStatus.MALFORMED;
        }
        if (!fields.isNone(VaticFields.RESULTS))
        {
            return fields.token(VaticFields.RESULTS) == JsonToken.ARRAY_START ?
                batch(body, sink) : DecodeStatus.MALFORMED;
        }
        skippedKeys = fields.unknownCount(SINGLE_KEYS);
        target(fields, sink);
        return status();
    }

    /** Keys of the last body that are not read; the members of {@code _cache} are not looked at. */
    public int skippedKeys()
    {
        return skippedKeys;
    }

    /** Elements of the last body that were malformed and left out. */
    public int malformedEvents()
    {
        return malformed;
    }

    /** Interval of the last body that was decoded at least in part. */
    public VaticInterval interval()
    {
        return interval;
    }

    /** Begin of the window of the last body that was decoded at least in part, epoch nanoseconds. */
    public long startNs()
    {
        return startNs;
    }

    /** Instrument of the last window that went to the sink; {@link InstrumentLookup#UNKNOWN} if none did. */
    public int instrumentId()
    {
        return lastInstrumentId;
    }

    /** What the last window that went to the sink is: OPEN or FAILED. */
    public WindowStatus targetStatus()
    {
        return row.status;
    }

    private DecodeStatus batch(final byte[] body, final FrameSink sink)
    {
        skippedKeys = fields.unknownCount(BATCH_KEYS);
        scanner.wrap(body, fields.start(VaticFields.RESULTS), fields.length(VaticFields.RESULTS));
        scanner.next();
        int token = scanner.skip();
        while (token != JsonToken.ARRAY_END)
        {
            inner.wrap(body, scanner.start(), scanner.stop() - scanner.start());
            if (token == JsonToken.OBJECT_START && inner.next() == JsonToken.OBJECT_START && element.index(body, inner))
            {
                skippedKeys += element.unknownCount(ELEMENT_KEYS);
                target(element, sink);
            }
            else
            {
                leaveOut(false, sink);
            }
            token = scanner.skip();
        }
        return status();
    }

    private DecodeStatus status()
    {
        if (malformed > 0)
        {
            return decoded > 0 ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        return decoded > 0 || unknown == 0 ? DecodeStatus.DECODED : DecodeStatus.UNKNOWN_INSTRUMENT;
    }

    private void target(final FieldTable of, final FrameSink sink)
    {
        if (!stream.asset(of))
        {
            leaveOut(false, sink);
            return;
        }
        stream.suffix(interval.labelBytes());
        final boolean wanted = stream.announce(sink);
        if (!fill(of))
        {
            leaveOut(wanted, sink);
            return;
        }
        final int instrumentId = wanted ? stream.instrumentId(lookup) : InstrumentLookup.UNKNOWN;
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            unknown++;
            return;
        }
        decoded++;
        lastInstrumentId = instrumentId;
        sink.onPriceTarget(instrumentId, row);
    }

    private void leaveOut(final boolean streamKnown, final FrameSink sink)
    {
        malformed++;
        sink.onEventMalformed(streamKnown);
    }

    private boolean fill(final FieldTable of)
    {
        row.clear();
        row.intervalNs = interval.nominalNs();
        interval.label(row.interval);
        row.startNs = startNs;
        row.endNs = calendar.endNs(interval, startNs);
        row.snapshot = true;
        // A batch says the provider once for all; an element may say its own source.
        final boolean own = of.token(VaticFields.SOURCE) == JsonToken.STRING && of.has(VaticFields.SOURCE);
        values.name(own ? of : fields, own ? VaticFields.SOURCE : VaticFields.PROVIDER, sourceText, row.source);
        final int ok = of.isNone(VaticFields.OK) ? VaticValues.TRUE : values.flag(of, VaticFields.OK);
        if (ok == VaticValues.FALSE)
        {
            row.status = WindowStatus.FAILED;
            values.raw(of, VaticFields.ERROR, row.error);
            return true;
        }
        if (ok == VaticValues.NO_FLAG || !values.positive(of, VaticFields.PRICE))
        {
            return false;
        }
        row.status = WindowStatus.OPEN;
        row.price = values.mantissa();
        row.priceScale = values.scale();
        row.inexact = values.isInexact();
        return true;
    }

    private long readStartNs()
    {
        if (fields.token(VaticFields.CACHE) == JsonToken.OBJECT_START)
        {
            inner.wrap(fields.frame(), fields.start(VaticFields.CACHE), fields.length(VaticFields.CACHE));
            inner.next();
            if (!cache.index(fields.frame(), inner))
            {
                return VaticValues.NO_TIME; // one of ours is there twice
            }
            if (cache.has(VaticFields.WINDOW_START))
            {
                return values.timeNs(cache, VaticFields.WINDOW_START, VaticValues.SECONDS);
            }
        }
        final long requestedNs = requestedNs();
        if (requestedNs == VaticValues.NO_TIME)
        {
            return VaticValues.NO_TIME;
        }
        final long begin = calendar.startNs(interval, requestedNs);
        return begin == DecimalRow.ABSENT ? requestedNs : begin;
    }

    private long requestedNs()
    {
        if (fields.isNone(VaticFields.REQUESTED_TIMESTAMP))
        {
            return values.isoTimeNs(fields, VaticFields.REQUESTED_TIMESTAMP_ISO);
        }
        final long asMs = values.timeNs(fields, VaticFields.REQUESTED_TIMESTAMP, VaticValues.MILLISECONDS);
        return asMs != VaticValues.NO_TIME && asMs >= SECONDS_LIMIT_NS ?
            asMs : values.timeNs(fields, VaticFields.REQUESTED_TIMESTAMP, VaticValues.SECONDS);
    }
}
