package org.ringtape.bench.system.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.vatic.VaticFeed;

/** A venue that does not grant what it is asked for, over real sockets. */
@Timeout(60)
final class VaticGrantsOverSocketsTest
{
    private static final String BEGIN = "2026-01-15T04:52:10Z";

    @Test
    void shouldReportTheIntervalThatIsNotGrantedAndAskForItAgain()
    {
        try (VaticStepRig rig = new VaticStepRig(BEGIN, new VaticFeed().streams("btc@5min", "btc@15min")))
        {
            rig.inject("partial-grant");
            rig.connect();
            assertEquals(List.of("btc@5min CONFIRMED", "btc@15min REQUESTED"), rig.subscribed());
            rig.pass(5);
            assertEquals(List.of("btc@5min CONFIRMED", "btc@15min REFUSED"), rig.subscribed());
            assertEquals(SessionState.LIVE, rig.state());
            assertEquals("stream btc@15min refused: the venue's answer does not name it; asked again in 30000 ms",
                rig.lastError());
            rig.pass(30);
            assertEquals(List.of("btc@5min CONFIRMED", "btc@15min CONFIRMED"), rig.subscribed());
            assertEquals(1, rig.venue().connectionsOpened());
        }
    }

    @Test
    void shouldStayConnectedAndAskEverLaterForAnAssetThatThereIsNot()
    {
        try (VaticStepRig rig = new VaticStepRig(BEGIN, new VaticFeed().streams("foo@5min")))
        {
            rig.connect();
            for (int second = 0; second < 600; second += 10)
            {
                rig.pass(10);
            }
            assertEquals(1, rig.venue().connectionsOpened());
            assertEquals(SessionState.SUBSCRIBING, rig.state());
            assertEquals(List.of("foo@5min REFUSED"), rig.subscribed());
            assertEquals(5, rig.total(PipelineCounter.SUBSCRIPTIONS_REFUSED), "after 0, 30, 90, 210 and 450 s");
            assertTrue(rig.lastError().startsWith("stream foo@5min refused: Unknown asset: foo; asked again in "),
                rig::lastError);
        }
    }
}
