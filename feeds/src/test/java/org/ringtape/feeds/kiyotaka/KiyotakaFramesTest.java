package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.RecordedFrames;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/** The decoder's names and the feed's are the same, so that a feed gets what it asked for and nothing else. */
class KiyotakaFramesTest
{
    private static final int VENUE = KiyotakaModule.VENUE.id();

    private final InstrumentTable instruments = new InstrumentTable(64);
    private final StreamTable streams = new StreamTable(256);
    private final EventStage stage = new EventStage(1024);

    @Test
    void shouldTakeEveryFrameUnderWildcards()
    {
        final VenueProtocol protocol = everything();
        final Receiver receiver = new Receiver(protocol);
        frames().forEach((frame) -> assertEquals(DecodeStatus.DECODED, receiver.decode(frame), frame));
        assertEquals(17, streams.size());
        for (int id = 0; id < streams.size(); id++)
        {
            final StreamDefinition stream = streams.stream(id);
            final VenueFeed.Stream concrete = KiyotakaStreams.stream(KiyotakaStreams.parse(stream.name()));
            assertEquals(concrete.name(), stream.name());
            assertEquals(concrete.rule(), stream.rule());
            assertEquals(instruments.register(VENUE, concrete.symbol()), stream.instrumentId());
        }
        assertEquals(
            KiyotakaChannelType.values().length,
            new TreeSet<>(names().map((name) -> name.substring(0, name.indexOf(':'))).toList()).size());
    }

    @Test
    void shouldTakeOnlyWhatWasAskedFor()
    {
        final VenueFeed feed = new KiyotakaFeed().symbols("BINANCE_FUTURES:BTCUSDT").blockSize("25").build();
        final Set<String> wanted = new TreeSet<>(feed.streams().stream().map(VenueFeed.Stream::name).toList());
        final Receiver receiver = new Receiver(feed.protocol());
        int passedOver = 0;
        for (final String frame : frames().toList())
        {
            final DecodeStatus status = receiver.decode(frame);
            assertNotEquals(DecodeStatus.MALFORMED, status, frame);
            passedOver += status == DecodeStatus.UNKNOWN_INSTRUMENT ? 1 : 0;
        }
        assertTrue(passedOver > 0);
        assertEquals(wanted, new TreeSet<>(names().toList()));
    }

    @Test
    void shouldDecodeWhatItInflates()
    {
        final VenueProtocol protocol = everything();
        final Receiver receiver = new Receiver(protocol);
        try (PayloadInflater inflater = protocol.newInflater())
        {
            for (final String line : RecordedFrames.lines("kiyotaka/synthetic_brotli_frames.b64"))
            {
                final byte[] payload = Base64.getDecoder().decode(line);
                final int length = inflater.inflate(payload, 0, payload.length);
                final String text = new String(inflater.output(), 0, length, StandardCharsets.UTF_8);
                final DecodeStatus status = receiver.decode(text);
                assertEquals(
                    text.contains("points") || text.equals("{}") ? DecodeStatus.DECODED : DecodeStatus.CONTROL,
                    status, text);
            }
        }
        assertTrue(streams.size() > 5, () -> "streams: " + streams.size());
    }

    private static VenueProtocol everything()
    {
        final KiyotakaFeed feed = new KiyotakaFeed().brotli(true).blockSize("25")
            .streams("BLOCK_BOOK_SNAPSHOT:*:*?groupByType=1");
        for (final KiyotakaChannelType type : KiyotakaChannelType.values())
        {
            feed.streams(type + ":*:*");
        }
        return feed.build().protocol();
    }

    private static Stream<String> frames()
    {
        return Stream.of("doc_trade", "doc_liquidation", "doc_funding_rate", "doc_open_interest",
            "synthetic_trade_agg", "synthetic_block_book_snapshot", "synthetic_block_book_snapshot_depth500",
            "synthetic_volume_profile_agg", "synthetic_funding_open_interest", "synthetic_nonbook_stream")
            .flatMap((file) -> RecordedFrames.lines("kiyotaka/" + file + ".jsonl").stream())
            .filter((frame) -> frame.contains("\"points\""));
    }

    private Stream<String> names()
    {
        return Stream.iterate(0, (id) -> id < streams.size(), (id) -> id + 1).map((id) -> streams.stream(id).name());
    }

    /** What a session's receiver does with names, without the session. */
    private final class Receiver
    {
        private final FrameDecoder decoder;
        private final StagingSink sink;

        Receiver(final VenueProtocol protocol)
        {
            final StreamResolver resolver = (frame, offset, length) ->
            {
                final VenueFeed.Stream wanted =
                    protocol.streamFor(new String(frame, offset, length, StandardCharsets.UTF_8));
                return wanted == null ? null : streams.register(
                    VENUE, wanted.name(), instruments.register(VENUE, wanted.symbol()), wanted.rule());
            };
            sink = new StagingSink(stage, streams, VENUE, 1, ControlSink.NONE, resolver);
            decoder = protocol.newDecoder((frame, offset, length) -> instruments.find(VENUE, frame, offset, length));
        }

        DecodeStatus decode(final String frame)
        {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            sink.beginFrame(1, 1_000L);
            return decoder.decode(bytes, 0, bytes.length, sink);
        }
    }
}
