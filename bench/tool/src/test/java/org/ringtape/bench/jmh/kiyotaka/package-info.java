/** Alternatives that the benchmarks of Kiyotaka and Vatic compare. */
package org.ringtape.bench.jmh.kiyotaka;
