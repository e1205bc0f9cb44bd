/** Binance European options, their retired streams, and USD-M futures: endpoints, streams, requests and limits. */
package org.ringtape.feeds.binance;
