package org.ringtape.feeds.session.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.FakeInflater;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionRig;

/** Binary frames, and frames that are wrong again and again. */
class FrameFaultsTest
{
    private static final String TRADE = SessionRig.trade("c@trade", "C", 1);

    private final FakeInflater inflater = new FakeInflater();
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .malformedPerMinute(5)
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    private final SessionRig rig = new SessionRig(protocol, "c@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldDecodeEachMessageByWhatItIs()
    {
        connect();
        rig.transports.last().frame(TRADE);
        rig.transports.last().binary(TRADE);
        rig.transports.last().binary(FakeInflater.deflate(TRADE));
        rig.cycle();
        assertEquals(List.of("INSTRUMENT C", "TRADE 1 epoch 1"), rig.told.subList(0, 2));
        assertEquals(3, rig.count(PipelineCounter.FRAMES_DECODED));
        assertEquals(TRADE.length(), rig.count(PipelineCounter.BYTES_INFLATED));
        assertEquals(0, rig.count(PipelineCounter.FRAMES_NOT_INFLATED));
    }

    @Test
    void shouldReadBinaryFramesAsTheyAreWhereNothingIsCompressed()
    {
        rig.goLive();
        rig.transports.last().binary(TRADE);
        rig.transports.last().binary("\u0001\u0002");
        rig.transports.last().binary("");
        assertEquals(1, rig.count(PipelineCounter.FRAMES_DECODED));
        assertEquals(1, rig.count(PipelineCounter.FRAMES_MALFORMED));
        assertEquals(1, rig.count(PipelineCounter.FRAMES_IGNORED));
    }

    @Test
    void shouldLoseAFrameThatCannotBeInflatedAndKeepTheSession()
    {
        connect();
        rig.transports.last().binary("?");
        rig.transports.last().binary("?");
        rig.transports.last().binary(FakeInflater.deflate(TRADE));
        rig.transports.last().binary("?");
        rig.transports.last().binary("?");
        rig.cycle();
        assertEquals("LOSS MALFORMED_FRAME epoch 1", rig.told.get(0));
        assertEquals(4, rig.count(PipelineCounter.FRAMES_NOT_INFLATED));
        assertEquals(4, rig.count(PipelineCounter.FRAMES_MALFORMED));
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(0, rig.transports.last().aborts);
    }

    @Test
    void shouldGoOnWithoutCompressionAfterThreeInARow()
    {
        connect();
        rig.transports.last().binary("?");
        rig.transports.last().binary("?");
        rig.transports.last().binary("?");
        rig.transports.last().binary("?");
        rig.cycle();
        rig.cycle();
        assertEquals(1, protocol.compressionStops);
        assertEquals(1, rig.transports.made.get(0).aborts);
        assertEquals(1, inflater.closes);
        assertTrue(rig.told.contains(
            "BACKING_OFF epoch 1 code 1006: frames cannot be inflated, on without compression"), rig.told::toString);
    }

    @Test
    void shouldReconnectAfterTooManyMalformedFramesInARollingMinute()
    {
        connect();
        for (int i = 0; i < 5; i++)
        {
            rig.transports.last().frame("#!");
            rig.after(10_000);
        }
        rig.after(10_000);
        rig.transports.last().frame("#!"); // the first is a minute old
        rig.cycle();
        assertEquals(0, rig.transports.last().aborts);
        rig.transports.last().frame("#!");
        rig.cycle();
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        assertTrue(rig.told.contains(
            "BACKING_OFF epoch 1 code 1006: more than 5 malformed frames in a minute"), rig.told::toString);
    }

    @Test
    void shouldStartOverOnANewConnection()
    {
        connect();
        for (int i = 0; i < 5; i++)
        {
            rig.transports.last().frame("#!");
        }
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        for (int i = 0; i < 5; i++)
        {
            rig.transports.last().frame("#!");
        }
        rig.cycle();
        assertEquals(0, rig.transports.last().aborts);
        assertEquals(10, rig.count(PipelineCounter.FRAMES_MALFORMED));
    }

    private void connect()
    {
        protocol.inflater = inflater;
        rig.goLive();
        rig.told.clear();
    }
}
