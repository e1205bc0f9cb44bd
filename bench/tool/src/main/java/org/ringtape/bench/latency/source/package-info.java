/** What the harness sends: frames on a planned schedule, and the servers that send them. Their own threads. */
package org.ringtape.bench.latency.source;
