package org.ringtape.bench.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the probe sees of a scripted clock, and what is said of it. */
final class MachineProbeTest
{
    @Test
    void shouldCountStallsByLengthAndKeepTheWorst()
    {
        final long[] gapsNs = {50, 20_000, 50, 10_000, 300_000, 50, 2_000_000, 3_000_000};
        final MachineProbe probe = scripted(gapsNs);
        assertEquals(4, probe.stallsOver10us());
        assertEquals(3, probe.stallsOver100us());
        assertEquals(2, probe.stallsOver1ms());
        assertEquals(3_000_000, probe.worstStallNs());
        assertEquals(5_320_000, probe.over10usNs());
        assertEquals(5_000_000, probe.over1msNs());
        assertEquals(5_330_150 / 1e9, probe.spinSeconds(), 1e-12);
    }

    @Test
    void shouldCallAMachineUnfitForPercentilesThatItsStallsFill()
    {
        // 12 stops of 3 ms in 5 s: 0.72 % of the time
        final MachineProbe probe =
            new MachineProbe(20, 5, 12, 36_000_000, 12, 36_000_000, 12, 36_000_000, 3_000_000, 0);
        final Verdicts verdicts = new Verdicts(probe, 2);
        assertFalse(verdicts.isUnfit(50));
        assertFalse(verdicts.isUnfit(99));
        assertTrue(verdicts.isUnfit(99.9));
        assertTrue(verdicts.isMaximumUnfit());
        final List<String> sentences = verdicts.sentences(false);
        assertEquals("unfit for p99.9 below 1 ms: the probe itself was stopped for more than that 12 times in 5.0 s, " +
            "0.720 % of the time", sentences.get(0));
        assertTrue(sentences.get(1).startsWith("unfit for p99.99 below 1 ms: "), sentences.get(1));
        assertTrue(sentences.stream().anyMatch((sentence) -> sentence.startsWith("2 cores for a sender")));
        assertTrue(sentences.stream().anyMatch((sentence) -> sentence.startsWith("threads are not pinned")));
    }

    @Test
    void shouldSayNothingOfAMachineThatIsFit()
    {
        final Verdicts verdicts = new Verdicts(new MachineProbe(20, 5, 0, 0, 0, 0, 0, 0, 0, 0), 16);
        assertEquals(List.of(), verdicts.sentences(true));
        assertFalse(verdicts.isUnfit(99.99));
        assertFalse(verdicts.isMaximumUnfit());
    }

    @Test
    void shouldProbeThisMachine()
    {
        final MachineProbe probe = MachineProbe.of(0.01, () -> false);
        assertTrue(probe.timerCostNs() > 0);
        assertTrue(probe.spinSeconds() >= 0.01);
        assertTrue(probe.stolenPercent() >= 0);
    }

    private static MachineProbe scripted(final long[] gapsNs)
    {
        final long[] state = {0, 0};
        long length = 0;
        for (final long gap : gapsNs)
        {
            length += gap;
        }
        return MachineProbe.spin(() ->
        {
            final int look = (int)state[0]++;
            state[1] += look == 0 ? 0 : gapsNs[look - 1];
            return state[1];
        }, length, () -> false);
    }
}
