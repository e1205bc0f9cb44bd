package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Pairs of numbers to dense numbers, with owners that come and go. */
class PairIndexTest
{
    private record Pair(long first, long second)
    {
    }

    @Test
    void shouldAgreeWithAMapWhileOwnersComeAndGo()
    {
        final long seed = new Random().nextLong();
        System.out.println("PairIndexTest seed " + seed);
        final Random random = new Random(seed);
        final PairIndex index = new PairIndex();
        final Map<Pair, Integer> expected = new HashMap<>();
        int highest = 0;
        for (int i = 0; i < 100_000; i++)
        {
            final int owner = random.nextInt(80);
            if (random.nextInt(12) == 0)
            {
                index.remove(owner, (number) -> assertTrue(expected.containsValue(number), "seed " + seed));
                expected.keySet().removeIf((pair) -> (int)pair.first() == owner);
            }
            else
            {
                final Pair pair = new Pair((long)random.nextInt(3) << 32 | owner, random.nextInt(4));
                final int number = index.add(pair.first(), pair.second());
                final Integer before = expected.put(pair, number);
                assertTrue(before == null || before == number, "seed " + seed);
                highest = Math.max(highest, number);
            }
            final Pair asked = new Pair(random.nextInt(80), random.nextInt(4));
            assertEquals(expected.getOrDefault(asked, PairIndex.MISSING), index.find(asked.first(), asked.second()));
            assertEquals(expected.size(), index.size());
        }
        expected.forEach((pair, number) ->
            assertEquals(number, index.find(pair.first(), pair.second()), "seed " + seed));
        assertEquals(expected.size(), expected.values().stream().distinct().count());
        assertTrue(highest < 80 * 12, "numbers are used again: " + highest);
    }

    @Test
    void shouldHaveNothingToTakeOutOfAnOwnerItDoesNotKnow()
    {
        final PairIndex index = new PairIndex();
        index.remove(1_000_000, (number) ->
        {
            throw new AssertionError("freed " + number);
        });
        index.add(5, 1);
        index.remove(6, (number) ->
        {
            throw new AssertionError("freed " + number);
        });
        assertEquals(0, index.find(5, 1));
    }
}
