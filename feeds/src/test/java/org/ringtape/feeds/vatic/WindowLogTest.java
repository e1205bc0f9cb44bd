package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.TargetStatus;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.feeds.AllocationMeter;

/** What the receiver writes down, as the conductor reads it. */
class WindowLogTest
{
    private static final long WINDOW_NS = 300_000_000_000L;
    private static final long START_NS = 1_750_000_200_000_000_000L;

    private final WindowLog log = new WindowLog(List.of("btc", "eth"));

    @Test
    void shouldTellWhatWasSaidOfEachWindow()
    {
        note("eth", START_NS, TargetStatus.OPEN);
        note("btc", START_NS, TargetStatus.FAILED);
        assertEquals(TargetStatus.OPEN, status("eth", START_NS));
        assertEquals(TargetStatus.FAILED, status("btc", START_NS));
        assertEquals(TargetStatus.DUE, status("btc", START_NS + WINDOW_NS));
        assertEquals(TargetStatus.DUE, log.statusOf(0, VaticInterval.HOUR, START_NS));
    }

    @Test
    void shouldNotLetAnErrorTakeAPriceBack()
    {
        note("btc", START_NS, TargetStatus.FAILED);
        note("btc", START_NS, TargetStatus.OPEN);
        note("btc", START_NS, TargetStatus.FAILED);
        assertEquals(TargetStatus.OPEN, status("btc", START_NS));
    }

    @Test
    void shouldNotLetAnOlderOrFutureWindowHideThePresentOne()
    {
        note("btc", START_NS, TargetStatus.OPEN);
        for (final int distance : new int[] {-3, -2, -1, 1, 2, 3})
        {
            note("btc", START_NS + distance * WINDOW_NS, TargetStatus.FAILED);
        }
        assertEquals(TargetStatus.OPEN, status("btc", START_NS));
        assertEquals(TargetStatus.FAILED, status("btc", START_NS + WINDOW_NS));
    }

    @Test
    void shouldTakeNoNoticeOfWhatHasNotBegun()
    {
        log.time(START_NS - 2_000_000_001L);
        note("btc", START_NS, TargetStatus.OPEN);
        assertEquals(TargetStatus.DUE, status("btc", START_NS));
        log.time(START_NS - 2_000_000_000L);
        note("btc", START_NS, TargetStatus.OPEN);
        assertEquals(TargetStatus.OPEN, status("btc", START_NS));
    }

    @Test
    void shouldTakeNoNoticeOfOtherAssetsAndFractionsOfASecond()
    {
        note("sol", START_NS, TargetStatus.OPEN);
        note("btc", START_NS + 1, TargetStatus.OPEN);
        assertEquals(TargetStatus.DUE, status("btc", START_NS));
        assertEquals(TargetStatus.DUE, status("eth", START_NS));
    }

    @Test
    void shouldKeepConsecutiveLongWindowsApartWhereTheClocksChange()
    {
        for (final VaticInterval interval : List.of(VaticInterval.FOUR_HOURS, VaticInterval.DAY))
        {
            long startNs = VaticCalendar.INSTANCE.startNs(interval, START_NS);
            for (int i = 0; i < 3_000; i++)
            {
                final long nextNs = VaticCalendar.INSTANCE.endNs(interval, startNs);
                log.onWindow(bytes("btc"), 0, 3, interval, startNs, TargetStatus.OPEN);
                log.onWindow(bytes("btc"), 0, 3, interval, nextNs, TargetStatus.OPEN);
                assertEquals(TargetStatus.OPEN, log.statusOf(0, interval, startNs));
                startNs = nextNs;
            }
        }
    }

    @Test
    void shouldNotAllocate() throws Exception
    {
        final byte[] asset = bytes("eth");
        final AllocationMeter.Work work = () ->
        {
            for (int i = 0; i < 100_000; i++)
            {
                log.onWindow(asset, 0, 3, VaticInterval.HOUR, START_NS + i * WINDOW_NS, TargetStatus.OPEN);
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    private void note(final String asset, final long startNs, final TargetStatus status)
    {
        log.onWindow(bytes(asset), 0, asset.length(), VaticInterval.FIVE_MINUTES, startNs, status);
    }

    private TargetStatus status(final String asset, final long startNs)
    {
        return log.statusOf(log.indexOf(asset), VaticInterval.FIVE_MINUTES, startNs);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
