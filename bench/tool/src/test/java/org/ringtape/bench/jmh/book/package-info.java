/** Alternatives that the book benchmarks compare. */
package org.ringtape.bench.jmh.book;
