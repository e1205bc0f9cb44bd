package org.ringtape.feeds.publish;

import org.ringtape.engine.instrument.StreamDefinition;

/** Answers for names of streams that are not registered. Receiver thread, slow path: it may allocate. */
@FunctionalInterface
public interface StreamResolver
{
    /** Knows of no others than those registered. */
    StreamResolver NONE = (frame, offset, length) -> null;

    /**
     * Registers the stream of a name if anybody wants it.
     *
     * @param frame  bytes that hold the name
     * @param offset of its first byte
     * @param length in bytes
     * @return the stream; null if nobody wants it
     */
    StreamDefinition resolve(byte[] frame, int offset, int length);
}
