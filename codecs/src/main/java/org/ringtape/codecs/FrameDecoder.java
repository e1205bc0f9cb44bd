package org.ringtape.codecs;

import org.ringtape.codecs.sink.DamageSink;
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

    /**
     * Tells which streams a frame concerns that this decoder has found MALFORMED. A name is believed only if it stands
     * whole before the damage. Does not disturb what the decoder says of its last frame.
     *
     * @param frame  bytes that hold it
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   hears the names; what it heard is void if the answer is {@link DamageScope#UNKNOWN}
     * @return whether these are all that can be lost with the frame
     */
    DamageScope nameDamaged(byte[] frame, int offset, int length, DamageSink sink);

    /** Keys of the last frame that no decoder reads. */
    int skippedKeys();

    /** Trades of the last frame whose two side fields disagree. */
    int sideDisagreements();

    /** Events of the last frame that were malformed and left out. */
    int malformedEvents();
}
