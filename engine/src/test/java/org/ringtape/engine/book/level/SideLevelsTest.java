package org.ringtape.engine.book.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** Levels in a window and beside it against a tree: what is in them is the same wherever the window is. */
final class SideLevelsTest
{
    private static final int ROOM = 100_000;
    private static final int SEEDS = 24;

    private final TreeMap<Long, Long> tree = new TreeMap<>();
    private SideLevels levels = new SideLevels(ROOM);
    private int openings;
    private int closings;

    private void set(final long key, final long quantity)
    {
        final int length = levels.windowLength();
        assertTrue(levels.set(key, quantity));
        levels.settle();
        openings += length == 0 && levels.windowLength() != 0 ? 1 : 0;
        closings += length != 0 && levels.windowLength() == 0 ? 1 : 0;
        setInTree(key, quantity);
    }

    private void setInTree(final long key, final long quantity)
    {
        if (quantity == 0)
        {
            tree.remove(key);
        }
        else
        {
            tree.put(key, quantity);
        }
    }

    private void expectEqual(final String when)
    {
        assertEquals(tree.size(), levels.count(), when);
        int n = 0;
        long place = levels.best();
        for (final Map.Entry<Long, Long> level : tree.descendingMap().entrySet())
        {
            assertEquals(level.getKey(), levels.key(place), when);
            assertEquals(level.getValue(), levels.quantity(place), when);
            assertEquals(place, levels.place(n), when);
            assertEquals(place, levels.find(level.getKey()), when);
            if (!tree.containsKey(level.getKey() - 1))
            {
                assertEquals(SideLevels.NONE, levels.find(level.getKey() - 1), when);
            }
            place = levels.next(place);
            n++;
        }
        assertEquals(SideLevels.NONE, place, when);
        assertEquals(SideLevels.NONE, levels.place(n), when);
        assertEquals(SideLevels.NONE, levels.place(-1), when);
        if (n > 0)
        {
            assertEquals(tree.firstKey(), levels.worstKey(), when);
        }
    }

    private void expectSameTouch(final String when)
    {
        final long place = levels.best();
        assertEquals(tree.isEmpty(), place == SideLevels.NONE, when);
        if (!tree.isEmpty())
        {
            assertEquals(tree.lastKey(), levels.key(place), when);
            assertEquals(tree.lastEntry().getValue(), levels.quantity(place), when);
        }
        assertEquals(tree.size(), levels.count(), when);
    }

    private void fill(final long best, final int count, final int step)
    {
        for (int i = 0; i < count; i++)
        {
            set(best - (long)i * step, i + 1);
        }
    }

    @Test
    void shouldEqualTreeWhileTheTouchWanders()
    {
        for (int run = 0; run < SEEDS; run++)
        {
            final long seed = 88_000 + run;
            final SplittableRandom random = new SplittableRandom(seed);
            final int depth = 20 << run % 9;
            long touch = random.nextLong() >> random.nextInt(60);
            for (int i = 0; i < 12_000; i++)
            {
                touch = moved(touch, depth, random);
                // most changes near the touch, some far below, few above it
                final int spread = random.nextInt(8) == 0 ? 40 * depth : depth;
                set(touch + 3 - random.nextInt(spread), random.nextInt(5) < 2 ? 0 : 1 + random.nextInt(9));
                while (!tree.isEmpty() && random.nextInt(64) == 0)
                {
                    set(random.nextBoolean() ? tree.lastKey() : tree.firstKey(), 0);
                }
                final String when = "seed " + seed + ", change " + i;
                expectSameTouch(when);
                if (i % 400 == 0)
                {
                    expectEqual(when);
                }
                if (random.nextInt(5_000) == 0)
                {
                    levels.clear();
                    tree.clear();
                    expectEqual("cleared, " + when);
                }
            }
            levels.clear();
            tree.clear();
        }
        assertTrue(openings >= SEEDS, "opened " + openings);
        assertTrue(closings >= SEEDS, "closed " + closings);
    }

    private static long moved(final long touch, final int depth, final SplittableRandom random)
    {
        if (random.nextInt(1_500) == 0)
        {
            return touch + random.nextLong(-20L * depth, 20L * depth);
        }
        return touch + random.nextInt(-2, 3);
    }

    @Test
    void shouldOpenNearTheTouchOfADenseBookOnly()
    {
        for (int round = 0; round < 8; round++)
        {
            fill(1_000_000, 400, 2);
        }
        assertTrue(levels.windowLength() >= 800 && levels.windowLength() <= 16 * 400, "" + levels.windowLength());
        expectEqual("dense");
        levels = new SideLevels(ROOM);
        tree.clear();
        fill(1_000_000_000, 400, 1_000);
        for (int i = 0; i < 4_000; i++)
        {
            set(1_000_000_000, 1 + i);
        }
        assertEquals(0, levels.windowLength());
        expectEqual("sparse");
    }

    @Test
    void shouldCloseForALevelAboveAndOpenAgainThere()
    {
        fill(5_000, 300, 1);
        assertTrue(levels.windowLength() > 0);
        set(5_000_000, 3);
        assertEquals(0, levels.windowLength());
        expectEqual("closed");
        set(5_000_000, 0);
        fill(6_000, 1_500, 1);
        assertTrue(levels.windowLength() > 0);
        expectEqual("open again");
    }

    @Test
    void shouldFollowATouchThatFalls()
    {
        int inWindow = 0;
        for (int i = 0; i < 60_000; i++)
        {
            set(-i, 1);
            set(-i + 200, 0);
            inWindow += levels.best() >= 1L << 62 ? 1 : 0;
        }
        expectEqual("fallen");
        assertTrue(inWindow > 20_000, "changes after which the touch was in the window: " + inWindow);
    }

    @Test
    void shouldNeitherOpenAtNorReachTheOutermostKeys()
    {
        for (final long best : new long[]{
            Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE - 40, Long.MIN_VALUE + 150, Long.MIN_VALUE + 400, 0})
        {
            levels = new SideLevels(ROOM);
            tree.clear();
            for (int round = 0; round < 12; round++)
            {
                fill(best, 100, 1);
                set(Long.MAX_VALUE, 1);
                set(Long.MIN_VALUE, 2);
                expectEqual("best " + best + ", round " + round);
                set(Long.MAX_VALUE, 0);
                set(Long.MIN_VALUE, 0);
                fill(best, 100, 1);
                expectEqual("best " + best + ", end of round " + round);
            }
        }
        assertTrue(levels.windowLength() > 0, "0 is nothing special");
    }

    @Test
    void shouldRefuseOneMoreLevelThanItHasRoomForWhereverItBelongs()
    {
        levels = new SideLevels(100);
        for (int round = 0; round < 20; round++)
        {
            fill(10_000, 50, 2);
        }
        for (int i = 0; i < 50; i++)
        {
            set(100 + i, 1);
        }
        assertTrue(levels.windowLength() > 0);
        for (final long key : new long[]{9_999, 10_001, 99, 5_000, 1_000_000, Long.MIN_VALUE, Long.MAX_VALUE})
        {
            assertFalse(levels.set(key, 1), "key " + key);
            expectEqual("refused " + key);
        }
        assertTrue(levels.windowLength() > 0, "a refused level closes nothing");
        set(10_000, 77);
        set(120, 78);
        set(9_999, 0);
        set(99, 0);
        set(1_000_000, 0);
        expectEqual("full");
        set(100, 0);
        set(9_999, 3);
        expectEqual("full again");
    }

    @Test
    void shouldTakeOtherKeysOnceTheWindowIsClosed()
    {
        fill(2_000, 500, 1);
        assertTrue(levels.windowLength() > 0);
        levels.closeWindow();
        expectEqual("closed");
        for (long place = levels.best(); place != SideLevels.NONE; place = levels.next(place))
        {
            levels.replaceKey(place, levels.key(place) * 10);
        }
        levels.keysReplaced();
        tree.clear();
        for (int i = 0; i < 500; i++)
        {
            tree.put((2_000L - i) * 10, i + 1L);
        }
        expectEqual("replaced");
        for (int round = 0; round < 6; round++)
        {
            for (int i = 0; i < 500; i++)
            {
                set((2_000L - i) * 10, i + round);
            }
        }
        assertTrue(levels.windowLength() > 0);
        expectEqual("open again");
    }

    @Test
    void shouldSpendLittleOnALevelThatComesAndGoesFarAbove()
    {
        fill(50_000, 4_000, 1);
        int closed = 0;
        for (int i = 0; i < 100_000; i++)
        {
            closed = closings;
            set(10_000_000, 1);
            set(10_000_000, 0);
            set(50_000 - i % 4_000, 1 + i);
        }
        expectEqual("end");
        assertTrue(closed <= 300_000 / (2 * 4_000) + 1, "closed " + closed);
    }
}
