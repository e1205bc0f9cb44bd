package org.ringtape.codecs.sink;

/** Everything a frame of a market-data venue can hold. */
public interface FrameSink extends BookSink, TradeSink, TopOfBookSink, ControlSink
{
    /**
     * Names the stream that the frame's events belong to; called before them, and not at all for a raw frame.
     *
     * @param frame  bytes that hold the name
     * @param offset of its first byte
     * @param length in bytes
     * @return false if nobody subscribed to it: the frame is then left alone as UNKNOWN_INSTRUMENT
     */
    boolean onStream(byte[] frame, int offset, int length);
}
