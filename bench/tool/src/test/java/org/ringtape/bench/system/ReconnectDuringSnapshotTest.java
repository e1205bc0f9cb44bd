package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.engine.status.PipelineCounter;

/** A snapshot that was asked for on one connection and comes while there is another one. */
@Timeout(60)
final class ReconnectDuringSnapshotTest
{
    /** Long enough for the cut to come first, also on a busy machine; the tests wait for conditions only. */
    private static final String SLOW = "slow-snapshot:ms=1200,count=2";

    @Test
    void shouldComeUpRightWhenCutDuringTheFirstSnapshots()
    {
        try (LiveRig rig = LiveRig.start(Fault.parse(SLOW)))
        {
            cutWhileOnTheWay(rig, FaultKind.DISCONNECT);
            assertEquals(0, rig.total(PipelineCounter.SNAPSHOTS_UNUSED), "nothing of the old connection gets in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCONNECT", "CLOSE"})
    void shouldEndRightWhenCutDuringAResync(final String end)
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            rig.awaitEvents(200); // a second answer to the first requests may still come
            rig.simulator().inject(Fault.parse(SLOW));
            rig.simulator().inject(Fault.of(FaultKind.LOST_DIFF));
            cutWhileOnTheWay(rig, FaultKind.valueOf(end));
        }
    }

    private static void cutWhileOnTheWay(final LiveRig rig, final FaultKind end)
    {
        rig.await("a slow answer on its way", () -> rig.simulator().injectedFaults().stream()
            .anyMatch((fault) -> fault.kind() == FaultKind.SLOW_SNAPSHOT));
        final long requests = rig.total(PipelineCounter.SNAPSHOT_REQUESTS);
        final long served = rig.simulator().statistics().snapshotsServed();
        rig.simulator().inject(Fault.of(end));
        rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
        assertEquals(served, rig.simulator().statistics().snapshotsServed(), "the answer must still be on its way");
        rig.awaitLive();
        rig.awaitEvents(200);
        rig.awaitRight();
        assertEquals(2, rig.total(PipelineCounter.CONNECTS));
        assertEquals(1, rig.total(PipelineCounter.DISCONNECTS));
        assertTrue(rig.total(PipelineCounter.SNAPSHOT_REQUESTS) > requests, "the answer to the old one is no answer");
        assertEquals(0, rig.watch().crossed());
        assertEquals(0, rig.total(PipelineCounter.LISTENER_ERRORS));
        assertEquals(0, rig.total(PipelineCounter.CONDUCTOR_ERRORS));
        assertNull(rig.firstError());
    }
}
