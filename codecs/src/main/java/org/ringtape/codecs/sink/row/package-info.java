/** Rows that a decoder fills and reuses for events with many fields, the names of their fields, and their words. */
package org.ringtape.codecs.sink.row;
