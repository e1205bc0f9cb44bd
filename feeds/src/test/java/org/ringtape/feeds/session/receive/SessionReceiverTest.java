package org.ringtape.feeds.session.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionRig;

/** What becomes of frames between transport and ring. */
class SessionReceiverTest
{
    private static final String BOOK_KEYS =
        "\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"A\",\"U\":1,\"u\":2,\"pu\":0,";

    private final SessionRig rig = new SessionRig("a@depth", "c@trade", "all@optionTrade");
    private final int bookStream = rig.session.subscriptions().all().get(0).stream().id();

    @BeforeEach
    void connect()
    {
        rig.goLive();
        rig.told.clear();
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldCountEveryStatus()
    {
        final long control = rig.count(PipelineCounter.FRAMES_CONTROL);
        assertFrame(DecodeStatus.DECODED, PipelineCounter.FRAMES_DECODED, SessionRig.trade("c@trade", "C", 1));
        assertFrame(DecodeStatus.IGNORED, PipelineCounter.FRAMES_IGNORED,
            "{\"stream\":\"c@trade\",\"data\":{\"e\":\"somethingNew\"}}");
        assertFrame(DecodeStatus.UNKNOWN_INSTRUMENT, PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT,
            SessionRig.trade("zzz@trade", "C", 1));
        assertFrame(DecodeStatus.MALFORMED, PipelineCounter.FRAMES_MALFORMED, "{\"stream\":");
        final String good = SessionRig.trade("c@trade", "C", 2);
        final String element = good.substring(good.indexOf("{\"e\""), good.length() - 1);
        assertFrame(DecodeStatus.PARTIAL, PipelineCounter.FRAMES_PARTIAL,
            "{\"stream\":\"c@trade\",\"data\":[" + element + ",{\"e\":\"trade\",\"s\":\"C\"}]}");
        assertFrame(DecodeStatus.TOO_LARGE, PipelineCounter.FRAMES_TOO_LARGE, hugeBook());
        assertEquals(DecodeStatus.CONTROL, receive("{\"result\":null,\"id\":99}"));
        assertEquals(control + 1, rig.count(PipelineCounter.FRAMES_CONTROL));
        assertEquals(6 + control + 1, rig.count(PipelineCounter.FRAMES_RECEIVED));
        assertTrue(rig.count(PipelineCounter.BYTES_RECEIVED) > 1_000);
    }

    @Test
    void shouldTakeEachLineForAFrameWhereTheVenueSendsSeveral()
    {
        final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS);
        protocol.sendsLines = true;
        try (SessionRig lines = new SessionRig(protocol, "c@trade"))
        {
            lines.goLive();
            lines.told.clear();
            final long received = lines.count(PipelineCounter.FRAMES_RECEIVED);
            lines.transports.last().frame(SessionRig.trade("c@trade", "C", 1) + "\n{\"stream\":\n\n" +
                SessionRig.trade("c@trade", "C", 2) + "\n" + SessionRig.trade("zzz@trade", "C", 3) + "\n");
            lines.cycle();
            assertEquals(List.of("INSTRUMENT C", "TRADE 1 epoch 1", "LOSS MALFORMED_FRAME epoch 1", "TRADE 2 epoch 1"),
                lines.told);
            assertEquals(received + 4, lines.count(PipelineCounter.FRAMES_RECEIVED));
            assertEquals(1, lines.count(PipelineCounter.FRAMES_MALFORMED));
            assertEquals(1, lines.count(PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT));
        }
    }

    @Test
    void shouldLoseTheStreamOfAFrameThatNamedIt()
    {
        receive("{\"stream\":\"a@depth\",\"data\":{" + BOOK_KEYS + "\"b\":[[\"1\",\"x\"]],\"a\":[]}}");
        receive(hugeBook());
        rig.cycle();
        assertEquals(List.of(
            "LOSS MALFORMED_FRAME epoch 1 stream " + bookStream, "LOSS TOO_LARGE epoch 1 stream " + bookStream),
            rig.told);
    }

    @Test
    void shouldLoseTheWholeSessionByAFrameThatIsNotEvenJson()
    {
        receive("#!");
        rig.cycle();
        assertEquals(List.of("LOSS MALFORMED_FRAME epoch 1"), rig.told);
    }

    @Test
    void shouldPutNothingOfARefusedFrameInTheRing()
    {
        final String good = SessionRig.trade("c@trade", "C", 2);
        for (int cut = 1; cut < good.length(); cut++)
        {
            receive(good.substring(0, cut));
            rig.cycle();
        }
        receive(SessionRig.trade("c@trade", "D", 2));
        receive(good.substring(good.indexOf("{\"e\""), good.length() - 1)); // a bare event names no stream
        rig.cycle();
        assertTrue(rig.told.stream().allMatch((line) -> line.startsWith("LOSS MALFORMED")), rig.told::toString);
        assertEquals(good.length() - 1, rig.told.size());
        assertEquals(2, rig.count(PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT));
    }

    @Test
    void shouldDefineAnInstrumentBeforeItsFirstEvent()
    {
        receive(SessionRig.trade("c@trade", "C", 1));
        receive(SessionRig.trade("c@trade", "C", 2));
        receive(SessionRig.trade("all@optionTrade", "X-1-C", 3));
        rig.cycle();
        assertEquals(List.of(
            "INSTRUMENT C", "TRADE 1 epoch 1", "TRADE 2 epoch 1", "INSTRUMENT X-1-C", "TRADE 3 epoch 1"), rig.told);
    }

    @Test
    void shouldDefineEachOfManyNewInstrumentsOfOneFrame()
    {
        final StringBuilder frame = new StringBuilder("{\"stream\":\"all@optionTrade\",\"data\":[");
        for (int i = 0; i < 30; i++)
        {
            final String one = SessionRig.trade("all@optionTrade", "X-" + i + "-C", 1);
            frame.append(i == 0 ? "" : ",").append(one, one.indexOf("{\"e\""), one.length() - 1);
        }
        assertEquals(DecodeStatus.DECODED, receive(frame.append("]}").toString()));
        rig.cycle();
        for (int i = 0; i < 30; i++)
        {
            assertEquals("INSTRUMENT X-" + i + "-C", rig.told.get(2 * i));
        }
    }

    @Test
    void shouldDefineAnInstrumentAgainIfTheFrameThatDidWasDropped()
    {
        receive(SessionRig.trade("c@trade", "C", 1));
        while (rig.pipeline.ring().remainingCapacity() > 0)
        {
            receive(SessionRig.trade("c@trade", "C", 1));
        }
        receive(SessionRig.trade("all@optionTrade", "X-1-C", 2));
        assertEquals(1, rig.count(PipelineCounter.FRAMES_DROPPED));
        rig.pipeline.invoke();
        rig.told.clear();
        receive(SessionRig.trade("all@optionTrade", "X-1-C", 3));
        rig.cycle();
        assertEquals("LOSS RING_FULL epoch 1 stream 2", rig.told.get(0));
        assertEquals(List.of("INSTRUMENT X-1-C", "TRADE 3 epoch 1"), rig.told.subList(1, 3));
    }

    @Test
    void shouldDefineEachInstrumentOfAFrameOfSeveralStreams()
    {
        for (final String stream : List.of("d@trade", "e@trade", "f@trade"))
        {
            rig.subscription(stream);
        }
        assertEquals(DecodeStatus.DECODED, receive("!trades - d@trade e@trade d@trade f@trade"));
        rig.cycle();
        assertEquals(List.of("INSTRUMENT D", "TRADE 9 epoch 1", "INSTRUMENT E", "TRADE 9 epoch 1"),
            rig.told.subList(0, 4));
        assertEquals(1, rig.told.stream().filter("INSTRUMENT D"::equals).count());
        assertTrue(rig.told.indexOf("INSTRUMENT F") > 0, rig.told::toString);
    }

    @Test
    void shouldCountWhatWasOddAboutAFrame()
    {
        assertEquals(DecodeStatus.PARTIAL, receive("!odd"));
        assertEquals(2, rig.count(PipelineCounter.EVENTS_MALFORMED));
        assertEquals(1, rig.count(PipelineCounter.IDS_HASHED));
        assertEquals(1, rig.count(PipelineCounter.TEXTS_TOO_LONG));
        rig.cycle();
        assertEquals(List.of("LOSS MALFORMED_EVENT epoch 1 stream 1", "LOSS MALFORMED_EVENT epoch 1"),
            rig.told.subList(0, 2));
    }

    @Test
    void shouldStageWhatTheSymbolTellsOnceASession()
    {
        final EventStage stage = new EventStage(16);
        final StagingSink sink = new StagingSink(
            stage, rig.pipeline.streams(), 2, 1, ControlSink.NONE, StreamResolver.NONE);
        final AnnouncedInstruments announced = new AnnouncedInstruments((symbol, offset, length, row) ->
        {
            row.expiryNs = length;
            return length > 1;
        }, rig.pipeline.instruments());
        final byte[] symbols = "ABC".getBytes(StandardCharsets.US_ASCII);
        sink.beginFrame(1, 1);
        announced.beginFrame(1);
        announced.stage(7, symbols, 0, 2, sink);
        announced.stage(8, symbols, 2, 1, sink);
        announced.stage(7, symbols, 0, 2, sink);
        assertEquals(2, stage.slotCount());
        assertFalse(announced.contains(7));
        announced.published();
        assertTrue(announced.contains(7) && announced.contains(8));
        final InstrumentDefinition definition = new InstrumentDefinition();
        stage.wrap(definition, 0);
        assertEquals("AB", definition.symbol());
        assertEquals(2, definition.expiryNs());
        stage.wrap(definition, 1);
        assertEquals("C", definition.symbol());
        assertEquals(EventLayout.ABSENT, definition.expiryNs());
    }

    @Test
    void shouldNoteDataButNotPingsAsData()
    {
        receive(SessionRig.trade("c@trade", "C", 1));
        final long dataNs = rig.receiver.lastDataNs();
        assertEquals(rig.clock.nowNs, dataNs);
        rig.clock.advanceMs(5);
        rig.transports.last().listener.onPing();
        receive("{\"result\":null,\"id\":99}");
        assertEquals(dataNs, rig.receiver.lastDataNs());
        assertEquals(rig.clock.nowNs, rig.receiver.lastReceivedNs());
        receive("{\"stream\":\"c@trade\",\"data\":{\"e\":\"somethingNew\"}}");
        assertEquals(rig.clock.nowNs, rig.receiver.lastDataNs());
    }

    @Test
    void shouldCarryTheEpochOfTheFrameOnAnswers()
    {
        while (rig.receiver.pollSignal() != null)
        {
            assertFalse(rig.told.contains("never"));
        }
        final byte[] ack = "{\"result\":null,\"id\":4}".getBytes(StandardCharsets.UTF_8);
        rig.receiver.onFrame(9, ack, 0, ack.length);
        assertEquals(
            new SessionSignal(SessionSignal.Kind.ACKNOWLEDGED, 9, 0, 4, ""), rig.receiver.pollSignal());
    }

    private void assertFrame(final DecodeStatus status, final PipelineCounter counter, final String frame)
    {
        final long before = rig.count(counter);
        assertEquals(status, receive(frame), frame);
        assertEquals(before + 1, rig.count(counter), counter.name());
    }

    private DecodeStatus receive(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return rig.receiver.onFrame(1, bytes, 0, bytes.length);
    }

    private String hugeBook()
    {
        final StringBuilder levels = new StringBuilder();
        for (int i = 0; i < 64 * 54 + 1; i++)
        {
            levels.append(i == 0 ? "" : ",").append("[\"").append(i).append("\",\"1\"]");
        }
        return "{\"stream\":\"a@depth\",\"data\":{" + BOOK_KEYS + "\"b\":[" + levels + "],\"a\":[]}}";
    }
}
