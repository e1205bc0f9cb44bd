package org.ringtape.bench.system.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.vatic.VaticFeed;

/** Windows of several assets and all intervals over real sockets, by a simulated clock: each ends with its price. */
@Timeout(60)
final class VaticWindowsOverSocketsTest
{
    private static final List<String> ASSETS = List.of("btc", "eth", "hype");
    private static final long FIVE_MINUTES = 300;
    private static final long LATEST_PRICE = 6;
    /** So short that the venue's pings come in their time: it answers for 30 s, we for 75 s. */
    private static final long STRIDE = 5;

    /**
     * From before midnight US Eastern to after the first four-hour window of the day, and on for the whole of the day
     * that has only 23 hours.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T04:52:10Z, 2026-01-15T09:10:00Z, 2026-01-15T05:00:00Z, 4, 24",
        "2026-03-08T04:52:10Z, 2026-03-09T04:10:00Z, 2026-03-08T05:00:00Z, 3, 23",
        "2026-11-01T03:52:10Z, 2026-11-01T09:10:00Z, 2026-11-01T04:00:00Z, 5, 25"})
    void shouldEndEachWindowWithItsPrice(
        final String begin, final String end, final String midnight, final long firstHours, final long dayHours)
    {
        try (VaticStepRig rig = rig(begin))
        {
            rig.connect();
            requireSnapshots(rig);
            int windows = ASSETS.size() * VaticInterval.values().length;
            final long last = Instant.parse(end).getEpochSecond();
            long boundary = VaticInterval.MIN_5.next(VaticInterval.MIN_5.startOf(rig.nowSeconds()));
            for (; boundary < last; boundary += FIVE_MINUTES)
            {
                passBy(rig, boundary - 1);
                rig.pass(1);
                windows += requireDue(rig, boundary);
                rig.passUntil(boundary + LATEST_PRICE);
                requireOpen(rig, boundary);
                if (boundary == Instant.parse(midnight).getEpochSecond())
                {
                    assertEquals(TimeUnit.HOURS.toNanos(firstHours), length(rig, VaticInterval.HOUR_4));
                    assertEquals(TimeUnit.HOURS.toNanos(dayHours), length(rig, VaticInterval.DAILY));
                }
            }
            assertEquals(windows, rig.watch().size(), "windows told of");
            requireNothingElse(rig, windows);
        }
    }

    @Test
    void shouldLeaveAWindowDueThatBeganJustBeforeTheSubscription()
    {
        try (VaticStepRig rig = rig("2026-01-15T05:00:00Z"))
        {
            final long midnight = rig.nowSeconds();
            rig.connect();
            assertEquals(ASSETS.size() * VaticInterval.values().length, requireAll(rig, TargetStatus.DUE, midnight));
            rig.passUntil(midnight + LATEST_PRICE);
            requireOpen(rig, midnight);
            assertEquals(List.of("DUE", "OPEN"), rig.watch().told("eth", VaticInterval.DAILY, midnight));
            assertNull(rig.previous("btc", VaticInterval.MIN_5));
            requireNothingElse(rig, ASSETS.size() * VaticInterval.values().length);
        }
    }

    private static VaticStepRig rig(final String begin)
    {
        return new VaticStepRig(begin, new VaticFeed().symbols(ASSETS.toArray(new String[0])));
    }

    private static void passBy(final VaticStepRig rig, final long second)
    {
        while (rig.nowSeconds() < second)
        {
            rig.pass(Math.min(STRIDE, second - rig.nowSeconds()));
        }
    }

    private static long length(final VaticStepRig rig, final VaticInterval interval)
    {
        final TargetWindow window = rig.current("btc", interval);
        return window.endNs() - window.startNs();
    }

    private static void requireSnapshots(final VaticStepRig rig)
    {
        for (final String asset : ASSETS)
        {
            for (final VaticInterval interval : VaticInterval.values())
            {
                final long start = interval.startOf(rig.nowSeconds());
                assertNull(rig.difference(rig.current(asset, interval), rig.truth(asset, interval, start)));
                assertTrue(rig.current(asset, interval).isSnapshot());
                assertNull(rig.previous(asset, interval));
            }
        }
    }

    /** Those that begin now are due, with the one before kept; the others are as they were. Returns how many began. */
    private static int requireDue(final VaticStepRig rig, final long boundary)
    {
        int begun = 0;
        for (final VaticInterval interval : VaticInterval.values())
        {
            if (interval.startOf(boundary) != boundary)
            {
                continue;
            }
            final long before = interval.startOf(boundary - 1);
            for (final String asset : ASSETS)
            {
                final TargetWindow current = rig.current(asset, interval);
                assertEquals(TimeUnit.SECONDS.toNanos(boundary), current.startNs(), rig::toString);
                assertEquals(TimeUnit.SECONDS.toNanos(interval.next(boundary)), current.endNs(), rig::toString);
                assertEquals(TargetStatus.DUE, current.status(), rig::toString);
                assertFalse(current.hasPrice());
                assertNull(rig.difference(rig.previous(asset, interval), rig.truth(asset, interval, before)));
                begun++;
            }
        }
        return begun;
    }

    /** All current windows have their price; those that have just begun were pushed, not asked for. */
    private static void requireOpen(final VaticStepRig rig, final long boundary)
    {
        for (final VaticInterval interval : VaticInterval.values())
        {
            final long start = interval.startOf(boundary);
            for (final String asset : ASSETS)
            {
                assertNull(rig.difference(rig.current(asset, interval), rig.truth(asset, interval, start)));
                if (start == boundary)
                {
                    assertEquals(List.of("DUE", "OPEN"), rig.watch().told(asset, interval, start), rig::toString);
                }
            }
        }
    }

    private static int requireAll(final VaticStepRig rig, final TargetStatus status, final long start)
    {
        int count = 0;
        for (final VaticInterval interval : VaticInterval.values())
        {
            for (final String asset : ASSETS)
            {
                assertEquals(status, rig.current(asset, interval).status(), rig::toString);
                assertEquals(TimeUnit.SECONDS.toNanos(start), rig.current(asset, interval).startNs());
                count++;
            }
        }
        return count;
    }

    private static void requireNothingElse(final VaticStepRig rig, final int windows)
    {
        rig.requireNoHarm();
        assertEquals(2 * windows, rig.watch().news(), "DUE and OPEN of each");
        assertEquals(windows, rig.venue().framesSent());
        assertEquals(0, rig.total(PipelineCounter.TARGETS_DUPLICATE));
        assertEquals(0, rig.total(PipelineCounter.TARGETS_CORRECTED));
        assertEquals(0, rig.total(PipelineCounter.TARGETS_OVERDUE));
        assertEquals(0, rig.total(PipelineCounter.VALUES_OUT_OF_ORDER));
        assertEquals(0, rig.total(PipelineCounter.REST_REQUESTS));
        assertEquals(1, rig.total(PipelineCounter.CONNECTS));
        assertEquals(0, rig.total(PipelineCounter.DISCONNECTS));
        assertEquals(SessionState.LIVE, rig.state());
    }
}
