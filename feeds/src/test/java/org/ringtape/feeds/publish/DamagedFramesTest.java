package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.vatic.VaticFrameDecoder;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;

/** A damaged frame costs the stream that it names, or the whole session, and never another stream alone. */
class DamagedFramesTest
{
    private static final String SESSION = "the session";
    private static final String WOUNDS = "\"\\{}[],:x07. \u0000";

    /** A venue's frame of one stream, whose name it tells by the place that {@code told} ends with. */
    enum Sample
    {
        BINANCE(BinanceFrameDecoder::new, "a1@depth", "{'stream':'a1@depth'", "{'stream':'a1@depth','data':" +
            "{'e':'depthUpdate','E':5,'T':4,'s':'A1','U':8,'u':9,'pu':7,'b':[['1.5','2']],'a':[['3.5','4']]}}",
            "a2@depth", "a1@depth10@100ms", "a@depth"),
        LEGACY(BinanceFrameDecoder::legacy, "A1@depth10", "{'stream':'A1@depth10'", "{'stream':'A1@depth10','data':" +
            "{'e':'depth','E':5,'T':4,'s':'A1','u':9,'pu':9,'b':[['1.5','2']],'a':[['3.5','4']]}}",
            "A2@depth10", "A1@depth100"),
        KIYOTAKA(KiyotakaFrameDecoder::new, "TRADE:X:A1", "{'points':[{'series':{'type':'TRADE','symbol':'A1'," +
            "'exchange':'X','category':'P','side':'BUY','coin':'A1','inverse':false}", "{'points':[{'series':" +
            "{'type':'TRADE','symbol':'A1','exchange':'X','category':'P','side':'BUY','coin':'A1','inverse':false}," +
            "'trade':{'id':'71','price':90003,'amount':0.5,'timestamp':{'seconds':1769058875}}}]}",
            "TRADE:X:", "TRADE::A1", "LIQUIDATION:X:A1", "TRADE:Y:B"),
        VATIC(VaticFrameDecoder::new, "btc@5min", "{'event':'window_open','asset':'btc','marketType':'5min'",
            "{'event':'window_open','asset':'btc','marketType':'5min','windowStart':1744027500," +
            "'windowStartIso':'2025-04-07T12:05:00.000Z','price':82450.75,'source':'chainlink'}",
            "btc@15min", "eth@5min", "btc@hyperliquid_mark_price");

        private final Function<InstrumentLookup, FrameDecoder> decoder;
        private final String stream;
        private final String told;
        private final String frame;
        private final String[] others;

        Sample(
            final Function<InstrumentLookup, FrameDecoder> decoder,
            final String stream,
            final String told,
            final String frame,
            final String... others)
        {
            this.decoder = decoder;
            this.stream = stream;
            this.told = told.replace('\'', '"');
            this.frame = frame.replace('\'', '"');
            this.others = others;
        }
    }

    /** As much of a session's receiver as decides what a frame costs. */
    private static final class Line
    {
        private static final Map<String, Integer> INSTRUMENTS = Map.of("A1", 1, "A2", 2, "A", 3, "X:A1", 1, "btc", 1);

        private final EventStage stage = new EventStage(64);
        private final StreamTable streams = new StreamTable(64);
        private final StagingSink sink =
            new StagingSink(stage, streams, 2, 1, ControlSink.NONE, StreamResolver.NONE);
        private final FrameDecoder decoder;
        private boolean contradiction;
        private DecodeStatus status;

        Line(final Sample sample)
        {
            decoder = sample.decoder.apply(this::instrumentId);
            register(sample.stream, 1);
            for (final String other : sample.others)
            {
                register(other, other.startsWith("a2") || other.startsWith("A2") ? 2 : other.startsWith("a@") ? 3 : 1);
            }
        }

        private void register(final String name, final int instrumentId)
        {
            streams.register(2, name, instrumentId, ContinuityRule.NONE);
        }

        private int instrumentId(final byte[] bytes, final int offset, final int length)
        {
            final int id = INSTRUMENTS.getOrDefault(
                new String(bytes, offset, length, StandardCharsets.ISO_8859_1), InstrumentLookup.UNKNOWN);
            if (id != InstrumentLookup.UNKNOWN && sink.contradicts(id))
            {
                contradiction = true;
                return InstrumentLookup.UNKNOWN;
            }
            return id;
        }

        /** Streams that the frame brought events of, or that were lost with it. */
        Set<String> receive(final byte[] frame)
        {
            contradiction = false;
            sink.beginFrame(1, 1);
            status = decoder.decode(frame, 0, frame.length, sink);
            if (contradiction)
            {
                status = DecodeStatus.MALFORMED;
                sink.stageLossOfSession(LossCause.MALFORMED_FRAME);
            }
            else if (status == DecodeStatus.MALFORMED)
            {
                sink.stageDamage(decoder, frame, 0, frame.length);
            }
            final Set<String> concerned = new TreeSet<>();
            final EventHeader header = new EventHeader();
            for (int i = 0; i < stage.slotCount(); i++)
            {
                stage.wrap(header, i);
                assertEquals(status == DecodeStatus.MALFORMED, header.type() == EventType.LOSS);
                concerned.add(header.streamId() == EventLayout.NO_ID ?
                    SESSION : streams.stream(header.streamId()).name());
            }
            return concerned;
        }

        Set<String> receive(final String frame)
        {
            return receive(frame.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCostTheStreamAloneOnceItsNameStandsWholeBeforeTheCut(final Sample sample)
    {
        for (int length = 1; length < sample.frame.length(); length++)
        {
            final Line line = new Line(sample);
            assertEquals(Set.of(sample.stream), line.receive(sample.frame));
            final String cut = sample.frame.substring(0, length);
            assertEquals(Set.of(length < sample.told.length() ? SESSION : sample.stream), line.receive(cut), cut);
            assertEquals(DecodeStatus.MALFORMED, line.status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverCostAnotherStreamAloneWhereverTheDamageIs(final Sample sample)
    {
        final byte[] frame = sample.frame.getBytes(StandardCharsets.ISO_8859_1);
        int alone = 0;
        for (int at = 0; at < frame.length; at++)
        {
            for (final char wound : WOUNDS.toCharArray())
            {
                final byte[] damaged = frame.clone();
                damaged[at] = (byte)wound;
                final Line line = new Line(sample);
                line.receive(sample.frame);
                final Set<String> concerned = line.receive(damaged);
                final String text = new String(damaged, StandardCharsets.ISO_8859_1);
                if (line.status == DecodeStatus.MALFORMED)
                {
                    assertTrue(concerned.equals(Set.of(sample.stream)) || concerned.equals(Set.of(SESSION)),
                        () -> text + " cost " + concerned);
                    alone += concerned.contains(sample.stream) ? 1 : 0;
                }
                else
                {
                    assertTrue(Set.of(sample.stream).containsAll(concerned), () -> text + " brought " + concerned);
                }
            }
        }
        assertTrue(alone > frame.length, "only " + alone + " of the damages were given to the stream alone");
    }

    @Test
    void shouldCostTheSessionWhereStreamAndSymbolContradictEachOther()
    {
        final Line line = new Line(Sample.BINANCE);
        assertEquals(Set.of(SESSION), line.receive(Sample.BINANCE.frame.replace("a1@", "a2@")));
        assertEquals(Set.of(SESSION), line.receive(Sample.BINANCE.frame.replace("\"A1\"", "\"A2\"")));
    }

    @Test
    void shouldCostTheSessionWhereTheNameIsOfNoStreamOfOursOrStandsTwice()
    {
        final Line line = new Line(Sample.BINANCE);
        final String cut = Sample.BINANCE.frame.substring(0, Sample.BINANCE.frame.length() - 3);
        assertEquals(Set.of(SESSION), line.receive(cut.replace("a1@depth", "a9@depth")));
        final String twice = cut.replace("{\"stream\":", "{\"stream\":\"a2@depth\",\"stream\":");
        assertEquals(Set.of(SESSION), line.receive(twice));
        assertEquals(Set.of(SESSION), line.receive("{\"data\":{\"e\":\"depthUpdate\",\"s\":\"A1\",\"U\":"));
        assertEquals(Set.of("a1@depth"), line.receive("{\"stream\":\"a1@depth\",\"data\":{\"e\":\"depthUpdate\"}}"));
    }

    @Test
    void shouldCostEveryStreamOfAFrameOfSeveralPoints()
    {
        final String point = Sample.KIYOTAKA.frame.substring(11, Sample.KIYOTAKA.frame.length() - 2);
        final String other = point.replace("\"TRADE\"", "\"LIQUIDATION\"").replace("\"trade\"", "\"liquidation\"");
        final String both = "{\"points\":[" + point + "," + other + "]}";
        final Line line = new Line(Sample.KIYOTAKA);
        final Set<String> streams = new TreeSet<>(List.of("TRADE:X:A1", "LIQUIDATION:X:A1"));
        final int last = both.lastIndexOf("90003");
        final int first = both.indexOf("90003");
        final StringBuilder damaged = new StringBuilder(both);
        damaged.setCharAt(last, 'x');
        assertEquals(streams, line.receive(damaged.toString()), "named both, and ends as frames do");
        damaged.setCharAt(first, 'x');
        assertEquals(Set.of(SESSION), line.receive(damaged.toString()), "a series begins behind the damage");
        assertEquals(Set.of(SESSION), line.receive(both.substring(0, last)), "what is cut off may be of any");
        assertEquals(streams, line.receive(both));
        assertEquals(Set.of(SESSION), line.receive(Sample.KIYOTAKA.frame.substring(0, Sample.KIYOTAKA.told.length())),
            "a venue that sends points of several streams in a frame may have cut off others");
        assertEquals(streams, line.receive(both.replace("90003", "\"x\"")), "whole, but nothing in it is good");
        assertEquals(Set.of(SESSION), line.receive(both.replace("\"symbol\":\"A1\"", "\"symbol\":{}")
            .replace("\"coin\":\"A1\"", "\"coin\":null")), "whole, but nobody can tell whose it is");
    }

    @Test
    void shouldCostTheSessionIfAFrameOfSeveralStreamsIsTooLarge()
    {
        final Line line = new Line(Sample.KIYOTAKA);
        final String point = Sample.KIYOTAKA.frame.substring(11, Sample.KIYOTAKA.frame.length() - 2);
        final String other = point.replace("\"TRADE\"", "\"LIQUIDATION\"").replace("\"trade\"", "\"liquidation\"");
        final String[] points = new String[65];
        Arrays.fill(points, other);
        points[0] = point;
        line.receive("{\"points\":[" + String.join(",", points) + "]}");
        assertTrue(line.sink.isTooLarge());
        line.sink.stageLoss(LossCause.TOO_LARGE);
        final EventHeader header = new EventHeader();
        line.stage.wrap(header, 0);
        assertEquals(1, line.stage.slotCount());
        assertEquals(EventLayout.NO_ID, header.streamId());
    }
}
