package org.ringtape.feeds.session.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import org.ringtape.feeds.session.Jitter;
import org.ringtape.feeds.session.SessionLimits;

/** Waits between connection attempts. */
class ReconnectPolicyTest
{
    private static final long BASE_NS = 500_000_000L;
    private static final long CAP_NS = 30_000_000_000L;
    private static final long LIVE_NS = 30_000_000_000L;

    /** Draws the largest value that a call allows. */
    private static final class Largest implements RandomGenerator
    {
        @Override
        public long nextLong()
        {
            throw new AssertionError("unbounded draw");
        }

        @Override
        public long nextLong(final long bound)
        {
            return bound - 1;
        }
    }

    @Test
    void shouldGoAtOnceThenDoubleTheLimitUpToTheCap()
    {
        final ReconnectPolicy policy = new ReconnectPolicy(new Largest());
        final double[] expectedS = {0, 0.5, 1, 2, 4, 8, 16, 30, 30, 30};
        for (final double seconds : expectedS)
        {
            assertEquals((long)(seconds * 1e9), policy.nextDelayNs(0));
        }
    }

    @Test
    void shouldDrawFromTheWholeRangeBelowTheLimit()
    {
        final long seed = 42;
        final SplittableRandom random = new SplittableRandom(seed);
        int low = 0;
        int high = 0;
        for (int i = 0; i < 1_000; i++)
        {
            final ReconnectPolicy policy = new ReconnectPolicy(random);
            policy.nextDelayNs(0);
            final long delayNs = policy.nextDelayNs(0);
            assertTrue(delayNs >= 0 && delayNs <= BASE_NS);
            low += delayNs < BASE_NS / 10 ? 1 : 0;
            high += delayNs > BASE_NS / 10 * 9 ? 1 : 0;
        }
        assertTrue(low > 50 && low < 150 && high > 50 && high < 150, low + " low, " + high + " high, seed " + seed);
    }

    @Test
    void shouldStartOverOnlyAfterASpellOfLive()
    {
        final ReconnectPolicy policy = new ReconnectPolicy(BASE_NS, CAP_NS, LIVE_NS, new Largest());
        policy.nextDelayNs(0);
        assertEquals(BASE_NS, policy.nextDelayNs(LIVE_NS - 1));
        assertEquals(2 * BASE_NS, policy.nextDelayNs(0));
        assertEquals(0, policy.nextDelayNs(LIVE_NS));
        assertEquals(BASE_NS, policy.nextDelayNs(0));
    }

    @Test
    void shouldWaitAtLeastWhatTheReasonAsksFor()
    {
        final ReconnectPolicy policy = new ReconnectPolicy(new Largest());
        final long minuteNs = 60_000_000_000L;
        assertEquals(minuteNs, policy.nextDelayNs(0, minuteNs));
        assertEquals(BASE_NS, policy.nextDelayNs(0, 1));
        assertEquals(minuteNs, policy.nextDelayNs(LIVE_NS, minuteNs));
        assertEquals(BASE_NS, policy.nextDelayNs(0));
    }

    @Test
    void shouldBeSpreadFromTheFirstWaitOnInTheShapeOfAVenue()
    {
        final SessionLimits limits = SessionLimits.defaults();
        final double[] expectedS = {0.5, 1, 2, 4, 8, 16, 30, 30};
        final ReconnectPolicy full = ReconnectPolicy.of(limits, new Largest());
        final ReconnectPolicy more = ReconnectPolicy.of(
            limits.copy().retryJitter(Jitter.UP_TO_HALF_MORE), new Largest());
        final ReconnectPolicy fifth = ReconnectPolicy.of(
            limits.copy().retryJitter(Jitter.A_FIFTH_EITHER_WAY), new Largest());
        for (final double seconds : expectedS)
        {
            assertEquals((long)(seconds * 1e9), full.nextDelayNs(0));
            assertEquals((long)(seconds * 1.5e9), more.nextDelayNs(0));
            assertEquals((long)(seconds * 1.2e9), fifth.nextDelayNs(0));
        }
    }

    @Test
    void shouldNeverBeShorterThanItsShape()
    {
        final RandomGenerator least = new RandomGenerator()
        {
            @Override
            public long nextLong()
            {
                throw new AssertionError("unbounded draw");
            }

            @Override
            public long nextLong(final long bound)
            {
                return 0;
            }
        };
        final SessionLimits limits = SessionLimits.defaults();
        assertEquals(0, ReconnectPolicy.of(limits, least).nextDelayNs(0));
        assertEquals(BASE_NS,
            ReconnectPolicy.of(limits.copy().retryJitter(Jitter.UP_TO_HALF_MORE), least).nextDelayNs(0));
        assertEquals(BASE_NS / 5 * 4,
            ReconnectPolicy.of(limits.copy().retryJitter(Jitter.A_FIFTH_EITHER_WAY), least).nextDelayNs(0));
    }

    @Test
    void shouldSpreadSessionsThatWereThrownOutTogether()
    {
        final long seed = 7;
        final SplittableRandom random = new SplittableRandom(seed);
        for (final Jitter jitter : Jitter.values())
        {
            for (final long minimumNs : new long[]{0, 60_000_000_000L})
            {
                final SessionLimits limits = SessionLimits.defaults().retryJitter(jitter);
                final long[] waits = new long[100];
                for (int i = 0; i < waits.length; i++)
                {
                    waits[i] = ReconnectPolicy.of(limits, random).nextDelayNs(LIVE_NS, minimumNs);
                    assertTrue(waits[i] >= minimumNs, "seed " + seed);
                }
                Arrays.sort(waits);
                assertTrue(waits[90] - waits[10] > BASE_NS / 5,
                    jitter + ": from " + waits[10] + " to " + waits[90] + ", seed " + seed);
            }
        }
    }

    @Test
    void shouldRefuseFiguresThatDoNotFit()
    {
        final RandomGenerator random = new Largest();
        assertThrows(IllegalArgumentException.class, () -> new ReconnectPolicy(0, 1, 0, random));
        assertThrows(IllegalArgumentException.class, () -> new ReconnectPolicy(2, 1, 0, random));
        assertThrows(IllegalArgumentException.class, () -> new ReconnectPolicy(1, 1, -1, random));
        assertThrows(NullPointerException.class, () -> new ReconnectPolicy(null));
    }
}
