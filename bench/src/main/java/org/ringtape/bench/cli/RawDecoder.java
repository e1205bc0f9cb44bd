package org.ringtape.bench.cli;

import java.util.List;
import java.util.Map;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceStreams;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.VenueProtocol;

/** Decodes single frames of any stream and symbol: whatever a frame names is registered first. One thread. */
final class RawDecoder
{
    private static final int STAGE_SLOTS = 2048;
    private static final int MAX_NAMES = 1 << 20;

    private final Venue venue;
    private final InstrumentTable instruments = new InstrumentTable(MAX_NAMES);
    private final StreamTable streams = new StreamTable(MAX_NAMES);
    private final EventStage stage = new EventStage(STAGE_SLOTS);
    private final EventText text = new EventText(instruments, streams);
    private final StagingSink sink;
    private final FrameDecoder decoder;
    private final VenueProtocol protocol;

    RawDecoder(final Venue venue)
    {
        this.venue = venue;
        sink = new StagingSink(stage, streams, venue.id(), 0, ControlSink.NONE, StreamResolver.NONE);
        protocol = VenueFeeds.of(venue, List.of("any@depth")).protocol();
        decoder = protocol.newDecoder(
            (frame, offset, length) -> instruments.register(venue.id(), frame, offset, length));
    }

    /** One line of output for one frame. */
    Map<String, Object> decode(final long line, final byte[] frame)
    {
        final String name = StreamNames.of(frame);
        if (name != null)
        {
            register(name);
        }
        sink.beginFrame(0, 0L);
        DecodeStatus status = decoder.decode(frame, 0, frame.length, sink);
        if (status == DecodeStatus.MALFORMED || status == DecodeStatus.IGNORED)
        {
            status = decodeSnapshot(frame, status);
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

    /** A REST depth body may stand among frames; it names no stream and, as a rule, no symbol. */
    private DecodeStatus decodeSnapshot(final byte[] frame, final DecodeStatus otherwise)
    {
        sink.beginFrame(0, 0L);
        final DecodeStatus status =
            protocol.snapshots().decodeSnapshot(frame, 0, frame.length, EventLayout.NO_ID, (BookSink)sink);
        return status == DecodeStatus.DECODED ? status : otherwise;
    }

    private void register(final String name)
    {
        try
        {
            final VenueFeed.Stream stream = BinanceStreams.parse(name);
            final int instrumentId = stream.symbol() == null ?
                EventLayout.NO_ID : instruments.register(venue.id(), stream.symbol());
            streams.register(venue.id(), name, instrumentId, stream.rule());
        }
        catch (final IllegalArgumentException e) // no stream name: the frame stays UNKNOWN_INSTRUMENT
        {
            return;
        }
    }
}
