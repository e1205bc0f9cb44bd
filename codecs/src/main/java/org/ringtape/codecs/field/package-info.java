/**
 * How an event of a venue is described, once, and the readers that work from its description: in any order of its keys,
 * or in the documented one. No venue is known here. Everything is owned by the decoder that made it, on the receiver
 * thread of its connection.
 */
package org.ringtape.codecs.field;
