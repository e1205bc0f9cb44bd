package org.ringtape.bench.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table is complete and its figures are possible; how good they are is not a test's business. */
@Timeout(60)
class ReceiveTableTest
{
    private static final List<String> KEYS = List.of("receive", "tls", "ratePerSecond", "frames", "p50Ns", "p99Ns",
        "maxNs", "cpuPercent", "bytesPerFrame", "cores");

    @Test
    void shouldMeasureEachCombinationAtEachRate() throws IOException
    {
        final List<Map<String, Object>> rows = ReceiveTable.measure(Duration.ofMillis(100));
        final Set<String> seen = new HashSet<>();
        for (final Map<String, Object> row : rows)
        {
            assertEquals(KEYS, List.copyOf(row.keySet()));
            assertTrue(seen.add(row.get("receive") + " " + row.get("tls") + " " + row.get("ratePerSecond")));
            assertEquals((int)row.get("ratePerSecond") / 10L, row.get("frames"));
            final long p50 = (long)row.get("p50Ns");
            final long p99 = (long)row.get("p99Ns");
            assertTrue(p50 > 0 && p50 <= p99 && p99 <= (long)row.get("maxNs"), row::toString);
            assertTrue((double)row.get("cpuPercent") > 0, row::toString);
            assertTrue((double)row.get("bytesPerFrame") >= 0, row::toString);
            assertEquals(Runtime.getRuntime().availableProcessors(), row.get("cores"));
        }
        for (final String tls : tls())
        {
            for (final String receive : List.of("blocking", "spinning"))
            {
                assertTrue(seen.remove(receive + " " + tls + " 1000"), tls);
                assertTrue(seen.remove(receive + " " + tls + " 10000"), tls);
            }
        }
        assertEquals(Set.of(), seen);
    }

    /** Conscrypt is optional here too. */
    private static List<String> tls()
    {
        try
        {
            Class.forName("org.conscrypt.Conscrypt");
            return List.of("plain", "jdk", "conscrypt");
        }
        catch (final ClassNotFoundException e)
        {
            return List.of("plain", "jdk");
        }
    }
}
