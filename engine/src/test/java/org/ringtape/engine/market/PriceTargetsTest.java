package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.value.TargetStatus.CORRECTED;
import static org.ringtape.engine.event.value.TargetStatus.DUE;
import static org.ringtape.engine.event.value.TargetStatus.FAILED;
import static org.ringtape.engine.event.value.TargetStatus.OPEN;
import static org.ringtape.engine.event.value.TargetStatus.OVERDUE;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.status.PipelineCounter;

/** Every rule by which a target window changes. */
final class PriceTargetsTest
{
    private static final long INTERVAL = 300;

    private final MarketEvents events = new MarketEvents();
    private final PriceTargets targets = events.handler.targets();

    @Test
    void shouldGoFromDueToOpenAndKeepThePreviousWindow()
    {
        due(1000);
        open(1000, 8245075, 2);
        due(1300);
        open(1300, 5, 0);
        assertEquals(List.of("1000 DUE - ", "1000 OPEN 8245075 ", "1300 DUE - ", "1300 OPEN 5 "), events.told);
        final TargetWindow previous = targets.previous(7, INTERVAL);
        assertEquals(1000, previous.startNs());
        assertEquals(8245075, previous.price());
        assertEquals(2, previous.priceScale());
        final TargetWindow current = targets.current(7, INTERVAL);
        assertEquals(1300, current.startNs());
        assertEquals(7, current.instrumentId());
        assertEquals(INTERVAL, current.intervalNs());
        assertEquals("oracle", current.source());
        assertEquals("5min", current.interval());
        assertEquals(0, events.count(PipelineCounter.TARGETS_DUPLICATE));
    }

    @Test
    void shouldCountEqualPriceAsDuplicateWhateverItsScale()
    {
        open(1000, 825, 1);
        open(1000, 8250, 2);
        open(1000, 825, 1);
        assertEquals(1, events.told.size());
        assertEquals(2, events.count(PipelineCounter.TARGETS_DUPLICATE));
        assertEquals(OPEN, targets.current(7, INTERVAL).status());
    }

    @Test
    void shouldKeepFirstPriceAndTellTheOther()
    {
        open(1000, 825, 1);
        events.receiveTimeNs = 1_400;
        open(1000, 826, 1);
        final TargetWindow window = targets.current(7, INTERVAL);
        assertEquals(CORRECTED, window.status());
        assertEquals(825, window.price());
        assertEquals(826, window.correctedPrice());
        assertEquals(1, window.correctedPriceScale());
        assertEquals(1_400, window.correctedTimeNs());
        assertEquals(1_000, window.receiveTimeNs());
        assertTrue(window.hasPrice());
        open(1000, 826, 1);
        open(1000, 825, 1);
        assertEquals(2, events.count(PipelineCounter.TARGETS_DUPLICATE));
        open(1000, 827, 1);
        assertEquals(827, window.correctedPrice());
        assertEquals(2, events.count(PipelineCounter.TARGETS_CORRECTED));
        assertEquals(List.of("1000 OPEN 825 ", "1000 CORRECTED 825 ", "1000 CORRECTED 825 "), events.told);
    }

    @Test
    void shouldTakeLatePriceAfterFailureAndOverdue()
    {
        due(1000);
        events.target(7, 1000, OVERDUE, ABSENT, 0, "");
        events.target(7, 1000, FAILED, ABSENT, 0, "no price upstream");
        assertEquals("no price upstream", targets.current(7, INTERVAL).error());
        assertEquals(ABSENT, targets.current(7, INTERVAL).price());
        open(1000, 9, 0);
        assertEquals("", targets.current(7, INTERVAL).error());
        assertEquals(List.of("1000 DUE - ", "1000 OVERDUE - ", "1000 FAILED - no price upstream", "1000 OPEN 9 "),
            events.told);
    }

    @Test
    void shouldFollowTheTableOfStatus()
    {
        final TargetStatus[] known = {DUE, OVERDUE, FAILED, OPEN};
        final TargetStatus[] told = {DUE, OVERDUE, FAILED, OPEN};
        final boolean[][] news =
        {
            {false, true, true, true},
            {false, false, true, true},
            {false, false, false, true},
            {false, false, false, false}
        };
        for (int i = 0; i < known.length; i++)
        {
            for (int j = 0; j < told.length; j++)
            {
                final MarketEvents fresh = new MarketEvents();
                fresh.target(1, 500, known[i], known[i] == OPEN ? 77 : ABSENT, 0, "");
                fresh.target(1, 500, told[j], told[j] == OPEN ? 77 : ABSENT, 0, "");
                final String label = known[i] + " then " + told[j];
                assertEquals(news[i][j] ? 2 : 1, fresh.told.size(), label);
                assertEquals(news[i][j] ? 0 : 1, fresh.count(PipelineCounter.TARGETS_DUPLICATE), label);
                assertEquals(news[i][j] ? told[j] : known[i],
                    fresh.handler.targets().current(1, INTERVAL).status(), label);
            }
        }
    }

    @Test
    void shouldFillHoleWithOlderWindowAndNeverMoveTheCurrentOneBack()
    {
        open(1600, 16, 0);
        open(1000, 10, 0);
        assertEquals(1600, targets.current(7, INTERVAL).startNs());
        assertEquals(1000, targets.previous(7, INTERVAL).startNs());
        due(1300);
        assertEquals(1300, targets.previous(7, INTERVAL).startNs());
        open(1300, 13, 0);
        assertEquals(13, targets.previous(7, INTERVAL).price());
        open(1300, 13, 0);
        open(1000, 10, 0);
        assertEquals(1300, targets.previous(7, INTERVAL).startNs());
        assertEquals(16, targets.current(7, INTERVAL).price());
        assertEquals(1, events.count(PipelineCounter.TARGETS_DUPLICATE));
        assertEquals(1, events.count(PipelineCounter.VALUES_OUT_OF_ORDER));
        assertEquals(4, events.told.size());
    }

    @Test
    void shouldRejectWindowOfTheFutureByReceiveTime()
    {
        events.receiveTimeNs = 1_000;
        open(1_000 + PriceTargets.MAX_LEAD_NS + 1, 10, 0);
        assertNull(targets.current(7, INTERVAL));
        assertEquals(1, events.count(PipelineCounter.TARGETS_REJECTED));
        open(1_000 + PriceTargets.MAX_LEAD_NS, 10, 0);
        assertEquals(10, targets.current(7, INTERVAL).price());
        assertEquals(1, events.count(PipelineCounter.TARGETS_REJECTED));
    }

    @Test
    void shouldKeepInstrumentsAndIntervalsApart()
    {
        open(1000, 10, 0);
        events.target(8, 2000, OPEN, 20, 0, "");
        targets.forEach((windows) -> assertNull(windows.previous()));
        assertEquals(2, targets.size());
        assertNull(targets.windows(7, 301));
        assertNull(targets.previous(9, INTERVAL));
        assertEquals(20, targets.current(8, INTERVAL).price());
    }

    @Test
    void shouldTellAgeSnapshotAndEnd()
    {
        due(1000);
        final TargetWindow window = targets.current(7, INTERVAL);
        assertEquals(ABSENT, window.endNs());
        final PriceTarget target = events.init(
            new PriceTarget(), EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, 7, 1000);
        target.flags(target.flags() | EventLayout.FLAG_SNAPSHOT);
        target.window(INTERVAL, 1000, 1300);
        target.price(4);
        target.status(OPEN.ordinal());
        assertFalse(window.isSnapshot());
        events.publish(target);
        assertTrue(window.isSnapshot());
        assertEquals(1300, window.endNs());
        assertEquals(250, window.ageNs(events.receiveTimeNs + 250));
        open(1000, 4, 0);
        assertEquals(1300, window.endNs());
        assertTrue(window.isSnapshot());
    }

    @Test
    void shouldTakePriceThatCameByReplacedConnection()
    {
        events.epoch = 2;
        due(1000);
        events.epoch = 1;
        open(1000, 4, 0);
        assertEquals(4, targets.current(7, INTERVAL).price());
    }

    @Test
    void shouldStayDueIfAnOpenWindowHasNoPrice()
    {
        events.target(7, 1000, OPEN, ABSENT, 0, "");
        assertEquals(DUE, targets.current(7, INTERVAL).status());
        assertFalse(targets.current(7, INTERVAL).hasPrice());
    }

    private void due(final long startNs)
    {
        events.target(7, startNs, DUE, ABSENT, 0, "");
    }

    private void open(final long startNs, final long price, final int scale)
    {
        events.target(7, startNs, OPEN, price, scale, "");
    }
}
