package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end of a connection asks of the next attempt. */
final class LinkEndTest
{
    private static final long THROTTLED_NS = TimeUnit.MINUTES.toNanos(10);

    private final LinkEnd end = new LinkEnd();
    private final SessionLimits limits = SessionLimits.defaults().policyCloseNs(THROTTLED_NS);

    @ParameterizedTest
    @ValueSource(ints = {1008, 429, 418})
    void shouldThrottleTheSessionItselfWhereItWasToldThatItDoesTooMuch(final int code)
    {
        assertEquals(THROTTLED_NS, end.minimumWaitNs(code, limits));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1006, 403, 503})
    void shouldLeaveEveryOtherEndToTheBackOff(final int code)
    {
        assertEquals(0, end.minimumWaitNs(code, limits));
    }

    @Test
    void shouldKeepToTheLongestOfAllThatIsAskedFor()
    {
        end.waitAtLeast(2 * THROTTLED_NS);
        end.waitAtLeast(1);
        assertEquals(2 * THROTTLED_NS, end.minimumWaitNs(418, limits));
        assertEquals(2 * THROTTLED_NS, end.minimumWaitNs(1006, limits));
    }
}
