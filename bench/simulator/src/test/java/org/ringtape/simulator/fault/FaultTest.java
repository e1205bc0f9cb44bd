package org.ringtape.simulator.fault;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The text form of faults and when they happen. */
final class FaultTest
{
    @Test
    void shouldReadAndWriteTheTextForm()
    {
        assertEquals("lost-diff:every=100,seed=7", Fault.parse("lost-diff:every=100,seed=7").toString());
        assertEquals(FaultKind.BIG_MARK_FRAME, Fault.parse("big-mark-frame").kind());
        assertEquals("close:code=1008,symbol=BTCUSDT", Fault.parse("close:code=1008,symbol=BTCUSDT").toString());
    }

    @Test
    void shouldNameWhatIsUnknownOrWrong()
    {
        assertRefused("unknown fault 'lost-dif'", "lost-dif");
        assertRefused("unknown key 'evry'", "lost-diff:evry=3");
        assertRefused("unknown key 'code'", "lost-diff:code=1000");
        assertRefused("expected key=value, got ''", "lost-diff:");
        assertRefused("every must be an integer, got 'x'", "lost-diff:every=x");
        assertRefused("every is out of range: 0", "lost-diff:every=0");
        assertRefused("status is out of range: 99", "snapshot-error:status=99");
    }

    @Test
    void shouldHappenAtTheChosenCandidates()
    {
        assertEquals(List.of(1), hits("lost-diff", 10));
        assertEquals(List.of(3, 4), hits("lost-diff:at=3,count=2", 10));
        assertEquals(List.of(4, 8), hits("lost-diff:every=4", 10));
        assertEquals(List.of(5, 7), hits("lost-diff:every=2,at=4,count=2", 20));
        final List<Integer> seeded = hits("lost-diff:every=10,seed=7", 100);
        assertEquals(seeded, hits("lost-diff:every=10,seed=7", 100));
        assertEquals(10, seeded.size());
        for (int i = 0; i < seeded.size(); i++)
        {
            assertEquals(i, (seeded.get(i) - 1) / 10);
        }
    }

    @Test
    void shouldCountOnlyItsSymbol()
    {
        final FaultSchedule schedule = new FaultSchedule(Fault.parse("lost-diff:at=2,symbol=A"));
        assertTrue(!schedule.happensTo("B") && !schedule.happensTo("A") && !schedule.happensTo("B"));
        assertTrue(schedule.happensTo("A"));
    }

    private static List<Integer> hits(final String fault, final int candidates)
    {
        final FaultSchedule schedule = new FaultSchedule(Fault.parse(fault));
        final List<Integer> hits = new ArrayList<>();
        for (int i = 1; i <= candidates; i++)
        {
            if (schedule.happensTo("X"))
            {
                hits.add(i);
            }
        }
        return hits;
    }

    private static void assertRefused(final String part, final String text)
    {
        final FaultSyntaxException wrong = assertThrows(FaultSyntaxException.class, () -> Fault.parse(text));
        assertTrue(wrong.getMessage().contains(part), wrong.getMessage());
    }
}
