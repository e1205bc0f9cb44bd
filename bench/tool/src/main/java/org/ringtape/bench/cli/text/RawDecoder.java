package org.ringtape.bench.cli.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.ringtape.bench.results.Json;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.transport.frame.PayloadInflater;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueCodec;
import org.ringtape.feeds.venue.VenueModules;

/** Decodes single frames of any stream and symbol: whatever a frame names is registered first. One thread. */
public final class RawDecoder
{
    private static final int STAGE_SLOTS = 2048;
    private static final int MAX_NAMES = 1 << 20;

    private final InstrumentTable instruments = new InstrumentTable(MAX_NAMES);
    private final StreamTable streams = new StreamTable(MAX_NAMES);
    private final EventStage stage = new EventStage(STAGE_SLOTS);
    private final EventText text = new EventText(instruments, streams);
    private final ControlText control = new ControlText();
    private final NavigableMap<Integer, Map<String, Object>> series = new TreeMap<>();
    private final StagingSink sink;
    private final FrameDecoder decoder;
    private final VenueCodec.Bodies bodies;
    private final PayloadInflater inflater;

    public RawDecoder(final Venue venue)
    {
        final VenueCodec codec = VenueModules.installed().of(venue).codec();
        final InstrumentLookup lookup =
            (frame, offset, length) -> instruments.register(venue.id(), frame, offset, length);
        sink = new StagingSink(stage, streams, venue.id(), 0, control, (frame, offset, length) ->
            streams.register(venue.id(), new String(frame, offset, length, StandardCharsets.UTF_8),
                EventLayout.NO_ID, ContinuityRule.NONE));
        decoder = codec.newDecoder(lookup, (frame, offset, length) ->
            series.put(stage.slotCount(), Json.object(Arrays.copyOfRange(frame, offset, offset + length), length)));
        bodies = codec.newBodies(lookup);
        inflater = codec.newInflater();
    }

    /**
     * One line of output for one frame.
     *
     * @param frameOrNull null if what stands on the line is no frame at all
     */
    public Map<String, Object> decode(final long line, final byte[] frameOrNull)
    {
        sink.beginFrame(0, 0L);
        series.clear();
        DecodeStatus status = frameOrNull == null ?
            DecodeStatus.MALFORMED : decoder.decode(frameOrNull, 0, frameOrNull.length, sink);
        int skippedKeys = decoder.skippedKeys();
        final List<Object> answers = control.take();
        if (frameOrNull != null && (status == DecodeStatus.MALFORMED || status == DecodeStatus.IGNORED))
        {
            final Optional<VenueCodec.BodyOutcome> body = decodeBody(frameOrNull);
            status = body.map(VenueCodec.BodyOutcome::status).orElse(status);
            skippedKeys = body.map(VenueCodec.BodyOutcome::skippedKeys).orElse(0);
        }
        if (sink.isTooLarge())
        {
            status = DecodeStatus.TOO_LARGE;
        }
        final boolean hasEvents = status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL;
        final boolean isRead = hasEvents || status == DecodeStatus.CONTROL;
        final Map<String, Object> shown = Json.map(
            "line", line,
            "status", status.name(),
            "events", hasEvents ? text.events(stage) : List.of(),
            "skippedKeys", isRead ? skippedKeys : 0,
            "sideDisagreements", isRead ? decoder.sideDisagreements() : 0);
        if (status == DecodeStatus.CONTROL)
        {
            shown.put("control", answers);
        }
        if (hasEvents && !series.isEmpty())
        {
            shown.put("series", text.series(series));
        }
        return shown;
    }

    /** What a binary message holds: JSON, or else compressed JSON; what cannot be inflated stays, and is malformed. */
    public byte[] payloadOf(final byte[] binary)
    {
        if (inflater == null || binary.length == 0 || binary[0] == '{')
        {
            return binary;
        }
        final int length = inflater.inflate(binary, 0, binary.length);
        return length == PayloadInflater.REFUSED ? binary : Arrays.copyOf(inflater.output(), length);
    }

    /** A REST body may stand among frames; it names no stream and, as a rule, no symbol. */
    private Optional<VenueCodec.BodyOutcome> decodeBody(final byte[] body)
    {
        sink.beginFrame(0, 0L);
        series.clear();
        return bodies.decode(body, sink);
    }
}
