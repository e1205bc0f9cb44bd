package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.transport.TransportListener;

/** The life of a session, time by argument. */
class VenueSessionTest
{
    private final SessionRig rig = new SessionRig("a@depth", "b@depth", "c@trade", "d@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldSayInEveryEventByWhichOfItsLinesItCame()
    {
        try (SessionRig third = new SessionRig(new PlainProtocol(SessionRig.LIMITS), 3, "c@trade"))
        {
            third.goLive();
            third.transports.last().frame(SessionRig.trade("c@trade", "C", 1));
            third.transports.last().frame("#!");
            third.transports.last().closedByVenue(1006);
            third.cycle();
            assertEquals(Set.of(3), third.lines);
            assertTrue(third.told.contains("TRADE 1 epoch 1") && third.told.contains("LOSS DISCONNECTED epoch 1"),
                third.told::toString);
        }
    }

    @Test
    void shouldSubscribeInBatchesWithinTheRateLimit()
    {
        for (int i = 0; i < 5; i++)
        {
            rig.session.subscriptions().add(rig.subscription("e" + i + "@trade"));
        }
        rig.open();

        assertEquals(List.of("sub 1 a@depth b@depth c@trade", "sub 2 d@trade e0@trade e1@trade"), sent());
        rig.after(999);
        assertEquals(2, sent().size());
        rig.after(1);
        assertEquals("sub 3 e2@trade e3@trade e4@trade", sent().get(2));
    }

    @Test
    void shouldBeLiveOnceEverySubscriptionIsAnswered()
    {
        rig.open();
        ack(1);
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(3, rig.confirmed.size());

        ack(2);
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(4, rig.confirmed.size());
        assertEquals(List.of("CONNECTING epoch 1", "SUBSCRIBING epoch 1", "LIVE epoch 1"), rig.told);
    }

    @Test
    void shouldTakeAnAnswerThatComesInTheSameReadAsTheUpgrade()
    {
        rig.cycle();
        rig.transports.last().open();
        rig.transports.last().frame(SessionRig.trade("c@trade", "C", 1));
        rig.cycle();
        rig.acknowledgeAll();
        rig.cycle();

        assertEquals(SessionState.LIVE, rig.state());
        assertTrue(rig.told.contains("TRADE 1 epoch 1"));
    }

    @Test
    void shouldMatchAnAnswerWithoutIdToTheOldestRequest()
    {
        rig.open();
        frame("{\"code\":2,\"msg\":\"no such stream\"}");
        ack(2);
        rig.cycle();

        assertEquals(List.of("d@trade"), names());
        assertTrue(rig.told.contains("SUBSCRIBING epoch 1 code 2: request refused: no such stream"));
    }

    @Test
    void shouldAskAgainForARefusedSubscriptionWhileLive()
    {
        rig.open();
        ack(1);
        frame("{\"error\":{\"code\":2,\"msg\":\"no\"},\"id\":2}");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());

        keepAliveFor(2_999);
        assertEquals(2, sent().size());
        rig.after(1);
        assertEquals("sub 3 d@trade", sent().get(2));
        ack(3);
        rig.cycle();
        assertEquals(List.of("a@depth", "b@depth", "c@trade", "d@trade"), names());
    }

    @Test
    void shouldConfirmWhatIsAnsweredAfterItsDeadline()
    {
        rig.open();
        ack(1);
        rig.after(500);
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(1, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));

        ack(2);
        rig.cycle();
        assertEquals(List.of("a@depth", "b@depth", "c@trade", "d@trade"), names());
    }

    @Test
    void shouldNotLetAnExpiredRequestTakeTheAnswerOfAnother()
    {
        rig.open();
        ack(2);
        rig.after(500);
        keepAliveFor(3_000);
        assertEquals("sub 3 a@depth b@depth c@trade", sent().get(2));
        frame("{\"code\":2,\"msg\":\"no\"}");
        rig.cycle();

        assertEquals(3, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
        keepAliveFor(1_000);
        assertEquals(List.of("sub 4 a@depth", "sub 5 b@depth"), sent().subList(3, 5));
    }

    @Test
    void shouldGiveUpAConnectionOnWhichNothingIsGranted()
    {
        rig.open();
        rig.after(500);
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        rig.after(3_000);
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.session.epoch());
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: no subscription granted in time"));
    }

    @Test
    void shouldIgnoreAnAnswerToNothing()
    {
        rig.goLive();
        ack(77);
        frame("{\"result\":null}");
        frame("{\"code\":3,\"msg\":\"what?\"}");
        rig.cycle();

        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(0, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
        assertTrue(rig.told.contains("LIVE epoch 1 code 3: request refused: what?"));
    }

    @Test
    void shouldSendLaterWhatTheTransportDoesNotTakeNow()
    {
        rig.cycle();
        rig.transports.last().takesMessages = false;
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of(), sent());

        rig.transports.last().takesMessages = true;
        rig.after(1_000);
        assertEquals(2, sent().size());
        rig.acknowledgeAll();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldSayThatItWasDisconnectedBeforeItReconnects()
    {
        rig.goLive();
        rig.told.clear();
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        rig.cycle();

        assertEquals(
            List.of("LOSS DISCONNECTED epoch 1", "BACKING_OFF epoch 1 code 1001", "CONNECTING epoch 2"), rig.told);
    }

    @Test
    void shouldTellNoLossOfAnAttemptThatNeverOpened()
    {
        rig.cycle();
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.cycle();
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006"), rig.told::toString);
        assertTrue(rig.told.stream().noneMatch((line) -> line.startsWith("LOSS")), rig.told::toString);
    }

    @Test
    void shouldNotReconnectWhileTheRingHasNoRoomToSaySo()
    {
        rig.goLive();
        while (rig.pipeline.ring().remainingCapacity() > 0)
        {
            frame(SessionRig.trade("c@trade", "C", 1));
        }
        rig.transports.last().closedByVenue(1001);
        rig.clock.advanceMs(10_000);
        rig.conduct();
        rig.conduct();
        assertEquals(1, rig.transports.made.size());

        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.transports.made.size());
        final int lost = rig.told.indexOf("LOSS DISCONNECTED epoch 1");
        assertTrue(lost > 0 && lost < rig.told.indexOf("CONNECTING epoch 2"), rig.told::toString);
    }

    @Test
    void shouldBackOffLongerEachTimeAndStartOverAfterASpellOfLive()
    {
        rig.cycle();
        int attempts = 1;
        long waitedMs = 0;
        for (int i = 0; i < 20; i++)
        {
            rig.transports.last().closedByVenue(1006);
            rig.cycle();
            long waitMs = 0;
            while (rig.transports.made.size() == attempts)
            {
                rig.after(1);
                assertTrue(++waitMs <= 8_001, "beyond the cap");
            }
            attempts++;
            assertTrue(waitMs <= Math.max(1, 1_000L << Math.max(0, Math.min(i - 1, 3))) + 1, i + ": " + waitMs);
            waitedMs += waitMs;
        }
        assertTrue(waitedMs > 20_000, "waited " + waitedMs + " ms for 20 attempts");
        assertEquals(20, rig.count(PipelineCounter.CONNECT_FAILURES));

        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.cycle();
        keepAliveFor(5_000);
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.cycle();
        assertEquals(attempts + 1, rig.transports.made.size());
    }

    @Test
    void shouldWaitAMinuteAfterAPolicyClose()
    {
        rig.goLive();
        rig.transports.last().closedByVenue(1008);
        rig.cycle();
        rig.after(59_999);
        assertEquals(1, rig.transports.made.size());
        rig.after(1);
        assertEquals(2, rig.transports.made.size());
    }

    @Test
    void shouldWaitAMinuteAfterAnUpgradeRefusedForTooManyRequests()
    {
        rig.cycle();
        rig.transports.last().listener.onUpgradeRefused(429, "Too Many Requests");
        rig.transports.last().listener.onClosed(1006, "upgrade refused with HTTP status 429", true);
        rig.cycle();
        rig.cycle();

        assertEquals("BACKING_OFF epoch 1 code 429: upgrade refused: 429 Too Many Requests", lastTold());
        rig.after(59_999);
        assertEquals(1, rig.transports.made.size());
        rig.after(1);
        assertEquals(2, rig.transports.made.size());
    }

    @Test
    void shouldDropSignalsOfAnEarlierAttempt()
    {
        rig.goLive();
        final TransportListener old = rig.transports.last().listener;
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        rig.cycle();
        old.onOpen();
        old.onClosed(1006, "late", false);
        rig.cycle();
        assertEquals(SessionState.CONNECTING, rig.state());
        assertEquals(1, rig.count(PipelineCounter.CONNECTS));

        rig.transports.last().open();
        rig.cycle();
        final byte[] lateAck = "{\"result\":null,\"id\":3}".getBytes();
        old.onFrame(lateAck, 0, lateAck.length, true);
        rig.cycle();
        assertEquals(0, rig.session.subscriptions().all().stream()
            .filter((subscription) -> subscription.state().name().equals("CONFIRMED")).count());
    }

    @Test
    void shouldAbortAHandshakeThatTakesTooLong()
    {
        rig.cycle();
        rig.transports.last().endsWhenAborted = false;
        rig.after(999);
        assertEquals(0, rig.transports.last().aborts);
        rig.after(1);
        rig.after(999);
        assertEquals(1, rig.transports.last().aborts);
        assertEquals(SessionState.DRAINING, rig.state());

        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.cycle();
        assertEquals("CONNECTING epoch 2", lastTold());
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: no upgrade answer in time"));
    }

    @Test
    void shouldBackOffWhenNoSocketIsToBeHad()
    {
        rig.transports.failure = new IOException("no more sockets");
        rig.cycle();
        assertEquals("BACKING_OFF epoch 1: java.io.IOException: no more sockets", lastTold());
        rig.transports.failure = null;
        rig.after(8_000);
        assertEquals(SessionState.CONNECTING, rig.state());
        assertEquals(1, rig.count(PipelineCounter.CONNECT_FAILURES));
    }

    @Test
    void shouldSurviveAFactoryThatThrows()
    {
        rig.transports.fault = new IllegalStateException("odd");
        rig.cycle();
        rig.after(8_000);
        rig.after(8_000);
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertTrue(rig.count(PipelineCounter.CONNECT_FAILURES) >= 2);
    }

    @Test
    void shouldFailForGoodOnAnEndpointThatCannotWork()
    {
        rig.transports.fault = new IllegalArgumentException("need ws://host");
        rig.cycle();
        assertEquals(SessionState.FAILED, rig.state());
        rig.after(100_000);
        assertEquals(SessionState.FAILED, rig.state());
        assertEquals(1, rig.session.epoch());
        rig.session.close(rig.clock.nowNs);
        assertEquals(SessionState.FAILED, rig.state());
    }

    @Test
    void shouldBecomeStaleThoughPingsArrive()
    {
        rig.goLive();
        for (int i = 0; i < 10; i++)
        {
            rig.transports.last().listener.onPing();
            rig.transports.last().listener.onPong();
            rig.after(100);
        }
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(1);
        assertEquals(SessionState.STALE, rig.state());
        assertEquals(1, rig.count(PipelineCounter.STALE_EPISODES));
    }

    @Test
    void shouldBeLiveAgainWithTheNextData()
    {
        rig.goLive();
        rig.after(1_001);
        assertEquals(SessionState.STALE, rig.state());
        frame(SessionRig.trade("c@trade", "C", 1)); // at the very nanosecond of the transition
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(1_000);
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldReconnectWhenStaleForTooLong()
    {
        rig.goLive();
        rig.after(1_001);
        rig.after(2_000);
        assertEquals(0, rig.transports.last().aborts);
        rig.after(1);
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.session.epoch());
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: silent for too long"));
    }

    @Test
    void shouldSubscribeToEverythingAgainAfterAReconnect()
    {
        rig.goLive();
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of("sub 3 a@depth b@depth c@trade", "sub 4 d@trade"), sent());
        rig.acknowledgeAll();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(8, rig.confirmed.size());
        assertEquals(2, rig.count(PipelineCounter.CONNECTS));
        assertEquals(1, rig.count(PipelineCounter.DISCONNECTS));
    }

    @Test
    void shouldAnnounceALossThatTheReceiverCannot()
    {
        rig.goLive();
        while (rig.pipeline.ring().remainingCapacity() > 0)
        {
            frame(SessionRig.trade("c@trade", "C", 1));
        }
        frame(SessionRig.trade("c@trade", "C", 2));
        rig.pipeline.invoke();
        rig.told.clear();
        rig.after(99);
        assertEquals(List.of(), rig.told);
        rig.after(1);
        assertEquals(List.of("LOSS RING_FULL epoch 1"), rig.told);
        assertEquals(1, rig.count(PipelineCounter.LOSSES_ANNOUNCED_LATE));
    }

    private List<String> sent()
    {
        return rig.transports.last().sent;
    }

    private List<String> names()
    {
        return rig.confirmed.stream().map((subscription) -> subscription.stream().name()).sorted().toList();
    }

    private String lastTold()
    {
        return rig.told.get(rig.told.size() - 1);
    }

    private void ack(final long id)
    {
        frame("{\"result\":null,\"id\":" + id + "}");
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }

    private void keepAliveFor(final long milliseconds)
    {
        long left = milliseconds;
        while (left > 0)
        {
            frame(SessionRig.trade("c@trade", "C", 1));
            rig.after(Math.min(left, 900));
            left -= 900;
        }
    }
}
