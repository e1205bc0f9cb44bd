/**
 * Recent trades and last best quotes of each instrument, on the market thread. Trades and quotes are independent of
 * books: a quote may be ahead of or behind the book of the same instrument.
 */
package org.ringtape.engine.tape;
