/** Kiyotaka's trades and liquidations. Receiver thread of a connection. */
package org.ringtape.codecs.kiyotaka.trade;
