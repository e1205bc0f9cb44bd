/**
 * Bytes in, sink calls out: decoders and encoders of venue frames. Nothing here allocates, throws, logs or reads past
 * the frame it was given; every decoder belongs to one thread.
 */
package org.ringtape.codecs;
