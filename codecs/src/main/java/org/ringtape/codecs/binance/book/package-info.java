/** Binance's books and best quotes, one decoder an event. Receiver thread of a connection. */
package org.ringtape.codecs.binance.book;
