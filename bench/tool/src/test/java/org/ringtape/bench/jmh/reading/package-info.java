/** Alternatives that the benchmarks of Binance frames compare, and the frames. */
package org.ringtape.bench.jmh.reading;
