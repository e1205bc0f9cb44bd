package org.ringtape.feeds.rest;

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
}
