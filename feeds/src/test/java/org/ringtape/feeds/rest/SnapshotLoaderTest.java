package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventPoller;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.book.ResyncReason;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;

/** Orders of snapshots, from being made to an event in the ring. */
class SnapshotLoaderTest
{
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS);
    private final SessionRig rig = new SessionRig(protocol, "a@depth", "b@depth", "c@depth", "d@depth", "e@depth");
    private final FakeFetcher fetcher = new FakeFetcher();
    private final Map<String, HostPace> paces = new HashMap<>();
    private final SnapshotLoader loader = new SnapshotLoader(
        fetcher,
        rig.stage,
        rig.publication,
        (session) -> new StagingSink(rig.stage, rig.pipeline.streams(), 2, 1, ControlSink.NONE, StreamResolver.NONE),
        this::pace,
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
        order(0, ResyncReason.FIRST_UPDATE);
        fetcher.snapshot(100);
        poll();
        assertEquals(1, fetcher.requests.size());
        order(0);
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldNotStartBeforeItsTime()
    {
        order(0);
        fetcher.snapshot(100);
        poll();
        order(0, ResyncReason.SNAPSHOT_TOO_OLD);
        after(150);
        assertEquals(1, fetcher.requests.size());
        after(50);
        assertEquals(2, fetcher.requests.size());
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
            order(i % 5);
            fetcher.snapshot(100);
            poll();
        }
        order(1);
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
        order(0);
        fetcher.answer(500, "", 0); // waits for its next time
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
        after(60_000);
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldFetchAgainWhatWasAskedForBeforeSomethingWasLost()
    {
        order(0);
        order(0, ResyncReason.LOSS);
        order(0, ResyncReason.GAP);
        assertEquals(1, fetcher.requests.size(), "one at a time");
        fetcher.snapshot(100);
        poll();
        assertEquals(2, fetcher.requests.size());
        assertEquals(1, loader.openOrders());
        fetcher.snapshot(101);
        poll();
        assertEquals(0, loader.openOrders());
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldFetchOnceForTheConfirmationAndTheFirstUpdateBehindIt()
    {
        loader.confirmed(rig.session, subscription(0), rig.clock.nowNs);
        poll();
        order(0, ResyncReason.FIRST_UPDATE);
        order(0, ResyncReason.SNAPSHOT_TOO_OLD);
        fetcher.snapshot(100);
        poll();
        assertEquals(0, loader.openOrders());
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldSayWhenTheVenueCanHaveMadeASnapshotAndHowManyLevelsWereAskedFor() throws Exception
    {
        protocol.cacheAgeNs = 30_000_000_000L;
        protocol.askedLevels = 100;
        order(0);
        final long askedNs = rig.clock.nowNs;
        after(700);
        final EventPoller<EventSlot> poller = rig.pipeline.ring().newGatingPoller();
        fetcher.snapshot(100);
        poll();
        final List<String> snapshots = new ArrayList<>();
        poller.poll((slot, sequence, endOfBatch) ->
        {
            final BookUpdate update = new BookUpdate();
            slot.wrap(update);
            if (update.typeId() == EventType.BOOK_UPDATE.id())
            {
                snapshots.add(update.madeAfterNs() + " " + update.askedLevels() + " " + update.receiveTimeNs());
            }
            return true;
        });
        assertEquals(
            List.of(askedNs - protocol.cacheAgeNs + " 100 " + rig.clock.nowNs), snapshots);
    }

    /** The cache of the options venue: the same body for 27 s, then one that helps. */
    @Test
    void shouldAskForABetterBodyAtWaitsThatGrowAndHaveItWithinTwoSeconds()
    {
        protocol.snapshotWeight = 1;
        final long startNs = rig.clock.nowNs;
        order(0);
        long usefulNs = 0L;
        while (usefulNs == 0L)
        {
            final boolean useful = rig.clock.nowNs - startNs >= TimeUnit.SECONDS.toNanos(27);
            if (fetcher.isWaiting())
            {
                fetcher.snapshot(100);
                poll();
                usefulNs = useful ? rig.clock.nowNs : 0L;
                order(0, ResyncReason.SNAPSHOT_TOO_OLD);
                rig.pipeline.invoke();
            }
            after(10);
        }
        final int requests = fetcher.requests.size();
        assertTrue(requests <= 30 && requests >= 10, "requests in 27 s: " + requests);
        assertTrue(usefulNs - startNs <= TimeUnit.SECONDS.toNanos(29), "after " + (usefulNs - startNs));
        final String error = subscription(0).lastError().text();
        assertTrue(error.startsWith("snapshot did not help: SNAPSHOT_TOO_OLD, asked again in "), error);
    }

    @Test
    void shouldLetStreamsWhoseBodiesDoNotHelpWaitBehindTheOthers()
    {
        order(0);
        fetcher.snapshot(100);
        poll();
        for (int i = 0; i < 5; i++)
        {
            loader.order(rig.session, subscription(i), ResyncReason.SNAPSHOT_TOO_OLD, rig.clock.nowNs);
        }
        after(200);
        assertEquals(List.of("/A", "/B", "/C", "/D", "/E"), asked());
        fetcher.snapshot(100);
        poll();
        assertEquals(List.of("/A", "/B", "/C", "/D", "/E"), asked(), "half of the budget is for others");
        after(60_000);
        assertEquals(List.of("/A", "/B", "/C", "/D", "/E", "/A"), asked());
    }

    @Test
    void shouldAskForThoseFirstWhoseBodiesHelpThoughAnotherHasWaitedForLonger()
    {
        protocol.snapshotWeight = 1;
        order(0);
        for (int i = 0; i < 8; i++)
        {
            fetcher.answer(500, "", 0);
            poll();
            after(30_000);
        }
        fetcher.answer(500, "", 0); // waits for 15 s and more
        poll();
        after(1_000);
        for (int i = 1; i < 5; i++)
        {
            order(i);
            fetcher.snapshot(100);
            poll();
        }
        final int before = fetcher.requests.size();
        rig.clock.advanceMs(30_000);
        for (int i = 1; i < 5; i++)
        {
            loader.order(rig.session, subscription(i), ResyncReason.GAP, rig.clock.nowNs);
        }
        poll();
        assertEquals(List.of("/B", "/C", "/D", "/E"), asked().subList(before, asked().size()));
    }

    @Test
    void shouldGiveHalfOfTheRequestsUnderWayToStreamsThatFailAtMost()
    {
        for (int i = 0; i < 4; i++)
        {
            order(i);
        }
        for (int i = 0; i < 4; i++)
        {
            fetcher.answer(500, "", 0);
        }
        poll();
        after(61_000);
        assertEquals(6, fetcher.requests.size(), "two of four that are due");
        order(4);
        assertEquals(7, fetcher.requests.size());
    }

    @Test
    void shouldGoOnAskingForStreamsThatFailForAsLongAsTheyDo()
    {
        for (int i = 0; i < 2; i++)
        {
            order(i);
        }
        for (int i = 0; i < 2; i++)
        {
            fetcher.answer(500, "", 0);
        }
        poll();
        for (int i = 0; i < 5; i++)
        {
            final int before = fetcher.requests.size();
            after(61_000);
            assertEquals(before + 2, fetcher.requests.size());
            fetcher.answer(500, "", 0);
            fetcher.answer(500, "", 0);
            poll();
        }
    }

    /** C3: the venue's own words, three times, and it is not asked again before the session subscribes anew. */
    @Test
    void shouldBelieveARefusalOfTheSymbolAndTell()
    {
        rig.told.clear();
        order(0);
        refuseAll("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
        assertEquals(3, fetcher.requests.size());
        assertEquals(3, rig.count(PipelineCounter.SNAPSHOT_FAILURES));
        rig.cycle();
        rig.cycle();
        final int streamId = subscription(0).stream().id();
        assertEquals(List.of(
            "LOSS STREAM_REFUSED epoch 1 stream " + streamId,
            "LIVE epoch 1 code 400: snapshot of a@depth refused: HTTP 400 -1121 Invalid symbol."),
            rig.told.subList(0, 2));
        final LastError error = subscription(0).lastError();
        assertEquals("HTTP 400 -1121 Invalid symbol.", error.text());
        assertEquals(400, error.status());
        assertTrue(error.timeNs() > 0 && error.timeNs() <= rig.clock.nowNs);
        assertEquals(0, loader.openOrders());
        order(0);
        after(600_000);
        assertEquals(3, fetcher.requests.size());

        loader.confirmed(rig.session, subscription(0), rig.clock.nowNs);
        poll();
        fetcher.snapshot(100);
        poll();
        assertEquals(4, fetcher.requests.size());
        assertEquals(0, loader.openOrders());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422})
    void shouldBelieveAClientsErrorThatIsNotTheVenuesOwnWordsLater(final int status)
    {
        order(0);
        refuseAll(status, "<html>nothing here</html>");
        assertEquals(10, fetcher.requests.size());
        assertEquals("HTTP " + status + " <html>nothing here</html>", subscription(0).lastError().text());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 302, 403, 408, 425, 500, 502, 503})
    void shouldGoOnAskingWhereTimeMayHelp(final int status)
    {
        order(0);
        refuseAll(status, "{\"code\":-1121,\"msg\":\"no\"}");
        assertEquals(20, fetcher.requests.size());
        fetcher.snapshot(1);
        poll();
        assertEquals(0, loader.openOrders());
    }

    @Test
    void shouldBelieveNoRefusalOfAConnectionThatIsGone()
    {
        order(0);
        for (int i = 0; i < 2; i++)
        {
            fetcher.answer(400, "{\"code\":-1121}", 0);
            poll();
            after(30_000);
        }
        reconnect();
        fetcher.answer(400, "{\"code\":-1121}", 0);
        poll();
        after(30_000);
        assertEquals(1, loader.openOrders());
        assertEquals(4, fetcher.requests.size());
    }

    @Test
    void shouldPauseOnlyTheHostThatRefuses()
    {
        paces.put("/B", new HostPace("other"));
        order(0);
        fetcher.answer(418, "", 0);
        poll();
        order(2);
        order(1);
        assertEquals(List.of("/A", "/B"), asked());
        assertTrue(subscription(0).lastError().text().startsWith("HTTP 418; venue refuses with HTTP 418 (not said"),
            subscription(0).lastError().text());
    }

    private void refuseAll(final String body)
    {
        refuseAll(400, body);
    }

    /** Answers each request in this way, until none is open, or 20 times. */
    private void refuseAll(final int status, final String body)
    {
        while (loader.openOrders() > 0 && fetcher.requests.size() < 20)
        {
            fetcher.answer(status, body, 0);
            poll();
            after(60_000);
        }
    }

    private List<String> asked()
    {
        return fetcher.requests.stream().map(URI::getPath).toList();
    }

    private HostPace pace(final URI uri)
    {
        return paces.computeIfAbsent(paces.containsKey(uri.getPath()) ? uri.getPath() : "", (path) -> rig.pace);
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
        order(index, ResyncReason.GAP);
    }

    private void order(final int index, final ResyncReason reason)
    {
        loader.order(rig.session, subscription(index), reason, rig.clock.nowNs);
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
