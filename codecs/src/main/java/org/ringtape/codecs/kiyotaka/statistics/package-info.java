/** Kiyotaka's aggregates: candles, rates, open interest and volume profiles. Receiver thread of a connection. */
package org.ringtape.codecs.kiyotaka.statistics;
