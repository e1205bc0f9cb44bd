/** Binance's trades, one decoder a dialect. Receiver thread of a connection. */
package org.ringtape.codecs.binance.trade;
