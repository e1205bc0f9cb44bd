package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Waits between requests that fail. */
class RestBackOffTest
{
    private static final long SEED = 20261122;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RestBackOff backOff = new RestBackOff();

    @Test
    void shouldDoubleUpToHalfAMinuteAndBeginAgainWhenReset()
    {
        for (int round = 0; round < 2; round++)
        {
            long spanNs = TimeUnit.MILLISECONDS.toNanos(250);
            for (int i = 0; i < 12; i++)
            {
                final long delayNs = backOff.nextNs(random);
                assertTrue(delayNs >= spanNs / 2 && delayNs < spanNs, "seed " + SEED + ": " + delayNs);
                spanNs = Math.min(2 * spanNs, TimeUnit.SECONDS.toNanos(30));
            }
            backOff.reset();
        }
    }

    @Test
    void shouldWaitAsLongAsAskedAtLeast()
    {
        assertEquals(TimeUnit.SECONDS.toNanos(60), backOff.nextNs(answer(429, 60), random));
        assertEquals(TimeUnit.MINUTES.toNanos(2), backOff.nextNs(answer(418, 60), random));
        assertEquals(TimeUnit.MINUTES.toNanos(5), backOff.nextNs(answer(418, 300), random));
        assertTrue(backOff.nextNs(answer(503, 0), random) < TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void shouldTellWhatConcernsAllRequests()
    {
        assertTrue(RestBackOff.concernsAll(answer(429, 0)));
        assertTrue(RestBackOff.concernsAll(answer(418, 0)));
        assertTrue(RestBackOff.concernsAll(answer(503, 1)));
        assertEquals(false, RestBackOff.concernsAll(answer(503, 0)));
    }

    private static HttpFetcher.Answer answer(final int status, final long retryAfterSeconds)
    {
        return new HttpFetcher.Answer(status, new byte[0], TimeUnit.SECONDS.toNanos(retryAfterSeconds), "");
    }
}
