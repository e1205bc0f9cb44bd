package org.ringtape.bench.simulator;

import java.util.List;
import java.util.Map;

/**
 * A random valid frame and what it means: each event by the names that the {@code decode} command uses, decimals as
 * {@link java.math.BigDecimal}, times as {@link Long} nanoseconds, texts, ids and enumerations as {@link String},
 * levels as lists. A name that is not in the map stands for an absent value.
 *
 * @param bytes  as it crosses the wire
 * @param events in wire order
 */
public record GeneratedFrame(byte[] bytes, List<Map<String, Object>> events)
{
}
