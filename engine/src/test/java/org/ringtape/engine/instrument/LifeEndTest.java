package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.RetirementReason;

/** When a life is over. */
class LifeEndTest
{
    private static final long GRACE = 10;

    private final LifeEnd end = new LifeEnd();

    @Test
    void shouldExpireAGraceAfterTheExpiryByBothClocks()
    {
        end.told(100, false, true, 50);
        assertNull(end.reason(109, 0, GRACE));
        assertEquals(RetirementReason.EXPIRED, end.reason(110, 0, GRACE));
        assertNull(end.reason(110, -1, GRACE), "the venue is not there yet");
        assertEquals(RetirementReason.EXPIRED, end.reason(111, -1, GRACE));
        assertNull(end.reason(109, 50, GRACE), "ours is not there yet");
        assertNull(end.reason(1_000, ABSENT, GRACE), "the venue has told no time");
    }

    @Test
    void shouldNotExpireWhatTheVenueSaysTradesAfterIt()
    {
        end.told(100, false, true, 50);
        end.told(ABSENT, false, true, 105);
        assertNull(end.reason(500, 0, GRACE));
        end.told(100, false, false, 120);
        assertNull(end.reason(500, 0, GRACE));
    }

    @Test
    void shouldNeverEndWithoutAnExpiryOrAWordOfTheVenue()
    {
        end.told(ABSENT, false, true, 50);
        assertNull(end.reason(Long.MAX_VALUE / 2, 0, GRACE));
    }

    @Test
    void shouldEndAGraceAfterTheVenueClosedItUnlessItTradesAgain()
    {
        end.told(ABSENT, true, false, 50);
        end.told(ABSENT, true, false, 58);
        assertNull(end.reason(59, 0, GRACE));
        assertEquals(RetirementReason.CLOSED, end.reason(60, ABSENT, GRACE));
        end.told(ABSENT, false, true, 61);
        assertNull(end.reason(500, 0, GRACE));
        end.told(ABSENT, true, false, 600);
        assertNull(end.reason(609, 0, GRACE));
        assertEquals(RetirementReason.CLOSED, end.reason(610, 0, GRACE));
    }

    @Test
    void shouldEndAtOnceWhenItHasVanished()
    {
        end.told(1_000, false, true, 50);
        end.vanished(60);
        assertEquals(RetirementReason.VANISHED, end.reason(60, 0, GRACE));
        end.clear();
        assertNull(end.reason(5_000, 0, GRACE), "another life");
    }
}
