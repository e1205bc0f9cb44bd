/** What a measurement leaves behind: result files in {@code jmh-results}, and the machine they were taken on. */
package org.ringtape.bench.results;
