package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.row.WindowStatus;
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
        note("eth", START_NS, WindowStatus.OPEN);
        note("btc", START_NS, WindowStatus.FAILED);
        assertEquals(WindowStatus.OPEN, status("eth", START_NS));
        assertEquals(WindowStatus.FAILED, status("btc", START_NS));
        assertEquals(WindowStatus.DUE, status("btc", START_NS + WINDOW_NS));
        assertEquals(WindowStatus.DUE, log.statusOf(0, VaticInterval.HOUR, START_NS));
    }

    @Test
    void shouldNotLetAnErrorTakeAPriceBack()
    {
        note("btc", START_NS, WindowStatus.FAILED);
        note("btc", START_NS, WindowStatus.OPEN);
        note("btc", START_NS, WindowStatus.FAILED);
        assertEquals(WindowStatus.OPEN, status("btc", START_NS));
    }

    @Test
    void shouldNotLetAnOlderOrFutureWindowHideThePresentOne()
    {
        note("btc", START_NS, WindowStatus.OPEN);
        for (final int distance : new int[] {-3, -2, -1, 1, 2, 3})
        {
            note("btc", START_NS + distance * WINDOW_NS, WindowStatus.FAILED);
        }
        assertEquals(WindowStatus.OPEN, status("btc", START_NS));
        assertEquals(WindowStatus.FAILED, status("btc", START_NS + WINDOW_NS));
    }

    @Test
    void shouldTakeNoNoticeOfWhatHasNotBegun()
    {
        log.time(START_NS - 2_000_000_001L);
        note("btc", START_NS, WindowStatus.OPEN);
        assertEquals(WindowStatus.DUE, status("btc", START_NS));
        log.time(START_NS - 2_000_000_000L);
        note("btc", START_NS, WindowStatus.OPEN);
        assertEquals(WindowStatus.OPEN, status("btc", START_NS));
    }

    @Test
    void shouldTakeNoNoticeOfOtherAssetsAndFractionsOfASecond()
    {
        note("sol", START_NS, WindowStatus.OPEN);
        note("btc", START_NS + 1, WindowStatus.OPEN);
        assertEquals(WindowStatus.DUE, status("btc", START_NS));
        assertEquals(WindowStatus.DUE, status("eth", START_NS));
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
                log.onWindow(bytes("btc"), 0, 3, interval, startNs, WindowStatus.OPEN);
                log.onWindow(bytes("btc"), 0, 3, interval, nextNs, WindowStatus.OPEN);
                assertEquals(WindowStatus.OPEN, log.statusOf(0, interval, startNs));
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
                log.onWindow(asset, 0, 3, VaticInterval.HOUR, START_NS + i * WINDOW_NS, WindowStatus.OPEN);
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    private void note(final String asset, final long startNs, final WindowStatus status)
    {
        log.onWindow(bytes(asset), 0, asset.length(), VaticInterval.FIVE_MINUTES, startNs, status);
    }

    private WindowStatus status(final String asset, final long startNs)
    {
        return log.statusOf(log.indexOf(asset), VaticInterval.FIVE_MINUTES, startNs);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
