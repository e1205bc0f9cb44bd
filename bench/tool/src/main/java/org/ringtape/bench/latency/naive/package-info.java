/** The harness's baseline: a pipeline as one would assemble it from Jackson, {@code TreeMap} and a queue. */
package org.ringtape.bench.latency.naive;
