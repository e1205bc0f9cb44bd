package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.HiddenName;

/**
 * What the events of one frame have in common. A combined frame, {@code {"stream":"btcusdt@trade","data":…}}, names its
 * stream once, and may hold one event or an array of them. The sink must hear of the stream once a frame and before the
 * first event, the lookup be asked for a symbol once an event, and neither again when the fast path has read half a
 * frame, gives up, and the general path starts from its beginning. So both paths ask here, and what was asked before is
 * remembered until the next frame. Counts of the frame are kept here for the same reason.
 */
public final class FrameScope
{
    private static final byte[] DEPTH_STREAM = AsciiKeys.key("@depth");

    private final InstrumentLookup lookup;
    private final int rawDepthKind;
    /** Null where names may be told. */
    private HiddenName hidden;
    private byte[] frame;
    private FrameSink sink;
    private byte[] stream;
    private int streamOffset;
    private int streamLength;
    private boolean announced;
    private boolean accepted;
    private int symbolOffset;
    private int symbolLength;
    private int symbolInstrumentId;
    private int skippedKeys;
    private int sideDisagreements;

    public FrameScope(final InstrumentLookup lookup, final int rawDepthKind)
    {
        this.lookup = lookup;
        this.rawDepthKind = rawDepthKind;
    }

    /** The streams' names on the wire are secret: the sink is told this one instead. */
    public FrameScope hiding(final HiddenName name)
    {
        hidden = name;
        return this;
    }

    public void begin(final byte[] nextFrame, final FrameSink nextSink)
    {
        frame = nextFrame;
        sink = nextSink;
        announced = false;
        accepted = true;
        symbolOffset = -1;
        skippedKeys = 0;
        sideDisagreements = 0;
    }

    /** A frame that needs none of this but its counts: what is kept of the one before stays, and is not to be used. */
    public void beginCounted(final int nextSkippedKeys, final boolean sidesDisagree)
    {
        skippedKeys = nextSkippedKeys;
        sideDisagreements = sidesDisagree ? 1 : 0;
    }

    /** The sink was told of the stream already, and wants it. */
    public void setAnnounced(final byte[] bytes, final int offset, final int length)
    {
        announced = true;
        stream = bytes;
        streamOffset = offset;
        streamLength = length;
    }

    public FrameSink sink()
    {
        return sink;
    }

    /** UPDATE or IMAGE: diff and partial depth frames look alike, only the stream's name tells them apart. */
    public int depthKind()
    {
        return announced ? depthKind(stream, streamOffset, streamLength) : rawDepthKind;
    }

    /** Tells the sink of the stream; false if it does not want it. */
    public boolean announce(final byte[] bytes, final int offset, final int length)
    {
        if (!announced)
        {
            if (hidden == null)
            {
                setAnnounced(bytes, offset, length);
            }
            else
            {
                final byte[] shown = hidden.shown(bytes, offset, length);
                setAnnounced(shown, 0, shown.length);
            }
            accepted = sink.onStream(stream, streamOffset, streamLength);
        }
        return accepted;
    }

    /** True if the sink was told of the stream and wants it. */
    public boolean isStreamKnown()
    {
        return announced && accepted;
    }

    public int instrumentId(final byte[] bytes, final int offset, final int length)
    {
        if (bytes != frame)
        {
            return lookup.instrumentId(bytes, offset, length);
        }
        if (offset != symbolOffset || length != symbolLength)
        {
            symbolOffset = offset;
            symbolLength = length;
            symbolInstrumentId = lookup.instrumentId(bytes, offset, length);
        }
        return symbolInstrumentId;
    }

    public int instrumentId(final JsonText symbol)
    {
        return instrumentId(symbol.bytes(), symbol.offset(), symbol.length());
    }

    public void addSkippedKeys(final int count)
    {
        skippedKeys += count;
    }

    public int skippedKeys()
    {
        return skippedKeys;
    }

    public void addSideDisagreement()
    {
        sideDisagreements++;
    }

    /** Counts the event whose values these are, if its sides disagree. */
    public void addSideDisagreement(final EventValues values)
    {
        sideDisagreements += values.sidesDisagree() ? 1 : 0;
    }

    public int sideDisagreements()
    {
        return sideDisagreements;
    }

    /** {@code <symbol>@depth10@100ms} is partial, {@code <symbol>@depth@100ms} and {@code <symbol>@depth} are diffs. */
    private static int depthKind(final byte[] stream, final int offset, final int length)
    {
        final int at = AsciiKeys.indexOf(stream, offset, length, '@');
        final int rest = at < 0 ? 0 : offset + length - at;
        final int levels = DEPTH_STREAM.length;
        return rest > levels && AsciiKeys.startsWith(stream, at, rest, DEPTH_STREAM) &&
            stream[at + levels] >= '0' && stream[at + levels] <= '9' ? BookSink.IMAGE : BookSink.UPDATE;
    }
}
