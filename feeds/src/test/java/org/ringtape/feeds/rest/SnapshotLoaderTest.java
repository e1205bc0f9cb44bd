package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.subscription.Subscription;

/** Orders of snapshots, from being made to an event in the ring. */
class SnapshotLoaderTest
{
    private final SessionRig rig = new SessionRig("a@depth", "b@depth", "c@depth", "d@depth", "e@depth");
    private final FakeFetcher fetcher = new FakeFetcher();
    private final SnapshotLoader loader = new SnapshotLoader(
        fetcher,
        rig.stage,
        rig.publication,
        (session) -> new StagingSink(rig.stage, rig.pipeline.streams(), 2, 1, ControlSink.NONE, StreamResolver.NONE),
        6,
        rig.pipeline.counters(),
        new SplittableRandom(1));

    @BeforeEach
    void connect()
    {
        rig.goLive();
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldPublishTheDefinitionAndTheSnapshot()
    {
        rig.told.clear();
        order(0);
        fetcher.snapshot(100);
        poll();
        assertEquals(0, loader.openOrders());
        rig.cycle();
        assertEquals("INSTRUMENT A", rig.told.get(0));
        assertEquals(BookState.LIVE, rig.pipeline.bookState(subscription(0).stream().id()));
        assertEquals(URI.create("http://venue/A"), fetcher.requests.get(0));
        assertEquals(1, rig.count(PipelineCounter.SNAPSHOT_REQUESTS));
        assertEquals(0, rig.count(PipelineCounter.SNAPSHOT_FAILURES));
    }

    @Test
    void shouldFetchOnceForTwoOrders()
    {
        order(0);
        order(0);
        fetcher.snapshot(100);
        poll();
        assertEquals(1, fetcher.requests.size());
        order(0);
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldNotStartBeforeItsTime()
    {
        loader.order(rig.session, subscription(0), rig.clock.nowNs + 200);
        poll();
        assertEquals(0, fetcher.requests.size());
        rig.clock.nowNs += 200;
        poll();
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldHaveFourUnderWayAtMost()
    {
        for (int i = 0; i < 5; i++)
        {
            order(i);
        }
        assertEquals(4, fetcher.requests.size());
        fetcher.snapshot(100);
        poll();
        assertEquals(5, fetcher.requests.size());
    }

    @Test
    void shouldKeepToTheBudgetOfAMinute()
    {
        for (int i = 0; i < 6; i++)
        {
            order(0);
            fetcher.snapshot(100);
            poll();
        }
        order(0);
        assertEquals(6, fetcher.requests.size());
        after(59_999);
        assertEquals(6, fetcher.requests.size());
        after(1);
        assertEquals(7, fetcher.requests.size());
    }

    @Test
    void shouldRepeatAFailedRequestLaterEachTime()
    {
        order(0);
        fetcher.answer(500, "", 0);
        poll();
        after(124);
        assertEquals(1, fetcher.requests.size());
        after(126);
        assertEquals(2, fetcher.requests.size());
        fetcher.answer(0, "", 0);
        poll();
        after(249);
        assertEquals(2, fetcher.requests.size());
        after(251);
        assertEquals(3, fetcher.requests.size());
        fetcher.snapshot(1);
        poll();
        assertEquals(2, rig.count(PipelineCounter.SNAPSHOT_FAILURES));
        assertEquals(0, loader.openOrders());
    }

    @Test
    void shouldRepeatABodyThatIsMalformedOrTooLarge()
    {
        order(0);
        fetcher.answer(200, "{\"lastUpdateId\":1,\"bids\":[[\"10\",\"1\"]]", 0);
        poll();
        after(250);
        final StringBuilder levels = new StringBuilder();
        for (int i = 0; i <= 64 * 54; i++)
        {
            levels.append(i == 0 ? "" : ",").append("[\"").append(i).append("\",\"1\"]");
        }
        fetcher.answer(200, "{\"lastUpdateId\":1,\"bids\":[" + levels + "],\"asks\":[]}", 0);
        poll();
        after(500);
        assertEquals(3, fetcher.requests.size());
        assertEquals(2, rig.count(PipelineCounter.SNAPSHOT_FAILURES));
        final long handled = rig.count(PipelineCounter.SLOTS_HANDLED);
        rig.pipeline.invoke();
        assertEquals(handled, rig.count(PipelineCounter.SLOTS_HANDLED));
    }

    @Test
    void shouldPauseAllOrdersWhenTheVenueAsksForPatience()
    {
        shouldPauseAllOrders(429, 7_000, 7_000);
    }

    @Test
    void shouldPauseAllOrdersAfterAnUnavailableThatSaysHowLong()
    {
        shouldPauseAllOrders(503, 7_000, 7_000);
    }

    @Test
    void shouldPauseAllOrdersForTheShortestBan()
    {
        shouldPauseAllOrders(418, 0, 120_000);
    }

    private void shouldPauseAllOrders(final int status, final long retryAfterMs, final long pauseMs)
    {
        order(0);
        order(1);
        fetcher.answer(status, "", TimeUnit.MILLISECONDS.toNanos(retryAfterMs));
        fetcher.answer(429, "", 1); // a shorter wait does not end the longer one
        poll();
        order(2);
        after(pauseMs - 1);
        assertEquals(2, fetcher.requests.size());
        after(1);
        assertEquals(5, fetcher.requests.size());
    }

    @Test
    void shouldCountAFetchThatThrowsAndTryAgain()
    {
        fetcher.fault = new IllegalArgumentException("no such scheme");
        for (int i = 0; i < 5; i++)
        {
            order(i);
        }
        poll();
        assertEquals(5, rig.count(PipelineCounter.SNAPSHOT_FAILURES));
        fetcher.fault = null;
        after(60_000);
        assertTrue(fetcher.isWaiting());
        fetcher.snapshot(1);
        poll();
        assertEquals(4, loader.openOrders());
    }

    @Test
    void shouldWaitForRoomInTheRing()
    {
        order(0);
        while (rig.pipeline.ring().remainingCapacity() > 0)
        {
            final byte[] trade = SessionRig.trade("t@trade", "T", 1).getBytes();
            if (rig.pipeline.streams().size() == 5)
            {
                rig.subscription("t@trade");
            }
            rig.receiver.onFrame(1, trade, 0, trade.length);
        }
        fetcher.snapshot(100);
        poll();
        poll();
        assertEquals(1, loader.openOrders());
        rig.pipeline.invoke();
        poll();
        assertEquals(0, loader.openOrders());
        assertEquals(1, fetcher.requests.size());
        rig.pipeline.invoke();
        assertEquals(BookState.LIVE, rig.pipeline.bookState(subscription(0).stream().id()));
    }

    @Test
    void shouldFetchAgainForTheNextConnectionWhatIsUnderWayWhenTheOldOneEnds()
    {
        order(0);
        reconnect();
        order(0); // the confirmation's order finds the old one under way
        assertEquals(1, fetcher.requests.size());
        fetcher.snapshot(100);
        poll();
        assertEquals(2, fetcher.requests.size());
        fetcher.snapshot(200);
        poll();
        rig.pipeline.invoke();
        assertEquals(0, loader.openOrders());
        assertEquals(BookState.LIVE, rig.pipeline.bookState(subscription(0).stream().id()));
        assertEquals(200, rig.pipeline.books().book(subscription(0).stream().id()).sequence());
    }

    @Test
    void shouldLetAnOrderGoWhileNothingFlows()
    {
        loader.order(rig.session, subscription(0), rig.clock.nowNs + 1_000_000_000L);
        order(1);
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        fetcher.snapshot(100);
        poll();
        assertEquals(0, loader.openOrders());
        final long handled = rig.count(PipelineCounter.SLOTS_HANDLED);
        rig.pipeline.invoke();
        assertEquals(handled, rig.count(PipelineCounter.SLOTS_HANDLED));
        assertFalse(fetcher.isWaiting());

        rig.cycle();
        assertEquals(2, rig.session.epoch());
        rig.transports.last().open();
        rig.cycle();
        poll();
        assertEquals(1, fetcher.requests.size());
    }

    private void reconnect()
    {
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        rig.clock.advanceMs(1_000);
        rig.goLive();
        assertEquals(2, rig.session.epoch());
        assertEquals(Subscription.State.CONFIRMED, subscription(0).state());
    }

    private Subscription subscription(final int index)
    {
        return rig.session.subscriptions().all().get(index);
    }

    private void order(final int index)
    {
        loader.order(rig.session, subscription(index), rig.clock.nowNs);
        poll();
    }

    private void poll()
    {
        loader.poll(rig.clock.nowNs);
    }

    private void after(final long milliseconds)
    {
        rig.clock.advanceMs(milliseconds);
        poll();
    }
}
