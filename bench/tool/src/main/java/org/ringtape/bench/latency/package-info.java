/**
 * The latency harness: frames sent at planned times, from memory and over loopback sockets, through Ringtape and
 * through a naive pipeline. Latency counts from the plan, so a sender or a receiver that stands still cannot hide it.
 */
package org.ringtape.bench.latency;
