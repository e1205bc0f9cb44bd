/** Slow and plain second opinions that the decoders are compared with. */
package org.ringtape.codecs.oracle;
