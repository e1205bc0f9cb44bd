/**
 * What all decoders of Binance's events share: keys, the members of an object, what a frame's events have in common,
 * and the venue's words for none. Receiver thread of a connection.
 */
package org.ringtape.codecs.binance.event;
