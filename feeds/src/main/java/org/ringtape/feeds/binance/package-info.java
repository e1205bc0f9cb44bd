/** Binance European options v2 and USD-M futures: endpoints, streams, requests and limits. */
package org.ringtape.feeds.binance;
