package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Whatever goes wrong between a venue and us, over real sockets: every book ends LIVE and equal to the venue's. */
@Timeout(60)
final class FaultsOverSocketsTest
{
    private static final long SOME_EVENTS = 200;
    private static final int REPEATS = 3;

    @Test
    void shouldComeUpRight()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            rig.awaitEvents(SOME_EVENTS);
            rig.awaitRight();
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            assertEquals(0, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            assertTrue(rig.total(PipelineCounter.TRADES) > 0);
            assertTrue(rig.total(PipelineCounter.TOPS_OF_BOOK) > 0);
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldCountOneGapForEachLostDiff()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (int i = 1; i <= REPEATS; i++)
            {
                rig.inflict(Fault.of(FaultKind.LOST_DIFF));
                final int gaps = i;
                rig.await("a gap", () -> rig.total(PipelineCounter.BOOK_GAPS) == gaps);
                rig.awaitRight();
                assertEquals(i, rig.total(PipelineCounter.BOOK_GAPS));
            }
            assertEquals(0, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldOnlyCountADiffThatComesTwice()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (int i = 1; i <= REPEATS; i++)
            {
                rig.inflict(Fault.of(FaultKind.DUPLICATE_DIFF));
                final int duplicates = i;
                rig.await("a duplicate", () -> rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE) == duplicates);
                rig.awaitRight();
            }
            assertEquals(REPEATS, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldCountOneGapForTwoDiffsInTheWrongOrder()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (int i = 1; i <= REPEATS; i++)
            {
                rig.inflict(Fault.of(FaultKind.SWAPPED_DIFFS));
                final int gaps = i;
                rig.await("a gap", () -> rig.total(PipelineCounter.BOOK_GAPS) == gaps);
                rig.awaitRight();
                assertEquals(i, rig.total(PipelineCounter.BOOK_GAPS));
            }
            assertEquals(REPEATS, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE), "the late one of each pair");
            requireNoOtherHarm(rig);
        }
    }

    @ParameterizedTest
    @CsvSource({"disconnect, 1", "close:code=1001, 1", "close:code=1000, 1", "disconnect:every=400|count=3, 3"})
    void shouldReconnectAndResync(final String fault, final int times)
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.inflict(Fault.parse(fault.replace('|', ',')));
            rig.await("new connections", () -> rig.total(PipelineCounter.CONNECTS) == 1 + times);
            rig.awaitLive();
            rig.awaitRight();
            assertEquals(times, rig.total(PipelineCounter.DISCONNECTS));
            assertTrue(rig.watch().losses(LossCause.DISCONNECTED) >= times);
            assertTrue(rig.total(PipelineCounter.BOOK_GAPS) >= 2, "each book lost the thread");
            assertTrue(rig.watch().sessionStates().contains(SessionState.BACKING_OFF));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldTryAgainWhenTheUpgradeIsRefused()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            rig.simulator().inject(Fault.parse("refuse-upgrade:status=503,count=2"));
            rig.inflict(Fault.of(FaultKind.DISCONNECT));
            rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitLive();
            rig.awaitRight();
            assertEquals(2, rig.total(PipelineCounter.CONNECT_FAILURES));
            assertEquals(2, rig.simulator().statistics().upgradesRefused());
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldNoticeSilenceDistrustBooksAndReconnect()
    {
        try (LiveRig rig = new LiveRig(LiveRig.DEFAULT_RING_CAPACITY,
            (feed) -> feed.dataSilenceMs(600), ImpatientProtocol::new))
        {
            rig.inflict(Fault.of(FaultKind.SILENCE));
            rig.await("a stale episode", () -> rig.total(PipelineCounter.STALE_EPISODES) == 1);
            rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitLive();
            rig.awaitRight();
            assertTrue(rig.watch().bookStates().contains(BookState.STALE), "books of a silent session say so");
            assertTrue(rig.watch().sessionStates().contains(SessionState.STALE));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldAskAgainWhenASnapshotIsStale()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            rig.awaitEvents(SOME_EVENTS);
            rig.simulator().inject(Fault.of(FaultKind.STALE_SNAPSHOT));
            rig.inflict(Fault.of(FaultKind.LOST_DIFF));
            rig.await("a stale answer", () -> rig.total(PipelineCounter.SNAPSHOTS_TOO_OLD) == 1);
            rig.awaitRight();
            assertEquals(1, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "snapshot-error:status=429,retry-after=1", "snapshot-error:status=503,count=2", "snapshot-error:status=500"})
    void shouldAskAgainWhenASnapshotIsRefused(final String fault)
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            final Fault refusal = Fault.parse(fault);
            rig.simulator().inject(refusal);
            rig.inflict(Fault.of(FaultKind.LOST_DIFF));
            final long refusals = fault.contains("count=2") ? 2 : 1;
            rig.await("refusals", () -> rig.total(PipelineCounter.SNAPSHOT_FAILURES) == refusals);
            rig.awaitRight();
            assertEquals(refusals, rig.total(PipelineCounter.SNAPSHOT_FAILURES));
            assertEquals(1, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldComeUpRightWhenTheFirstSnapshotsFail()
    {
        try (LiveRig rig = LiveRig.start(Fault.parse("snapshot-error:status=503,count=3")))
        {
            rig.awaitLive();
            rig.awaitEvents(SOME_EVENTS);
            rig.awaitRight();
            assertEquals(3, rig.total(PipelineCounter.SNAPSHOT_FAILURES));
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldKeepUpdatesWhileASnapshotIsSlow()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            rig.simulator().inject(Fault.parse("slow-snapshot:ms=400"));
            rig.inflict(Fault.of(FaultKind.LOST_DIFF));
            rig.await("updates kept", () -> rig.total(PipelineCounter.BOOK_UPDATES_BUFFERED) > 5);
            rig.awaitRight();
            assertEquals(1, rig.total(PipelineCounter.BOOK_GAPS));
            requireNoOtherHarm(rig);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shuffled-keys:every=3", "extra-keys:every=3", "blanks:every=3", "zero-spelling:every=2"})
    void shouldReadOtherSpellingsOfTheSame(final String fault)
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.inflict(Fault.parse(fault));
            rig.awaitEvents(SOME_EVENTS * 4);
            rig.awaitRight();
            assertTrue(rig.simulator().injectedFaults().size() > 20);
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            assertEquals(fault.startsWith("extra"), rig.total(PipelineCounter.KEYS_SKIPPED) > 0);
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldPassOverALargeFrameThatNobodyAskedFor()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.inflict(Fault.parse("big-mark-frame:count=3"));
            rig.awaitEvents(SOME_EVENTS);
            rig.awaitRight();
            assertEquals(3, rig.total(PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT) +
                rig.total(PipelineCounter.FRAMES_IGNORED));
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldSurviveEverythingAtOnce()
    {
        try (LiveRig rig = LiveRig.start())
        {
            for (final String fault : new String[]{
                "lost-diff:every=60,seed=1", "duplicate-diff:every=40,seed=2", "swapped-diffs:every=70,seed=3",
                "shuffled-keys:every=5", "extra-keys:every=7", "blanks:every=3", "zero-spelling:every=4",
                "stale-snapshot:every=9", "snapshot-error:every=11,status=503", "disconnect:at=900,count=1"})
            {
                rig.simulator().inject(Fault.parse(fault));
            }
            rig.awaitLive();
            rig.awaitEvents(3_000);
            rig.simulator().clearFaults();
            rig.awaitEvents(SOME_EVENTS);
            rig.awaitRight();
            assertTrue(rig.total(PipelineCounter.BOOK_GAPS) > 1);
            assertTrue(rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE) > 1);
            requireNoOtherHarm(rig);
        }
    }

    private static void requireNoOtherHarm(final LiveRig rig)
    {
        assertNull(rig.firstError());
        assertEquals(0, rig.watch().crossed(), "a live book of this market is never crossed");
        assertEquals(0, rig.total(PipelineCounter.FRAMES_DROPPED));
        assertEquals(0, rig.total(PipelineCounter.FRAMES_MALFORMED));
        assertEquals(0, rig.total(PipelineCounter.FRAMES_TOO_LARGE));
        assertEquals(0, rig.total(PipelineCounter.LISTENER_ERRORS));
        assertEquals(0, rig.total(PipelineCounter.CONDUCTOR_ERRORS));
    }
}
