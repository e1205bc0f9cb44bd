/**
 * What all readers of Kiyotaka's points share: keys, values, times, and the order in which a payload is read. Receiver
 * thread of a connection.
 */
package org.ringtape.codecs.kiyotaka.event;
