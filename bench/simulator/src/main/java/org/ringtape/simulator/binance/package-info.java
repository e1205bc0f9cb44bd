/** Binance on loopback: its dialects, requests, limits and depth bodies. */
package org.ringtape.simulator.binance;
