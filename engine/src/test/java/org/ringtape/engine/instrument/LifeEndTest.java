package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.RetirementReason;

/** When a life is over. */
class LifeEndTest
{
    private static final long GRACE = NameRetirement.GRACE_NS;
    private static final long DAY = NameRetirement.SILENT_GRACE_NS;

    private final LifeEnd end = new LifeEnd();

    @Test
    void shouldExpireAGraceAfterTheExpiryByBothClocks()
    {
        end.told(100, false, true, 50);
        assertNull(end.reason(GRACE + 99, GRACE + 99, 0));
        assertEquals(RetirementReason.EXPIRED, end.reason(GRACE + 100, GRACE + 100, 0));
        assertNull(end.reason(GRACE + 200, GRACE + 99, 0), "the venue is not there yet");
        assertNull(end.reason(GRACE + 99, GRACE + 500, 0), "ours is not there yet");
        assertNull(end.reason(100 * DAY, ABSENT, 0), "the venue has told no time");
    }

    @Test
    void shouldBelieveOurClockADayLaterWhereTheVenueIsSilent()
    {
        end.told(100, false, true, 50);
        assertNull(end.reason(DAY + 99, 60, 0));
        assertEquals(RetirementReason.EXPIRED, end.reason(DAY + 100, 60, 0));
        assertNull(end.reason(DAY + 100, 60, -1), "ours was ahead of the venue's");
        assertEquals(RetirementReason.EXPIRED, end.reason(DAY + 101, 60, -1));
    }

    @Test
    void shouldNotExpireWhatTheVenueSaysTradesAfterIt()
    {
        end.told(100, false, true, 50);
        end.told(ABSENT, false, true, 105);
        assertNull(end.reason(5 * DAY, 5 * DAY, 0));
        end.told(100, false, false, 120);
        assertNull(end.reason(5 * DAY, 5 * DAY, 0));
    }

    @Test
    void shouldNeverEndWithoutAnExpiryOrAWordOfTheVenue()
    {
        end.told(ABSENT, false, true, 50);
        assertNull(end.reason(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 0));
    }

    @Test
    void shouldEndAGraceAfterTheVenueClosedItUnlessItTradesAgain()
    {
        end.told(ABSENT, true, false, 50);
        end.told(ABSENT, true, false, 58);
        assertNull(end.reason(GRACE + 49, 0, 0));
        assertEquals(RetirementReason.CLOSED, end.reason(GRACE + 50, ABSENT, 0));
        end.told(ABSENT, false, true, 61);
        assertNull(end.reason(DAY, 0, 0));
        end.told(ABSENT, true, false, DAY);
        assertNull(end.reason(DAY + GRACE - 1, 0, 0));
        assertEquals(RetirementReason.CLOSED, end.reason(DAY + GRACE, 0, 0));
    }

    @Test
    void shouldEndAtOnceWhenItHasVanished()
    {
        end.told(1_000, false, true, 50);
        end.vanished(60);
        assertEquals(RetirementReason.VANISHED, end.reason(60, ABSENT, 0));
        end.clear();
        assertNull(end.reason(5_000, 5_000, 0), "another life");
    }
}
