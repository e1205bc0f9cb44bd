/**
 * What Binance says of a market beside books and trades: day tickers, candles, mark and index prices, funding, open
 * interest and listings, one decoder an event. Receiver thread of a connection.
 */
package org.ringtape.codecs.binance.statistics;
