package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.ResyncReason;

/** Waits between bodies that do not help. */
class SnapshotBackOffTest
{
    private static final long SEED = 20261203;
    private static final long MS = 1_000_000L;

    private final SnapshotBackOff backOff = new SnapshotBackOff(new SplittableRandom(SEED));
    private long nowNs = 1_700_000_000_000_000_000L;
    private long askedNs = nowNs - TimeUnit.DAYS.toNanos(1);

    @Test
    void shouldAskAtOnceTheFirstTimeAndAgainWhereTheBodyIsNotToBlame()
    {
        assertEquals(nowNs, backOff.wanted(ResyncReason.FIRST_UPDATE, askedNs, nowNs));
        serve();
        assertEquals(nowNs, backOff.wanted(ResyncReason.GAP, askedNs, nowNs));
        assertFalse(backOff.isFailing());
    }

    @Test
    void shouldWaitLongerEachTimeForABetterBodyButNeverSoLongThatItIsMissedForTwoSeconds()
    {
        serve();
        for (final long spanMs : new long[]{200, 400, 800, 1_500, 1_500, 1_500})
        {
            assertWaits(ResyncReason.SNAPSHOT_TOO_OLD, spanMs);
            assertTrue(backOff.isFailing());
        }
    }

    @Test
    void shouldWaitLongerEachTimeWhereNoBodyHelps()
    {
        for (final ResyncReason reason : new ResyncReason[]{ResyncReason.LISTENER_ERROR, ResyncReason.OVERFLOW})
        {
            nowNs += TimeUnit.MINUTES.toNanos(5);
            backOff.wanted(ResyncReason.GAP, askedNs, nowNs);
            serve();
            for (final long spanMs : new long[]{200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000})
            {
                assertWaits(reason, spanMs);
            }
        }
    }

    @Test
    void shouldWaitForGapAfterGapToo()
    {
        serve();
        assertEquals(nowNs, backOff.wanted(ResyncReason.GAP, askedNs, nowNs));
        serve();
        for (final long spanMs : new long[]{200, 400, 800, 1_500, 1_500})
        {
            assertWaits(ResyncReason.GAP, spanMs);
        }
    }

    @Test
    void shouldCountFromTheRequestSoThatASlowAnswerIsNotWaitedForTwice()
    {
        serve();
        nowNs += 199 * MS;
        final long notBeforeNs = backOff.wanted(ResyncReason.SNAPSHOT_TOO_OLD, askedNs, nowNs);
        assertTrue(notBeforeNs - nowNs <= MS, "seed " + SEED);
    }

    @Test
    void shouldBeginAnewWhenTheStreamWasContentForAWhile()
    {
        serve();
        for (int i = 0; i < 5; i++)
        {
            backOff.wanted(ResyncReason.SNAPSHOT_TOO_OLD, askedNs, nowNs);
            serve();
        }
        nowNs += 6_000 * MS - 1; // four times the last wait, less one
        assertEquals(nowNs, backOff.wanted(ResyncReason.GAP, askedNs, nowNs));
        assertTrue(backOff.isFailing(), "one nanosecond too soon");
        serve();
        nowNs += 6_000 * MS;
        assertEquals(nowNs, backOff.wanted(ResyncReason.GAP, askedNs, nowNs));
        assertFalse(backOff.isFailing());
    }

    @Test
    void shouldFailFromTheFirstErrorToTheNextBody()
    {
        assertFalse(backOff.isFailing());
        final long first = backOff.errorNs();
        assertTrue(first >= 125 * MS && first < 250 * MS, "seed " + SEED + ": " + first);
        assertTrue(backOff.isFailing());
        serve();
        assertFalse(backOff.isFailing());
    }

    /** Between three quarters of a span and the whole; then the body is asked for, and served. */
    private void assertWaits(final ResyncReason reason, final long spanMs)
    {
        final long notBeforeNs = backOff.wanted(reason, askedNs, nowNs);
        final long waitNs = notBeforeNs - askedNs;
        assertTrue(waitNs > spanMs * MS * 3 / 4 && waitNs <= spanMs * MS,
            "seed " + SEED + ": " + spanMs + " ms: " + waitNs);
        nowNs = notBeforeNs;
        serve();
    }

    private void serve()
    {
        askedNs = nowNs;
        backOff.served(nowNs);
    }
}
