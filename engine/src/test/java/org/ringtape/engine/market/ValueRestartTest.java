package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.Recency;
import org.ringtape.engine.status.PipelineCounter;

/** One wrong time does not freeze a value, whatever table it is in, and each table says whether a value is current. */
final class ValueRestartTest
{
    private static final int INSTRUMENT = 7;
    private static final long INTERVAL = 300;
    private static final int WHOLE = EventLayout.FLAG_BEGIN | EventLayout.FLAG_END;
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    private final MarketEvents events = new MarketEvents();

    /** A table: how to tell it a value at a time, and how many times it took one. */
    private record Table(String name, Telling telling, Reason reason)
    {
        @Override
        public String toString()
        {
            return name;
        }
    }

    @FunctionalInterface
    private interface Telling
    {
        void tell(MarketEvents events, long timeNs);
    }

    @FunctionalInterface
    private interface Reason
    {
        HealthReason of(MarketValues values);
    }

    static Stream<Table> tables()
    {
        return Stream.of(
            new Table("ticker", (e, t) -> e.ticker(INSTRUMENT, t, MarketEvents::absent),
                (v) -> v.tickers().reason(INSTRUMENT)),
            new Table("mark", (e, t) -> e.markPrice(INSTRUMENT, t, 5), (v) -> v.markPrices().reason(INSTRUMENT)),
            new Table("index", (e, t) -> e.indexPrice(INSTRUMENT, t, 5), (v) -> v.indexPrices().reason(INSTRUMENT)),
            new Table("funding", (e, t) -> e.funding(INSTRUMENT, t, 5), (v) -> v.fundings().reason(INSTRUMENT)),
            new Table("interest", (e, t) -> e.openInterest(INSTRUMENT, t, 5),
                (v) -> v.openInterests().reason(INSTRUMENT)),
            new Table("candle", (e, t) -> e.candle(INSTRUMENT, t, INTERVAL, 0, 5),
                (v) -> v.candles().reason(INSTRUMENT, INTERVAL, Aggressor.UNKNOWN)),
            new Table("profile", (e, t) -> e.profile(INSTRUMENT, t, WHOLE, 2, 5, 3),
                (v) -> v.volumeProfile(INSTRUMENT).reason()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldNotFreezeWhenTimesBeginAnew(final Table table)
    {
        events.receiveTimeNs = 10 * HOUR;
        tell(table, 9 * HOUR);
        for (int i = 1; i < Recency.DATED_LIMIT; i++)
        {
            tell(table, HOUR + i);
        }
        assertEquals(1, events.count(PipelineCounter.VALUES_APPLIED));
        tell(table, 2 * HOUR);
        tell(table, 2 * HOUR + 1);
        assertEquals(3, events.count(PipelineCounter.VALUES_APPLIED));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldRefuseOneTimeFarBeyondOurClock(final Table table)
    {
        events.receiveTimeNs = 10 * HOUR;
        tell(table, events.receiveTimeNs - SECOND);
        tell(table, events.receiveTimeNs + 10_000 * HOUR);
        assertEquals(1, events.count(PipelineCounter.VALUES_APPLIED));
        tell(table, events.receiveTimeNs);
        assertEquals(2, events.count(PipelineCounter.VALUES_APPLIED));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldSayWhyAValueIsNotCurrent(final Table table)
    {
        events.streamId = 3;
        tell(table, 1);
        assertEquals(HealthReason.NONE, table.reason().of(events.values));
        events.loss(3, LossCause.RING_FULL);
        assertNotEquals(HealthReason.NONE, table.reason().of(events.values));
        tell(table, 2);
        events.status(SessionState.BACKING_OFF);
        assertEquals(HealthReason.DISCONNECTED, table.reason().of(events.values));
    }

    @Test
    void shouldNotFreezeTargetsWhenOurClockIsBehind()
    {
        events.receiveTimeNs = HOUR;
        final PriceTargets targets = events.handler.targets();
        for (int i = 1; i < PriceTargets.DOUBT_LIMIT; i++)
        {
            open(10 * HOUR + i * SECOND);
            assertNull(targets.current(INSTRUMENT, INTERVAL));
        }
        open(11 * HOUR);
        assertEquals(11 * HOUR, targets.current(INSTRUMENT, INTERVAL).startNs());
    }

    @Test
    void shouldNotBelieveARepeatedWindowOfTheFuture()
    {
        events.receiveTimeNs = HOUR;
        for (int i = 0; i < 20; i++)
        {
            open(10 * HOUR);
        }
        assertNull(events.handler.targets().current(INSTRUMENT, INTERVAL));
        assertEquals(20, events.count(PipelineCounter.TARGETS_REJECTED));
    }

    @Test
    void shouldLetAWindowOfTheFutureGiveWay()
    {
        shouldNotFreezeTargetsWhenOurClockIsBehind();
        open(HOUR - SECOND);
        final PriceTargets targets = events.handler.targets();
        assertEquals(HOUR - SECOND, targets.current(INSTRUMENT, INTERVAL).startNs());
        open(HOUR + SECOND);
        assertEquals(HOUR + SECOND, targets.current(INSTRUMENT, INTERVAL).startNs());
    }

    @Test
    void shouldSayWhetherTargetsAreCurrent()
    {
        events.streamId = 3;
        events.receiveTimeNs = 10 * HOUR;
        open(10 * HOUR);
        final TargetWindows windows = events.handler.targets().windows(INSTRUMENT, INTERVAL);
        assertTrue(windows.isCurrent());
        events.loss(3, LossCause.MALFORMED_FRAME);
        assertFalse(windows.isCurrent());
        assertEquals(HealthReason.LOSS, windows.reason());
        open(10 * HOUR + SECOND);
        assertTrue(windows.isCurrent());
        events.status(SessionState.STALE);
        assertEquals(HealthReason.SILENT, windows.reason());
    }

    private void tell(final Table table, final long timeNs)
    {
        table.telling().tell(events, timeNs);
    }

    private void open(final long startNs)
    {
        events.target(INSTRUMENT, startNs, TargetStatus.OPEN, 10, 0, "");
    }
}
