package org.ringtape.codecs.vatic;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.WindowStatus;

/** Reads {@code window_open} and {@code window_open_error}. Owned by the receiver thread of one connection. */
final class WindowReader
{
    static final KeySet OPEN_KEYS =
        VaticFields.set("event asset marketType windowStart windowStartIso price source snapshot");
    static final KeySet FAILED_KEYS =
        VaticFields.set("event asset marketType windowStart windowStartIso error snapshot");
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final InstrumentLookup lookup;
    private final WindowCalendar calendar;
    private final WindowObserver observer;
    private final VaticStreamName stream = new VaticStreamName();
    private final VaticValues values = new VaticValues();
    private final JsonText intervalText = new JsonText();
    private final JsonText sourceText = new JsonText();
    private final JsonText errorText = new JsonText();
    private final PriceTargetRow row = new PriceTargetRow();
    private long unknownIntervals;
    private long startMismatches;

    WindowReader(final InstrumentLookup lookup, final WindowCalendar calendar, final WindowObserver observer)
    {
        this.lookup = lookup;
        this.calendar = calendar;
        this.observer = observer;
    }

    DecodeStatus open(final FieldTable fields, final FrameSink sink)
    {
        return read(fields, WindowStatus.OPEN, sink);
    }

    /** As {@link #open(FieldTable, FrameSink)}, of a window that was read in one pass. */
    DecodeStatus open(final InOrderWindow window, final FrameSink sink)
    {
        final RememberedStream remembered = window.stream();
        final boolean wanted = sink.onStream(remembered.name(), 0, remembered.nameLength());
        final PriceTargetRow open = remembered.row();
        final long startNs = window.startSeconds() * NS_PER_SECOND;
        open.startNs = startNs;
        open.endNs = calendar.endNs(remembered.interval(), startNs);
        open.price = window.price();
        open.priceScale = window.priceScale();
        open.snapshot = window.isSnapshot();
        open.source.set(window.frame(), window.sourceOffset(), window.sourceLength());
        final int instrumentId = wanted ?
            lookup.instrumentId(remembered.name(), 0, remembered.assetLength()) : InstrumentLookup.UNKNOWN;
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        sink.onPriceTarget(instrumentId, open);
        observer.onWindow(remembered.name(), 0, remembered.assetLength(), remembered.interval(), startNs,
            WindowStatus.OPEN);
        return DecodeStatus.DECODED;
    }

    DecodeStatus failed(final FieldTable fields, final FrameSink sink)
    {
        return read(fields, WindowStatus.FAILED, sink);
    }

    long unknownIntervals()
    {
        return unknownIntervals;
    }

    long startMismatches()
    {
        return startMismatches;
    }

    private DecodeStatus read(final FieldTable fields, final WindowStatus status, final FrameSink sink)
    {
        if (!stream.asset(fields) || !fields.text(VaticFields.MARKET_TYPE, intervalText))
        {
            return DecodeStatus.MALFORMED;
        }
        final VaticInterval interval =
            VaticInterval.find(intervalText.bytes(), intervalText.offset(), intervalText.length());
        if (interval == null)
        {
            unknownIntervals++;
            return DecodeStatus.IGNORED;
        }
        stream.suffix(interval.labelBytes());
        final boolean wanted = stream.announce(sink);
        if (!fill(fields, interval, status))
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = wanted ? stream.instrumentId(lookup) : InstrumentLookup.UNKNOWN;
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        sink.onPriceTarget(instrumentId, row);
        observer.onWindow(stream.bytes(), 0, stream.assetLength(), interval, row.startNs, status);
        return DecodeStatus.DECODED;
    }

    private boolean fill(final FieldTable fields, final VaticInterval interval, final WindowStatus status)
    {
        row.clear();
        row.status = status;
        row.intervalNs = interval.nominalNs();
        interval.label(row.interval);
        row.startNs = startNs(fields);
        final int snapshot = values.flag(fields, VaticFields.SNAPSHOT);
        if (row.startNs == VaticValues.NO_TIME || snapshot == VaticValues.NO_FLAG)
        {
            return false;
        }
        row.endNs = calendar.endNs(interval, row.startNs);
        row.snapshot = snapshot == VaticValues.TRUE;
        if (status == WindowStatus.FAILED)
        {
            values.text(fields, VaticFields.ERROR, errorText, row.error);
            return true;
        }
        values.name(fields, VaticFields.SOURCE, sourceText, row.source);
        if (!values.positive(fields, VaticFields.PRICE))
        {
            return false;
        }
        row.price = values.mantissa();
        row.priceScale = values.scale();
        row.inexact = values.isInexact();
        return true;
    }

    /** The number is authoritative and the text is only held against it, unless there is no number. */
    private long startNs(final FieldTable fields)
    {
        if (fields.isNone(VaticFields.WINDOW_START))
        {
            return values.isoTimeNs(fields, VaticFields.WINDOW_START_ISO);
        }
        final long startNs = values.timeNs(fields, VaticFields.WINDOW_START, VaticValues.SECONDS);
        if (startNs != VaticValues.NO_TIME && !fields.isNone(VaticFields.WINDOW_START_ISO) &&
            values.isoTimeNs(fields, VaticFields.WINDOW_START_ISO) != startNs)
        {
            startMismatches++;
        }
        return startNs;
    }
}
