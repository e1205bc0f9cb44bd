/** The whole path against the simulated Binance. */
package org.ringtape.bench.system.binance;
