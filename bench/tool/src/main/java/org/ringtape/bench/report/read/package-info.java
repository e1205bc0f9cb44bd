/** Reads what stands in {@code jmh-results}. */
package org.ringtape.bench.report.read;
