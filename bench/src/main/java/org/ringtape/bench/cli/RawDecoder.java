package org.ringtape.bench.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.ringtape.bench.results.Json;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.transport.PayloadInflater;

/** Decodes single frames of any stream and symbol: whatever a frame names is registered first. One thread. */
final class RawDecoder
{
    private static final int STAGE_SLOTS = 2048;
    private static final int MAX_NAMES = 1 << 20;

    private final InstrumentTable instruments = new InstrumentTable(MAX_NAMES);
    private final StreamTable streams = new StreamTable(MAX_NAMES);
    private final EventStage stage = new EventStage(STAGE_SLOTS);
    private final EventText text = new EventText(instruments, streams);
    private final StagingSink sink;
    private final FrameDecoder decoder;
    private final VenueCodec.Bodies bodies;
    private final PayloadInflater inflater;

    RawDecoder(final Venue venue)
    {
        final VenueCodec codec = VenueCodec.of(venue);
        final InstrumentLookup lookup =
            (frame, offset, length) -> instruments.register(venue.id(), frame, offset, length);
        sink = new StagingSink(stage, streams, venue.id(), 0, ControlSink.NONE, (frame, offset, length) ->
            streams.register(venue.id(), new String(frame, offset, length, StandardCharsets.UTF_8),
                EventLayout.NO_ID, ContinuityRule.NONE));
        decoder = codec.frames().apply(lookup);
        bodies = codec.bodies().apply(lookup);
        inflater = codec.inflater().get();
    }

    /** One line of output for one frame. */
    Map<String, Object> decode(final long line, final byte[] json)
    {
        sink.beginFrame(0, 0L);
        DecodeStatus status = decoder.decode(json, 0, json.length, sink);
        if (status == DecodeStatus.MALFORMED || status == DecodeStatus.IGNORED)
        {
            status = decodeBody(json, status);
        }
        if (sink.isTooLarge())
        {
            status = DecodeStatus.TOO_LARGE;
        }
        final boolean hasEvents = status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL;
        return Json.map(
            "line", line,
            "status", status.name(),
            "events", hasEvents ? text.events(stage) : List.of());
    }

    /** What a binary message holds: JSON, or else compressed JSON; what cannot be inflated stays, and is malformed. */
    byte[] payloadOf(final byte[] binary)
    {
        if (inflater == null || binary.length == 0 || binary[0] == '{')
        {
            return binary;
        }
        final int length = inflater.inflate(binary, 0, binary.length);
        return length == PayloadInflater.REFUSED ? binary : Arrays.copyOf(inflater.output(), length);
    }

    /** A REST body may stand among frames; it names no stream and, as a rule, no symbol. */
    private DecodeStatus decodeBody(final byte[] body, final DecodeStatus otherwise)
    {
        sink.beginFrame(0, 0L);
        final DecodeStatus status = bodies.decode(body, sink);
        return status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL ? status : otherwise;
    }
}
