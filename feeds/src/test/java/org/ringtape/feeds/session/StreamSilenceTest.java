package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;

/** Streams that fall silent while their connection lives. */
class StreamSilenceTest
{
    private static final long SILENCE_MS = 500;
    private static final long LOOK_MS = 21;

    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .answerNs(TimeUnit.SECONDS.toNanos(20))
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    private final SessionRig rig = new SessionRig(protocol, "a@trade");
    private final int streamId;

    StreamSilenceTest()
    {
        rig.session.subscriptions().add(rig.watched("c@trade", SILENCE_MS));
        streamId = rig.session.subscriptions().all().get(1).stream().id();
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldSayOnceThatAStreamIsSilent()
    {
        goLive();
        pass(SILENCE_MS);
        assertEquals(List.of(), rig.told);
        pass(LOOK_MS);
        assertEquals(List.of("LOSS STREAM_SILENT epoch 1 stream " + streamId), rig.told);
        pass(10 * SILENCE_MS);
        assertEquals(1, rig.told.size());
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldSayItAgainAfterAnEventInBetween()
    {
        goLive();
        pass(SILENCE_MS + LOOK_MS);
        trade("c@trade", "C");
        pass(SILENCE_MS);
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
        pass(LOOK_MS);
        assertEquals(2, rig.count(PipelineCounter.STREAMS_SILENT));
    }

    @Test
    void shouldNotMissAStreamThatSpeaksNorOneThatNobodyWatches()
    {
        goLive();
        for (int i = 0; i < 20; i++)
        {
            pass(SILENCE_MS - 10);
            trade("c@trade", "C");
        }
        assertEquals(0, rig.count(PipelineCounter.STREAMS_SILENT));
    }

    @Test
    void shouldNotTakeAMalformedEventForASignOfLife()
    {
        goLive();
        pass(SILENCE_MS - 100);
        rig.transports.last().frame("{\"stream\":\"c@trade\",\"data\":{\"e\":\"trade\",\"s\":\"C\"}}");
        rig.cycle();
        rig.told.clear();
        pass(100 + LOOK_MS);
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
    }

    @Test
    void shouldWaitForTheConfirmation()
    {
        rig.open();
        pass(10 * SILENCE_MS);
        assertEquals(0, rig.count(PipelineCounter.STREAMS_SILENT));
        rig.acknowledgeAll();
        pass(SILENCE_MS);
        assertEquals(0, rig.count(PipelineCounter.STREAMS_SILENT));
        pass(LOOK_MS);
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
    }

    @Test
    void shouldStartOverOnANewConnection()
    {
        goLive();
        pass(SILENCE_MS + LOOK_MS);
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        pass(SILENCE_MS);
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
        pass(LOOK_MS);
        assertEquals(2, rig.count(PipelineCounter.STREAMS_SILENT));
        assertEquals("LOSS STREAM_SILENT epoch 2 stream " + streamId, rig.told.get(rig.told.size() - 1));
    }

    @Test
    void shouldWatchTheStreamsThatAWildcardStandsFor()
    {
        protocol.wildcards = (name) -> name.startsWith("w") ?
            new VenueFeed.Stream(name, "W", ContinuityRule.NONE, false, SILENCE_MS * 1_000_000) : null;
        goLive();
        trade("w1@trade", "W");
        trade("w2@trade", "W");
        final int concrete = streamId + 2;
        for (int i = 0; i < 30; i++)
        {
            trade("c@trade", "C");
            trade("w1@trade", "W");
            pass(20);
        }
        assertEquals(1, rig.count(PipelineCounter.STREAMS_SILENT));
        assertEquals("LOSS STREAM_SILENT epoch 1 stream " + concrete,
            rig.told.stream().filter((line) -> line.startsWith("LOSS")).findFirst().orElse(""));
    }

    private void goLive()
    {
        rig.goLive();
        rig.told.clear();
    }

    private void trade(final String stream, final String symbol)
    {
        rig.transports.last().frame(SessionRig.trade(stream, symbol, 1));
    }

    /** In steps in which the conductor would be at work. */
    private void pass(final long milliseconds)
    {
        for (long i = 0; i < milliseconds; i++)
        {
            rig.after(1);
        }
    }
}
