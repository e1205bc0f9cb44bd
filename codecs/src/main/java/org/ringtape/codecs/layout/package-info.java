/**
 * Frames that look like one that came before: what they have in common is learned once, and then compared instead of
 * parsed. No venue is known here. Everything is owned by the decoder that made it, on the receiver thread of its
 * connection.
 */
package org.ringtape.codecs.layout;
