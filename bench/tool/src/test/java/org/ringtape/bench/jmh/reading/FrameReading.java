package org.ringtape.bench.jmh.reading;

import java.io.IOException;

/**
 * One way of reading a venue's frames: every value of a frame is read, and answered is what {@link FrameSum} makes of
 * them, so that all ways can be held against each other. The kind of the frame is known beforehand, which favours
 * those that would have to find it out; ours does so within the time measured.
 */
interface FrameReading
{
    /** {@code depthUpdate}, raw or in an envelope. */
    long depth(byte[] frame) throws IOException;

    /** {@code trade}. */
    long trade(byte[] frame) throws IOException;

    /** {@code bookTicker}. */
    long bookTicker(byte[] frame) throws IOException;

    /** {@code 24hrTicker}. */
    long dayTicker(byte[] frame) throws IOException;

    /** An array of {@code markPrice}, in an envelope. */
    long markPrices(byte[] frame) throws IOException;
}
