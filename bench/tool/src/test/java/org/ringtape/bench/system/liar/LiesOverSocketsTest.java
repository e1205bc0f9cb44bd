package org.ringtape.bench.system.liar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.bench.system.LiveRig;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.status.PipelineCounter;

/**
 * A venue that lies, over real sockets, about one symbol after the other: the book says why it cannot be trusted, ends
 * LIVE and equal to the venue's, and the other one of the connection notices nothing. For how long a book may be wrong
 * because of a lie is for {@link LiarVenueTest} to check, which sees each event.
 */
@Timeout(60)
final class LiesOverSocketsTest
{
    private static final long SOME_EVENTS = 200;
    /** Enough for the venue to have a past of 300 ms. */
    private static final long PAST_EVENTS = 1_000;
    private static final int SYMBOLS = 2;
    private static final int REPEATS = 2;
    private static final int LIES = REPEATS * SYMBOLS;
    /** A snapshot that does not help is waited for: one of each symbol is enough. */
    private static final int BODIES = SYMBOLS;

    @Test
    void shouldFindOutThatASnapshotIsAheadOfItsStream()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInSnapshots(rig, "ahead-snapshot", HealthReason.SNAPSHOT_AHEAD);
            assertEquals(2 * BODIES, rig.total(PipelineCounter.BOOK_GAPS), "the lost diffs, and the chains cut short");
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldRefuseASnapshotWithItsSidesSwapped()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInSnapshots(rig, "swapped-snapshot", HealthReason.CROSSED);
            assertEquals(BODIES, rig.total(PipelineCounter.SNAPSHOTS_REFUSED));
            assertEquals(BODIES, rig.total(PipelineCounter.BOOK_GAPS));
            assertEquals(0, rig.total(PipelineCounter.CROSSED_BOOKS));
            assertEquals(0, rig.watch().crossed());
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldNotBelieveALevelOfAnotherSymbolForLongerThanItMayBeCrossed()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInSnapshots(rig, "foreign-snapshot", HealthReason.CROSSED);
            assertEquals(BODIES, rig.total(PipelineCounter.CROSSED_BOOKS));
            assertEquals(0, rig.watch().crossed(), rig::toString);
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldPassOverSnapshotsThatTheVenueHasKept()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInSnapshots(rig, "cached-snapshot:ms=300", HealthReason.SNAPSHOT_STALE);
            assertEquals(BODIES, rig.total(PipelineCounter.SNAPSHOTS_TOO_OLD));
            assertEquals(BODIES, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldAskAgainBeforeTheTouchLeavesWhatAShortSnapshotTold()
    {
        try (LiveRig rig = new LiveRig(
            LiveRig.DEFAULT_RING_CAPACITY, (feed) -> feed.depthLimit(5), UnaryOperator.identity()))
        {
            for (final String symbol : rig.market().symbols())
            {
                begin(rig);
                rig.simulator().inject(fault("short-snapshot:levels=5", symbol));
                rig.inflict(fault("lost-diff", symbol));
                awaitReason(rig, symbol, HealthReason.RANGE_EXHAUSTED);
                rig.awaitRight();
            }
            assertEquals(BODIES, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldFollowIdsThatBeginAnew()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInStreams(rig, "restarted-ids", HealthReason.SEQUENCE_RESTARTED);
            assertEquals(2 * LIES, rig.total(PipelineCounter.SEQUENCES_RESTARTED), "of books and of best quotes");
            assertEquals(LIES, rig.total(PipelineCounter.BOOK_GAPS));
            for (final String symbol : rig.market().symbols())
            {
                final long told = rig.simulator().trueBook(symbol).orElseThrow().lastUpdateId();
                final long counted = rig.market().trueBook(symbol).orElseThrow().lastUpdateId();
                assertTrue(told < counted, told + " is a new count, and " + counted + " the former");
            }
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldNotStandStillBehindAnIdOfTheFarFuture()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInStreams(rig, "future-id", HealthReason.SEQUENCE_RESTARTED);
            assertEquals(LIES, rig.total(PipelineCounter.SEQUENCES_RESTARTED));
            assertEquals(LIES, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldNotMindATimeOfTheFutureInAChainThatIsWhole()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (int i = 0; i < LIES; i++)
            {
                begin(rig);
                rig.inflict(Fault.parse("future-time"));
                rig.awaitRight();
                assertEquals(Map.of(), rig.watch().reasons());
            }
            assertTrue(rig.total(PipelineCounter.NEGATIVE_LATENCIES) >= LIES, rig::toString);
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldStillFindAGapBehindATimeOfTheFuture()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (final String symbol : rig.market().symbols())
            {
                begin(rig);
                rig.simulator().inject(fault("lost-diff:at=2", symbol));
                rig.inflict(fault("future-time", symbol));
                requireFoundOut(rig, symbol, HealthReason.BROKEN_CHAIN);
            }
            assertEquals(SYMBOLS, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldOnlyCountTheLastDiffsThatComeOnceMore()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (final String symbol : rig.market().symbols())
            {
                begin(rig);
                rig.inflict(fault("repeated-diffs:elements=30", symbol));
                rig.awaitRight();
                assertEquals(Map.of(), rig.watch().reasons());
            }
            assertEquals(30 * SYMBOLS, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldRatherAskOnceTooOftenWhenMoreDiffsComeAgainThanCanBeKnown()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInStreams(rig, "repeated-diffs:elements=50", HealthReason.SEQUENCE_RESTARTED);
            assertEquals(LIES, rig.total(PipelineCounter.SEQUENCES_RESTARTED));
            assertEquals(LIES, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, 0);
        }
    }

    @Test
    void shouldGapOnlyTheStreamThatADamagedFrameNames()
    {
        try (LiveRig rig = LiveRig.start())
        {
            lieInStreams(rig, "cut-frame", HealthReason.LOSS);
            assertEquals(LIES, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, LIES);
        }
    }

    @Test
    void shouldGapAllStreamsWhenADamagedFrameNamesNone()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (int i = 0; i < REPEATS; i++)
            {
                begin(rig);
                rig.inflict(Fault.parse("cut-frame-early"));
                for (final String symbol : rig.market().symbols())
                {
                    awaitReason(rig, symbol, HealthReason.LOSS);
                }
                rig.awaitRight();
            }
            assertEquals(SYMBOLS * REPEATS, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig, REPEATS);
        }
    }

    @Test
    void shouldBeRightAgainOnceAVenueThatToldEveryLieIsHonest()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            for (final String fault : List.of(
                "ahead-snapshot:every=5", "swapped-snapshot:every=4", "foreign-snapshot:every=3",
                "cached-snapshot:ms=200,every=4", "restarted-ids:every=90", "future-id:every=70",
                "future-time:every=40", "repeated-diffs:every=60", "cut-frame:every=50", "cut-frame-early:every=110"))
            {
                rig.simulator().inject(Fault.parse(fault));
            }
            rig.awaitEvents(4_000);
            rig.simulator().clearFaults();
            rig.awaitEvents(PAST_EVENTS);
            rig.awaitRight();
            assertNull(rig.firstError());
            assertTrue(rig.total(PipelineCounter.SEQUENCES_RESTARTED) > 1, rig::toString);
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
        }
    }

    /** Has each symbol's next snapshot lie, and takes a diff away so that there is one. */
    private static void lieInSnapshots(final LiveRig rig, final String lie, final HealthReason found)
    {
        for (final String symbol : rig.market().symbols())
        {
            begin(rig);
            rig.simulator().inject(fault(lie, symbol));
            rig.awaitEvents(PAST_EVENTS);
            rig.inflict(fault("lost-diff", symbol));
            requireFoundOut(rig, symbol, found);
        }
    }

    private static void lieInStreams(final LiveRig rig, final String lie, final HealthReason found)
    {
        for (int i = 0; i < REPEATS; i++)
        {
            for (final String symbol : rig.market().symbols())
            {
                begin(rig);
                rig.inflict(fault(lie, symbol));
                requireFoundOut(rig, symbol, found);
            }
        }
    }

    /** The book says so, becomes right again, and nothing of the other symbol was touched. */
    private static void requireFoundOut(final LiveRig rig, final String symbol, final HealthReason found)
    {
        awaitReason(rig, symbol, found);
        rig.awaitRight();
        rig.watch().reasons().forEach((stream, reasons) ->
            assertTrue(stream.startsWith(symbol.toLowerCase(Locale.ROOT)), () -> stream + " " + reasons));
    }

    /** Waits until books stand on updates, and until no snapshot is under way that a lie could be wasted on. */
    private static void begin(final LiveRig rig)
    {
        rig.market().resume();
        rig.awaitLive();
        rig.awaitEvents(SOME_EVENTS);
        rig.await("all snapshots", () -> rig.total(PipelineCounter.SNAPSHOT_REQUESTS) ==
            rig.total(PipelineCounter.SNAPSHOTS_APPLIED) + rig.total(PipelineCounter.SNAPSHOTS_UNUSED) +
            rig.total(PipelineCounter.SNAPSHOTS_TOO_OLD) + rig.total(PipelineCounter.SNAPSHOTS_REFUSED));
        rig.awaitLive();
        rig.watch().forgetReasons();
    }

    private static void awaitReason(final LiveRig rig, final String symbol, final HealthReason reason)
    {
        final String stream = symbol.toLowerCase(Locale.ROOT) + "@depth@100ms";
        rig.await(stream + " not current for " + reason,
            () -> rig.watch().reasons().getOrDefault(stream, List.of()).contains(reason));
    }

    private static Fault fault(final String text, final String symbol)
    {
        return Fault.parse(text + (text.indexOf(':') < 0 ? ":symbol=" : ",symbol=") + symbol);
    }

    private static void requireNoOtherHarm(final LiveRig rig, final long malformed)
    {
        assertNull(rig.firstError());
        assertEquals(malformed, rig.total(PipelineCounter.FRAMES_MALFORMED));
        assertEquals(1, rig.total(PipelineCounter.CONNECTS));
        assertEquals(0, rig.total(PipelineCounter.FRAMES_DROPPED));
        assertEquals(0, rig.total(PipelineCounter.LISTENER_ERRORS));
        assertEquals(0, rig.total(PipelineCounter.CONDUCTOR_ERRORS));
    }
}
