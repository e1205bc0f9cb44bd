package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.transport.TransportListener;

/** Connections that do not begin, or do not end, as they should. */
class VenueSessionEndingTest
{
    private final SessionRig rig = new SessionRig("a@depth", "c@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldFailForGoodWhenALibraryIsMissing()
    {
        rig.transports.connectFault = new NoClassDefFoundError("org/slf4j/LoggerFactory");
        rig.cycle();
        assertEquals(SessionState.FAILED, rig.state());
        assertEquals(1, rig.transports.last().aborts);
        assertTrue(rig.session.lastError().text().contains("org/slf4j/LoggerFactory"), rig.session.lastError()::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "memory", "runtime", "checked"})
    void shouldBackOffAndTryAgainWhateverConnectThrows(final String what)
    {
        rig.transports.connectFault = switch (what)
        {
            case "error" -> new AssertionError("odd");
            case "memory" -> new OutOfMemoryError("unable to create native thread");
            case "runtime" -> new IllegalStateException("odd");
            default -> new IOException("odd");
        };
        rig.cycle();
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertEquals(1, rig.transports.last().aborts);
        assertEquals(1, rig.count(PipelineCounter.CONNECT_FAILURES));
        assertTrue(rig.session.lastError().text().contains(rig.transports.connectFault.getMessage()),
            rig.session.lastError()::text);
        assertEquals(rig.clock.nowNs, rig.session.lastError().timeNs());

        final TransportListener old = rig.transports.last().listener;
        rig.transports.connectFault = null;
        rig.after(8_000);
        old.onOpen();
        rig.cycle();
        assertEquals(SessionState.CONNECTING, rig.state(), "what failed to connect is heard no more");
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldTellAtOnceThatAConnectionIsLostAndLeaveItAfterItsTimeThoughItNeverEnds()
    {
        rig.goLive();
        rig.transports.last().endsWhenAborted = false;
        rig.after(1_001);
        rig.told.clear();
        rig.after(2_001);
        rig.cycle();
        assertEquals(SessionState.DRAINING, rig.state());
        assertFalse(rig.session.isConnected());
        assertTrue(rig.told.contains("LOSS DISCONNECTED epoch 1"), rig.told::toString);

        rig.after(999);
        assertEquals(SessionState.DRAINING, rig.state());
        assertEquals(0, rig.count(PipelineCounter.TRANSPORTS_ABANDONED));
        rig.after(1);
        rig.cycle();
        assertEquals(1, rig.count(PipelineCounter.TRANSPORTS_ABANDONED));
        assertTrue(rig.told.contains("BACKING_OFF epoch 1: silent for too long; its receiver does not end"),
            rig.told::toString);
        assertEquals(2, rig.session.epoch());
        assertEquals(1, rig.told.stream().filter((line) -> line.startsWith("LOSS")).count());
    }

    @Test
    void shouldIgnoreEverythingThatAConnectionLeftToItselfStillSays()
    {
        rig.goLive();
        rig.transports.last().endsWhenAborted = false;
        final FakeTransport old = rig.transports.last();
        rig.after(1_001);
        rig.after(2_001);
        rig.after(1_000);
        rig.told.clear();
        final long heardNs = rig.receiver.lastReceivedNs();
        final long frames = rig.count(PipelineCounter.FRAMES_RECEIVED);
        rig.clock.advanceMs(1);
        old.frame(SessionRig.trade("c@trade", "C", 7));
        old.listener.onPing();
        old.listener.onPong();
        old.listener.onOpen();
        old.closedByVenue(1000);
        rig.cycle();
        rig.cycle();
        assertEquals(heardNs, rig.receiver.lastReceivedNs());
        assertEquals(frames, rig.count(PipelineCounter.FRAMES_RECEIVED));
        assertFalse(rig.told.toString().contains("TRADE"), rig.told::toString);
        assertEquals(SessionState.CONNECTING, rig.state());
        assertEquals(1, rig.count(PipelineCounter.CONNECTS));
    }

    @Test
    void shouldTellTheLossAgainIfSomethingCameAfterIt()
    {
        rig.goLive();
        rig.transports.last().endsWhenAborted = false;
        rig.after(1_001);
        rig.after(2_001);
        rig.clock.advanceMs(1);
        rig.transports.last().frame(SessionRig.trade("c@trade", "C", 7)); // its delivery had begun
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.told.stream().filter("LOSS DISCONNECTED epoch 1"::equals).count(), rig.told::toString);
    }

    @Test
    void shouldFailWhenTooManyReceiversDoNotEnd()
    {
        int attempts = 0;
        while (rig.state() != SessionState.FAILED)
        {
            rig.after(8_000);
            rig.cycle();
            rig.transports.last().endsWhenAborted = false;
            assertTrue(++attempts < 100, "never");
        }
        assertEquals(8, rig.transports.made.size());
        assertEquals("FAILED epoch 8: 8 receivers do not end", rig.told.get(rig.told.size() - 1));
    }

    @Test
    void shouldNotCountReceiversThatEndAfterAll()
    {
        for (int i = 0; i < 100; i++)
        {
            rig.after(8_000);
            rig.cycle();
            rig.transports.last().endsWhenAborted = false;
            rig.transports.made.subList(0, rig.transports.made.size() - 1)
                .forEach((old) -> old.listener.onClosed(1006, "", false));
        }
        assertTrue(rig.count(PipelineCounter.TRANSPORTS_ABANDONED) > 8);
        assertFalse(rig.state().isFinal());
    }

    @Test
    void shouldGoOnThoughTheTransportThrowsWhenItIsToEnd()
    {
        rig.goLive();
        rig.transports.last().endFault = new IllegalStateException("odd");
        rig.transports.last().endsWhenAborted = false;
        rig.after(1_001);
        rig.after(2_001);
        assertEquals(SessionState.DRAINING, rig.state());
        rig.after(1_000);
        rig.cycle();
        assertEquals(2, rig.session.epoch());

        rig.transports.last().endFault = new IllegalStateException("odd");
        rig.transports.last().endsWhenAborted = false;
        rig.session.close(rig.clock.nowNs);
        rig.after(200);
        rig.after(200);
        assertEquals(SessionState.CLOSED, rig.state());
        assertEquals(2, rig.count(PipelineCounter.TRANSPORTS_ABANDONED));
    }

    @Test
    void shouldKeepItsDeadlinesThoughEveryRequestThrows()
    {
        final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy());
        protocol.requestFault = new IllegalStateException("odd");
        try (SessionRig other = new SessionRig(protocol, "c@trade"))
        {
            other.cycle();
            other.transports.last().open();
            int thrown = 0;
            for (int i = 0; i < 40; i++)
            {
                other.clock.advanceMs(100);
                try
                {
                    other.cycle();
                }
                catch (final IllegalStateException e)
                {
                    thrown++;
                }
            }
            assertTrue(thrown > 30, "thrown " + thrown);
            assertTrue(other.session.epoch() > 1, "the state was left");
        }
    }

    @ParameterizedTest
    @CsvSource({"418, 120000", "429, 60000"})
    void shouldThrottleItselfWhenTheUpgradeIsAnsweredWithABan(final int status, final long waitMs)
    {
        rig.cycle();
        rig.transports.last().listener.onUpgradeRefused(status, "I'm a teapot");
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.after(waitMs - 1);
        assertEquals(1, rig.transports.made.size());
        rig.after(1);
        assertEquals(2, rig.transports.made.size());
        assertEquals("connection ended, code " + status + ": upgrade refused: " + status + " I'm a teapot",
            rig.session.lastError().text());
        assertEquals(status, rig.session.lastError().status());
    }

    @Test
    void shouldReconnectWhenTheVenueEndsAllSubscriptions()
    {
        rig.goLive();
        rig.transports.last().frame("!ended ? x");
        rig.cycle();
        assertTrue(rig.told.contains("DRAINING epoch 1: the venue has ended all subscriptions"), rig.told::toString);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.session.epoch());
    }

    @Test
    void shouldGiveUpAConnectionThatIsThrottledAgainAndAgain()
    {
        rig.open();
        for (int i = 0; i < 10; i++)
        {
            rig.transports.last().frame("!throttled ? 2000");
            rig.after(2_000);
        }
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        rig.transports.last().frame("!throttled ? 2000");
        rig.cycle();
        rig.cycle();
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertEquals("throttled 11 times in a row", rig.session.lastError().text());
        rig.after(59_999);
        assertEquals(1, rig.session.epoch());
        rig.after(1);
        assertEquals(2, rig.session.epoch());
    }

    @Test
    void shouldNotWaitForEverThoughTheVenueAsksItTo()
    {
        rig.open();
        rig.transports.last().frame("!throttled ? 86400000");
        rig.cycle();
        assertTrue(rig.told.contains(
            "SUBSCRIBING epoch 1: requests throttled for 3600000 ms, though the venue asks for 86400000"),
            rig.told::toString);
    }
}
