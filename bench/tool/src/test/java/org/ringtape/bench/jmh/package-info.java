/**
 * JMH benchmarks: one class one question, alternatives side by side. Each checks in its set-up, before anything is
 * timed, that all alternatives arrive at the same result. {@code scripts/bench} runs them.
 */
package org.ringtape.bench.jmh;
