/** Latency measured from planned times, so that a sender or a receiver that stands still cannot hide it. */
package org.ringtape.bench.latency;
