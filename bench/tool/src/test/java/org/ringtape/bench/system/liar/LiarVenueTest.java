package org.ringtape.bench.system.liar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/**
 * The oracle for honesty: ten thousand venues that lie in all the ways of {@link Lie}, up to three at a time. No book
 * is LIVE and wrong for longer than the rule that finds the lie out says; all are LIVE and right once the venue is
 * honest.
 */
final class LiarVenueTest
{
    private static final int RUNS = 10_000;
    private static final int NIGHTLY_RUNS = 200_000;

    @Test
    void shouldNeverBeLiveAndWrongForLongerThanItsRulesSay()
    {
        final long seed = Long.getLong("ringtape.seed", System.nanoTime());
        final int runs = Boolean.getBoolean("ringtape.nightly") ? NIGHTLY_RUNS : RUNS;
        System.out.println("LiarVenueTest seed " + seed + " (-Dringtape.seed), runs " + runs);
        final SplittableRandom seeds = new SplittableRandom(seed);
        final Set<Lie> seen = EnumSet.noneOf(Lie.class);
        long comparisons = 0;
        for (int i = 0; i < runs; i++)
        {
            try (LiarRun run = new LiarRun(seeds.nextLong()))
            {
                run.run();
                seen.addAll(run.lies());
                comparisons += run.comparisons();
            }
        }
        assertEquals(EnumSet.allOf(Lie.class), seen);
        assertTrue(comparisons > runs * 50L, "compared only " + comparisons);
    }
}
