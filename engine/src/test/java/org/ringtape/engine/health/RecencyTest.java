package org.ringtape.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.health.Recency.Verdict.NEWER;
import static org.ringtape.engine.health.Recency.Verdict.OLDER;
import static org.ringtape.engine.health.Recency.Verdict.RESTARTED;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;

/** "Older" has a bound for sequences and for times, and says so only within one connection. */
final class RecencyTest
{
    private final Recency recency = new Recency();
    private final EventHeader event = new EventHeader();
    private int epoch = 1;

    RecencyTest()
    {
        event.wrap(new UnsafeBuffer(new byte[EventLayout.SLOT_LENGTH]), 0);
    }

    @Test
    void shouldPassOverOlderSequencesAndTakeEqualOnes()
    {
        assertEquals(NEWER, at(10, 100));
        assertEquals(OLDER, at(9, 90));
        assertEquals(NEWER, at(10, 100));
        assertEquals(NEWER, at(11, 110));
    }

    @Test
    void shouldTakeOlderSequenceWithLaterTimeAtOnce()
    {
        at(1L << 60, 100);
        assertEquals(RESTARTED, at(5, 101));
        assertEquals(NEWER, at(6, 102));
        assertEquals(OLDER, at(5, 101));
    }

    @Test
    void shouldTakeUndatedRunOfOlderSequencesAtItsLimit()
    {
        at(1000, 0);
        for (int i = 1; i < Recency.UNDATED_LIMIT; i++)
        {
            assertEquals(OLDER, at(i, 0));
        }
        assertEquals(RESTARTED, at(50, 0));
        assertEquals(NEWER, at(51, 0));
    }

    @Test
    void shouldNotTakeRunThatFalls()
    {
        at(1000, 0);
        for (int i = 0; i < 50; i++)
        {
            assertEquals(OLDER, at(900 - i, 0));
        }
    }

    @Test
    void shouldBeginRunAnewBehindANewerOne()
    {
        at(1000, 0);
        for (int i = 0; i < 50; i++)
        {
            assertEquals(OLDER, at(900 + i, 0));
            assertEquals(NEWER, at(1001 + i, 0));
        }
    }

    @Test
    void shouldTakeRunWithEarlierTimesAtTheHigherLimit()
    {
        at(1000, 5_000);
        for (int i = 1; i < Recency.DATED_LIMIT; i++)
        {
            assertEquals(OLDER, at(i, 10 + i));
        }
        assertEquals(RESTARTED, at(50, 60));
    }

    @Test
    void shouldRecoverFromOneTimeOfTheFutureWhereOnlyTimesAreTold()
    {
        at(ABSENT, Long.MAX_VALUE);
        for (int i = 1; i < Recency.DATED_LIMIT; i++)
        {
            assertEquals(OLDER, at(ABSENT, 1_000 + i));
        }
        assertEquals(RESTARTED, at(ABSENT, 2_000));
        assertEquals(NEWER, at(ABSENT, 2_001));
        assertEquals(OLDER, at(ABSENT, 1_999));
    }

    @Test
    void shouldCompareNothingOfAnotherConnection()
    {
        at(1000, 5_000);
        epoch++;
        assertEquals(NEWER, at(1, 1));
    }

    @Test
    void shouldCompareNothingWithAnEventThatTellsNeither()
    {
        at(ABSENT, 500);
        assertEquals(NEWER, at(ABSENT, 0));
        assertEquals(NEWER, at(ABSENT, 400));
    }

    private Recency.Verdict at(final long sequence, final long timeNs)
    {
        event.init(EventType.TOP_OF_BOOK, 0);
        event.sessionId(1);
        event.sessionEpoch(epoch);
        event.lastSequence(sequence);
        event.venueTimeNs(timeNs);
        final Recency.Verdict verdict = recency.judge(event);
        if (verdict != OLDER)
        {
            recency.take(event);
        }
        return verdict;
    }
}
