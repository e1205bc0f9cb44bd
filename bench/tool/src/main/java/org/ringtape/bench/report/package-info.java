/**
 * The report: what lies in {@code jmh-results} as one HTML page that opens without a network, and its charts as SVG.
 * Reading ({@link org.ringtape.bench.report.read.ResultFolder}), comparing
 * ({@link org.ringtape.bench.report.read.BenchmarkClass}) and writing (the sections) are apart. Nothing here
 * measures, and what was not measured is said to be missing. One thread.
 */
package org.ringtape.bench.report;
