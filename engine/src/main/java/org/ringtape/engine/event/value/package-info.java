/**
 * Events that say what a market is worth: candles, tickers, marks, rates, interest, profiles, targets. Flyweights;
 * whoever owns the slot says for how long they are valid.
 */
package org.ringtape.engine.event.value;
