package org.ringtape.engine.book.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** Blocks of levels against a tree: what is in them, in which order, whatever the way it came there. */
final class SortedLevelsTest
{
    private static final int ROOM = 100_000;

    private final TreeMap<Long, Long> tree = new TreeMap<>();
    private SortedLevels levels = new SortedLevels(ROOM);
    private int hint;

    private void put(final long key, final long quantity)
    {
        hint = levels.rankOf(key, hint);
        assertTrue(levels.put(key, quantity, hint));
        tree.put(key, quantity);
    }

    private void remove(final long key)
    {
        hint = levels.rankOf(key, hint);
        levels.remove(key, hint);
        tree.remove(key);
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
            place = levels.next(place);
            n++;
        }
        assertEquals(SortedLevels.NONE, place, when);
        assertEquals(SortedLevels.NONE, levels.place(n), when);
        assertEquals(SortedLevels.NONE, levels.place(-1), when);
        if (n > 0)
        {
            assertEquals(tree.firstKey(), levels.worstKey(), when);
        }
    }

    @Test
    void shouldTakeLevelsInAnyOrderAndGiveThemBackInAnyOther()
    {
        final List<long[]> orders = List.of(ascending(700), descending(700), fromBothEnds(700), shuffled(700));
        for (final long[] in : orders)
        {
            for (final long[] out : orders)
            {
                for (final long key : in)
                {
                    put(key, key + 1);
                }
                expectEqual("filled");
                for (int i = 0; i < out.length; i++)
                {
                    remove(out[i]);
                    if (i % 50 == 49)
                    {
                        expectEqual("emptying");
                    }
                }
                assertEquals(SortedLevels.NONE, levels.best());
            }
        }
    }

    @Test
    void shouldFindTheRankOfAKeyFromAnyHint()
    {
        for (final long key : shuffled(1_000))
        {
            put(key * 3, 1);
        }
        for (long key = -1; key < 3_003; key++)
        {
            final int rank = levels.rankOf(key, 0);
            for (int from = 1; from < 80; from++)
            {
                assertEquals(rank, levels.rankOf(key, from), "key " + key + ", hint " + from);
            }
        }
    }

    @Test
    void shouldKeepTheOutermostKeys()
    {
        for (int i = 0; i < 100; i++)
        {
            put(Long.MAX_VALUE - i, 1 + i);
            put(Long.MIN_VALUE + i, 1 + i);
            expectEqual("added " + i);
        }
        put(Long.MAX_VALUE, 5);
        put(Long.MIN_VALUE, 6);
        remove(0);
        expectEqual("replaced");
        for (int i = 0; i < 100; i++)
        {
            remove(Long.MAX_VALUE - i);
            remove(Long.MAX_VALUE - i);
            remove(Long.MIN_VALUE + i);
            expectEqual("removed " + i);
        }
    }

    @Test
    void shouldEqualTreeAfterEachOfManyChanges()
    {
        for (int run = 0; run < 12; run++)
        {
            final long seed = 77_000 + run;
            final SplittableRandom random = new SplittableRandom(seed);
            final int spread = 20 << run % 8;
            for (int i = 0; i < 4_000; i++)
            {
                final long key = random.nextInt(spread) - spread / 2;
                // more is added for a while, then more removed, so that blocks come and go
                if (random.nextInt(10) < (i / 1_000 % 2 == 0 ? 7 : 3))
                {
                    put(key, 1 + random.nextInt(9));
                }
                else
                {
                    remove(key);
                }
                if (i % 40 == 0)
                {
                    expectEqual("seed " + seed + ", change " + i);
                }
            }
            levels.clear();
            tree.clear();
            expectEqual("cleared");
        }
    }

    @Test
    void shouldRefuseOneMoreLevelThanItHasRoomForAndChangeNothing()
    {
        levels = new SortedLevels(64);
        for (int i = 0; i < 64; i++)
        {
            put(2 * i, 1);
        }
        for (int i = -1; i < 129; i += 2)
        {
            assertFalse(levels.put(i, 1, levels.rankOf(i, 0)));
        }
        put(40, 2);
        expectEqual("full");
        remove(126);
        put(-1, 3);
        expectEqual("full again");
    }

    @Test
    void shouldKeepFewBlocksWhileLevelsComeAndGo()
    {
        final SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 200_000; i++)
        {
            // a touch that wanders: new levels above, those below removed
            put(i + random.nextInt(50), 1);
            remove(i - 1_000 + random.nextInt(50));
            while (tree.size() > 500)
            {
                remove(tree.firstKey());
            }
        }
        expectEqual("wandered");
        assertTrue(levels.rankOf(Long.MAX_VALUE, 0) < 500 / 8, "blocks " + levels.rankOf(Long.MAX_VALUE, 0));
    }

    @Test
    void shouldFindLevelsAfterTheirKeysWereReplaced()
    {
        for (final long key : shuffled(500))
        {
            put(key - 250, 1);
        }
        for (long place = levels.best(); place != SortedLevels.NONE; place = levels.next(place))
        {
            levels.replaceKey(place, levels.key(place) * 100);
            levels.quantity(place, 7);
        }
        levels.keysReplaced();
        tree.clear();
        for (long key = -250; key < 250; key++)
        {
            tree.put(key * 100, 7L);
        }
        expectEqual("replaced");
        put(-24_950, 8);
        put(149, 9);
        remove(24_900);
        expectEqual("changed");
    }

    private static long[] ascending(final int count)
    {
        final long[] keys = new long[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = i;
        }
        return keys;
    }

    private static long[] descending(final int count)
    {
        final long[] keys = new long[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = count - 1L - i;
        }
        return keys;
    }

    private static long[] fromBothEnds(final int count)
    {
        final long[] keys = new long[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = i % 2 == 0 ? i / 2 : count - 1L - i / 2;
        }
        return keys;
    }

    private static long[] shuffled(final int count)
    {
        final List<Long> keys = new ArrayList<>();
        final SplittableRandom random = new SplittableRandom(3);
        for (long key = 0; key < count; key++)
        {
            keys.add(random.nextInt(keys.size() + 1), key);
        }
        return keys.stream().mapToLong(Long::longValue).toArray();
    }
}
