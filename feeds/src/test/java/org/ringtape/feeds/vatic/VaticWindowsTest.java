package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.engine.status.PipelineCounter;

/** Windows from due to overdue to a price over REST, or to being given up. */
class VaticWindowsTest
{
    /** 2025-06-15T15:10:00Z, begin of a window of five minutes. */
    private static final long START = 1_750_000_200L;
    private static final long NEXT = START + 300;
    private static final String DUE = "btc@5min " + START + "+300 DUE";
    private static final String OVERDUE = "btc@5min " + START + "+300 OVERDUE";
    private static final String OPEN = "btc@5min " + START + "+300 OPEN snapshot 8245075e-2 chainlink";

    private VaticWindowsRig rig = new VaticWindowsRig(START, "btc@5min");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldSayAtEachBoundaryThatAPriceIsDueBehindTheDefinitionOfItsInstrument()
    {
        assertEquals(List.of("INSTRUMENT 0", DUE), rig.poll());
        price(START);
        assertEquals(List.of(), rig.after(299_999));
        assertEquals(List.of("btc@5min " + NEXT + "+300 DUE"), rig.after(1));
        assertEquals(List.of(), rig.after(1));
    }

    @Test
    void shouldSayNothingOfAWindowThatTheSocketHasOpened()
    {
        price(START);
        assertEquals(List.of(), rig.poll());
        assertEquals(List.of(), rig.after(299_999));
        assertEquals(0, rig.count(PipelineCounter.TARGETS_OVERDUE));
        assertEquals(List.of(), rig.fetcher.requests);
    }

    @Test
    void shouldSayThatAPriceIsOverdueAndAskRestThenAndNotBefore()
    {
        rig.poll();
        assertEquals(List.of(), rig.after(19_999));
        assertEquals(List.of(), rig.fetcher.requests);
        assertEquals(List.of(OVERDUE), rig.after(1));
        assertEquals(1, rig.count(PipelineCounter.TARGETS_OVERDUE));
        assertEquals(
            List.of(URI.create("http://venue/api/v1/targets/timestamp?asset=btc&type=5min&timestamp=" + START)),
            rig.fetcher.requests);
        assertEquals(1, rig.count(PipelineCounter.REST_REQUESTS));
        assertEquals(List.of(), rig.after(1_000));
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
        assertEquals(0, rig.windows.openOrders());
        assertEquals(List.of(), rig.after(60_000));
        assertEquals(1, rig.fetcher.requests.size());
    }

    @Test
    void shouldGiveAWindowThatHadBegunItsTimeFromNowOn()
    {
        rig.close();
        rig = new VaticWindowsRig(START + 100, "btc@5min", "btc@daily", "btc@hyperliquid_mark_price");
        assertEquals(List.of("INSTRUMENT 0", DUE, "btc@daily 1749960000+86400 DUE"), rig.poll());
        rig.socket("btc", VaticInterval.DAY, 1_749_960_000L, WindowStatus.OPEN);
        assertEquals(List.of(), rig.after(19_999));
        assertEquals(List.of(OVERDUE), rig.after(1));
        assertEquals(1, rig.fetcher.requests.size());
    }

    @Test
    void shouldAskAgainAfterAPauseUntilRestKnows()
    {
        askRest();
        rig.fetcher.answer(502, "{\"error\":\"upstream\"}", 0);
        rig.poll();
        rig.after(499);
        assertEquals(1, rig.fetcher.requests.size());
        rig.after(501);
        assertEquals(2, rig.fetcher.requests.size());
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldGiveUpAndSayWhy()
    {
        askRest();
        for (int i = 1; i < TargetLoader.MAX_ATTEMPTS; i++)
        {
            rig.fetcher.answer(502, "", 0);
            assertEquals(List.of(), rig.poll());
            assertEquals(List.of(), rig.after(30_000));
            assertEquals(i + 1, rig.fetcher.requests.size());
        }
        rig.fetcher.answer(503, "", 0);
        assertEquals(List.of("btc@5min " + START + "+300 FAILED: no price after 6 REST requests: HTTP 503"),
            rig.poll());
        assertEquals(0, rig.windows.openOrders());
        assertEquals(List.of(), rig.after(60_000));
        assertEquals(6, rig.count(PipelineCounter.REST_FAILURES));
        assertEquals(6, rig.count(PipelineCounter.REST_REQUESTS));
    }

    @Test
    void shouldPauseAllWindowsWhenTheVenueAsksForPatience()
    {
        rig.close();
        rig = new VaticWindowsRig(START, "btc@5min", "eth@5min");
        rig.poll();
        rig.after(20_000);
        rig.fetcher.answer(429, "", 7_000_000_000L);
        rig.fetcher.answer(502, "", 0);
        rig.poll();
        rig.after(6_999);
        assertEquals(2, rig.fetcher.requests.size());
        rig.after(1);
        assertEquals(4, rig.fetcher.requests.size());
    }

    @Test
    void shouldPauseForAsLongAsABanLastsAndForWhateverElseTheHostRefused()
    {
        askRest();
        rig.fetcher.answer(418, "", 0);
        rig.poll();
        rig.after(119_999);
        assertEquals(1, rig.fetcher.requests.size());
        rig.after(1);
        assertEquals(2, rig.fetcher.requests.size());
        rig.fetcher.answer(502, "", 0);
        rig.poll();
        rig.context.pace(URI.create("http://venue/ws")).onRefused(503, 40_000_000_000L, rig.rig.clock.nowNs);
        rig.after(39_999);
        assertEquals(2, rig.fetcher.requests.size());
        rig.after(1);
        assertEquals(3, rig.fetcher.requests.size());
    }

    @Test
    void shouldStayWellBelowTheVenuesBudgetAndHaveFewUnderWay()
    {
        rig.close();
        final String[] streams = new String[20];
        for (int i = 0; i < streams.length; i++)
        {
            streams[i] = "a" + i + "@5min";
        }
        rig = new VaticWindowsRig(START, streams);
        rig.poll();
        final Deque<Long> minute = new ArrayDeque<>();
        rig.after(20_000);
        assertEquals(TargetLoader.MAX_IN_FLIGHT, rig.fetcher.requests.size());
        int seen = 0;
        for (int step = 0; step < 2_700; step++)
        {
            rig.after(step == 0 ? 0 : 100);
            while (seen < rig.fetcher.requests.size())
            {
                minute.add(rig.rig.clock.nowNs);
                seen++;
            }
            while (!minute.isEmpty() && rig.rig.clock.nowNs - minute.peek() >= 60_000_000_000L)
            {
                minute.remove();
            }
            assertTrue(minute.size() <= TargetLoader.REQUESTS_PER_MINUTE, () -> "requests in 60 s: " + minute.size());
            while (rig.fetcher.isWaiting())
            {
                rig.fetcher.answer(502, "", 0);
            }
        }
        assertEquals(streams.length * TargetLoader.MAX_ATTEMPTS, seen);
        assertEquals(0, rig.windows.openOrders());
    }

    @Test
    void shouldStopAskingWhenTheSocketHasAnsweredMeanwhile()
    {
        askRest();
        price(START);
        rig.answer("btc", "5min", START);
        assertEquals(List.of(), rig.poll());
        assertEquals(0, rig.windows.openOrders());
        rig.after(279_999);
        assertEquals(1, rig.fetcher.requests.size());
    }

    @Test
    void shouldNotAskAgainForWhatTheSocketAnsweredBetweenTwoRequests()
    {
        askRest();
        rig.fetcher.answer(502, "", 0);
        rig.poll();
        price(START);
        rig.after(5_000);
        assertEquals(1, rig.fetcher.requests.size());
        assertEquals(0, rig.windows.openOrders());
    }

    @Test
    void shouldAskRestForAWindowThatTheSocketSaidHasFailed()
    {
        rig.poll();
        rig.socket("btc", VaticInterval.FIVE_MINUTES, START, WindowStatus.FAILED);
        assertEquals(List.of(), rig.after(19_999));
        assertEquals(List.of(), rig.fetcher.requests);
        assertEquals(List.of(), rig.after(1)); // it failed, so it is not overdue
        assertEquals(0, rig.count(PipelineCounter.TARGETS_OVERDUE));
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldNotTakeAnAnswerOfAnotherWindowAssetOrInterval()
    {
        askRest();
        final List<Runnable> answers = List.of(
            () -> rig.answer("btc", "5min", NEXT),
            () -> rig.answer("eth", "5min", START),
            () -> rig.answer("btc", "15min", START),
            () -> rig.fetcher.answer(200, "<html>", 0),
            () -> rig.fetcher.answer(200, "{\"asset\":\"btc\",\"marketType\":\"5min\",\"ok\":false," +
                "\"requestedTimestamp\":" + START + "}", 0));
        for (final Runnable answer : answers)
        {
            answer.run();
            assertEquals(List.of(), rig.poll());
            assertEquals(List.of(), rig.after(30_000));
        }
        assertEquals(answers.size(), rig.count(PipelineCounter.REST_FAILURES));
        rig.answer("btc", "5min", START + 17); // any instant of the window
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldTryAgainWhenTheRingHasNoRoom()
    {
        fillRing();
        rig.windows.poll(rig.rig.clock.nowNs);
        rig.take();
        assertEquals(List.of("INSTRUMENT 0", DUE), rig.poll());
        fillRing();
        rig.rig.clock.advanceMs(20_000);
        rig.windows.poll(rig.rig.clock.nowNs);
        assertEquals(0, rig.count(PipelineCounter.TARGETS_OVERDUE));
        assertEquals(List.of(), rig.fetcher.requests);
        rig.take();
        assertEquals(List.of(OVERDUE), rig.poll());
        rig.answer("btc", "5min", START);
        fillRing();
        rig.windows.poll(rig.rig.clock.nowNs);
        assertEquals(1, rig.windows.openOrders());
        rig.take();
        assertEquals(List.of(OPEN), rig.poll());
        assertEquals(1, rig.count(PipelineCounter.TARGETS_OVERDUE));
    }

    @Test
    void shouldAskRestForWhatMayHaveBeenInADroppedFrame()
    {
        rig.poll();
        price(START);
        rig.after(2_000);
        rig.dropFrame();
        assertEquals(List.of(), rig.after(17_999));
        assertEquals(List.of(), rig.fetcher.requests);
        assertEquals(List.of(), rig.after(1)); // nobody knows whether it is overdue
        assertEquals(1, rig.fetcher.requests.size());
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldDistrustAPriceThatEndedTheAskingIfItsFrameWasDropped()
    {
        askRest();
        rig.fetcher.answer(502, "", 0);
        rig.poll();
        price(START);
        rig.poll();
        assertEquals(0, rig.windows.openOrders());
        rig.dropFrame();
        rig.poll();
        assertEquals(2, rig.fetcher.requests.size());
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldCountTheWindowsThatPassedWhileNobodyLooked()
    {
        rig.poll();
        price(START);
        rig.rig.clock.advanceMs(1_200_000);
        assertEquals(List.of("btc@5min " + (START + 1_200) + "+300 DUE"), rig.poll());
        assertEquals(3, rig.count(PipelineCounter.TARGETS_OVERDUE));
    }

    @Test
    void shouldStillWaitForAWindowThatTheSocketOpenedTooEarly()
    {
        rig.poll();
        price(START);
        rig.after(297_999);
        price(NEXT); // more than 2 s ahead: whoever keeps the prices refuses it
        assertEquals(List.of("btc@5min " + NEXT + "+300 DUE"), rig.after(2_001));
        rig.after(298_000);
        price(NEXT + 300);
        assertEquals(List.of(), rig.after(2_000));
    }

    @Test
    void shouldCountARequestThatThrowsAndTryAgain()
    {
        rig.poll();
        rig.fetcher.fault = new IllegalStateException("closed");
        rig.after(20_000);
        rig.poll();
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        rig.fetcher.fault = null;
        rig.after(1_000);
        rig.answer("btc", "5min", START);
        assertEquals(List.of(OPEN), rig.poll());
    }

    @Test
    void shouldWatchAllIntervalsOverMidnightEasternInWinter()
    {
        rig.close();
        final long midnight = 1_768_453_200L; // 2026-01-15T05:00:00Z
        final List<String> expected = new ArrayList<>();
        rig = new VaticWindowsRig(midnight - 1, "btc@5min", "btc@15min", "btc@1hour", "btc@4hour", "btc@daily");
        rig.poll();
        for (final String interval : List.of("5min", "15min", "1hour", "4hour", "daily"))
        {
            expected.add("btc@" + interval + " " + midnight + "+" +
                VaticInterval.of(interval).nominalNs() / 1_000_000_000L + " DUE");
        }
        assertEquals(expected, rig.after(1_000));
    }

    private void askRest()
    {
        rig.poll();
        assertEquals(List.of(OVERDUE), rig.after(20_000));
        assertTrue(rig.fetcher.isWaiting());
    }

    private void price(final long startSecond)
    {
        rig.socket("btc", VaticInterval.FIVE_MINUTES, startSecond, WindowStatus.OPEN);
    }

    private void fillRing()
    {
        do
        {
            rig.context.sink().beginFrame(1, rig.rig.clock.nowNs);
            rig.context.sink().onEventMalformed(false);
        }
        while (rig.context.publication().offer(rig.context.stage()));
    }
}
