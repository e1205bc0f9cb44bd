package org.ringtape.engine.health;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What lies behind the end of a chain is a copy, or a new count; what a snapshot should contain, it may not. */
final class ChainWatchTest
{
    private static final long SECOND = 1_000_000_000L;

    private final ChainWatch watch = new ChainWatch();

    @Test
    void shouldNotTakeOneUnknownEventOfTheSameTimeForANewCount()
    {
        watch.joined(100, SECOND);
        assertFalse(watch.hasRestarted(50, SECOND));
        assertTrue(watch.hasRestarted(51, SECOND));
    }

    @Test
    void shouldForgetUnknownEventsWhenOneJoins()
    {
        watch.joined(100, 0);
        for (int i = 1; i < 10; i++)
        {
            assertFalse(watch.hasRestarted(i, 0));
            watch.joined(100 + i, 0);
        }
    }

    @Test
    void shouldKnowACopyOnlyBySequenceAndTimeTogether()
    {
        watch.joined(100, SECOND);
        assertFalse(watch.hasRestarted(100, SECOND));
        assertTrue(watch.hasRestarted(100, SECOND + 1));
    }

    @Test
    void shouldKnowTheLastEventsAsCopiesHoweverManyHaveJoined()
    {
        for (int i = 0; i < 5 * RecentSequences.CAPACITY; i++)
        {
            watch.joined(i, SECOND);
            for (int copy = Math.max(0, i - RecentSequences.CAPACITY + 1); copy <= i; copy++)
            {
                for (int times = 0; times < ChainWatch.STRANGER_LIMIT; times++)
                {
                    assertFalse(watch.hasRestarted(copy, SECOND), copy + " behind " + i);
                }
            }
        }
    }

    @Test
    void shouldKnowNoCopiesOfAnotherCount()
    {
        watch.joined(100, 0);
        watch.forget();
        watch.joined(5, 0);
        assertFalse(watch.hasRestarted(100, 0));
        assertTrue(watch.hasRestarted(100, 0));
    }

    @Test
    void shouldTakeASnapshotForAheadOnlyByEventsInARow()
    {
        watch.snapshot(SECOND, SECOND);
        final long later = SECOND + ChainWatch.AHEAD_SLACK_NS + 1;
        for (int i = 0; i < 10; i++)
        {
            assertFalse(watch.isSnapshotAhead(later, later));
            assertFalse(watch.isSnapshotAhead(later - 1, later), "within the slack");
        }
    }

    @Test
    void shouldJudgeEachSnapshotByItsOwnEvents()
    {
        final long later = SECOND + ChainWatch.AHEAD_SLACK_NS + 1;
        for (int i = 0; i < 10; i++)
        {
            watch.snapshot(SECOND, SECOND);
            assertFalse(watch.isSnapshotAhead(later, later));
        }
    }
}
