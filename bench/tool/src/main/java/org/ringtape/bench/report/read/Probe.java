package org.ringtape.bench.report.read;

import java.util.List;
import java.util.Map;

/**
 * What the latency harness found out about the machine before it measured.
 *
 * @param findings by name, in the order of the file
 * @param verdicts which figures the machine is unfit for, in words
 */
public record Probe(Map<String, String> findings, List<String> verdicts)
{
}
