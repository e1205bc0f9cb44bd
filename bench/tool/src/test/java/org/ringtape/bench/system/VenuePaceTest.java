package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;

/** What a venue on loopback is asked for when its answers do not help. */
@Timeout(60)
final class VenuePaceTest
{
    private static final String UNKNOWN = "nosuchusdt@depth@100ms";
    private static final int STALE = 5;

    @Test
    void shouldAskOnceMoreThanThereAreBodiesThatDoNotHelp()
    {
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            final long before = rig.total(PipelineCounter.SNAPSHOT_REQUESTS);
            rig.simulator().inject(Fault.parse("stale-snapshot:count=" + STALE));
            rig.simulator().inject(Fault.of(FaultKind.LOST_DIFF));
            rig.await("stale answers", () -> rig.total(PipelineCounter.SNAPSHOTS_TOO_OLD) == STALE);
            rig.awaitRight();
            assertEquals(STALE + 1, rig.total(PipelineCounter.SNAPSHOT_REQUESTS) - before);
            assertEquals(0, rig.total(PipelineCounter.SNAPSHOT_FAILURES));
            assertTrue(errors(rig).stream().anyMatch((error) -> error.text().startsWith("snapshot did not help")),
                () -> errors(rig).toString());
        }
    }

    @Test
    void shouldLeaveASymbolAloneThatTheVenueDoesNotKnowAndTellItsWords()
    {
        try (LiveRig rig = new LiveRig(
            LiveRig.DEFAULT_RING_CAPACITY, (feed) -> feed.streams(UNKNOWN), UnaryOperator.identity()))
        {
            rig.awaitLive();
            rig.await("the refusal in the ring", () -> rig.watch().losses(LossCause.STREAM_REFUSED) == 1);
            rig.awaitRight();
            assertEquals(3, rig.total(PipelineCounter.SNAPSHOT_FAILURES));
            assertEquals(List.of("HTTP 400 -1121 Invalid symbol."),
                errors(rig).stream().map(LastError::text).filter((text) -> !text.isEmpty()).toList());
        }
    }

    @Test
    void shouldPauseForAllBooksWhenOneIsRefusedForTooManyRequests()
    {
        try (LiveRig rig = LiveRig.start(Fault.parse("snapshot-error:status=429,retry-after=1")))
        {
            rig.awaitLive();
            rig.awaitRight();
            assertEquals(1, rig.total(PipelineCounter.SNAPSHOT_FAILURES));
            assertTrue(errors(rig).stream().anyMatch((error) -> error.status() == 429 &&
                error.text().contains("nothing is asked of it for 1 s")), () -> errors(rig).toString());
        }
    }

    private static List<LastError> errors(final LiveRig rig)
    {
        return rig.feeds().sessions().stream()
            .flatMap((session) -> session.subscriptions().all().stream())
            .map(Subscription::lastError)
            .toList();
    }
}
