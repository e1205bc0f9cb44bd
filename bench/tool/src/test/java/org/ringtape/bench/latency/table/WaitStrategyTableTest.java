package org.ringtape.bench.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.WaitStrategy;

/** The table is complete and its figures can be true; how large they are is the machine's affair. */
@Timeout(60)
class WaitStrategyTableTest
{
    @Test
    void shouldMeasureEachStrategyWithEachPattern() throws InterruptedException
    {
        final List<String> measured = new ArrayList<>();
        for (final Map<String, Object> row : WaitStrategyTable.measure(TimeUnit.MILLISECONDS.toNanos(40)))
        {
            assertEquals(
                List.of("waitStrategy", "ratePerSecond", "p50Ns", "p99Ns", "maxNs", "cpuPercent", "cores"),
                List.copyOf(row.keySet()));
            measured.add(row.get("waitStrategy") + " " + row.get("ratePerSecond"));
            assertTrue((long)row.get("p50Ns") > 0, row::toString);
            assertTrue((long)row.get("p50Ns") <= (long)row.get("p99Ns"), row::toString);
            assertTrue((long)row.get("p99Ns") <= (long)row.get("maxNs"), row::toString);
            assertTrue((double)row.get("cpuPercent") >= -1.0, row::toString);
            assertEquals(Runtime.getRuntime().availableProcessors(), row.get("cores"));
        }
        final List<String> expected = new ArrayList<>();
        for (final WaitStrategy strategy : WaitStrategy.values())
        {
            expected.add(strategy + " 1000");
            expected.add(strategy + " 100000");
        }
        assertEquals(expected, measured);
    }
}
