/** What the harness found: figures of stages, tables, and the files that they are saved in. */
package org.ringtape.bench.latency.table;
