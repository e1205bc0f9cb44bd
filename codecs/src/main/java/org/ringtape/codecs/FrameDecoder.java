package org.ringtape.codecs;

import org.ringtape.codecs.sink.FrameSink;

/** Decodes the frames of one connection. Not thread-safe; does not allocate, throw, or read past the length. */
public interface FrameDecoder
{
    /**
     * Decodes one frame.
     *
     * @param frame  bytes that hold it
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   receives what is in it; what it got of a frame that is not DECODED, PARTIAL or CONTROL is void
     * @return what became of it
     */
    DecodeStatus decode(byte[] frame, int offset, int length, FrameSink sink);

    /** Keys of the last frame that no decoder reads. */
    int skippedKeys();

    /** Trades of the last frame whose two side fields disagree. */
    int sideDisagreements();

    /** Events of the last frame that were malformed and left out. */
    int malformedEvents();
}
