package org.ringtape.codecs.sink;

/** Everything a frame of a market-data venue can hold. */
public interface FrameSink extends BookSink, TradeSink, TopOfBookSink, CandleSink, StatisticsSink, VolumeProfileSink,
    InstrumentSink, PriceTargetSink, ControlSink
{
    /**
     * Names the stream that the events to come belong to, until another is named; not called at all for a raw frame.
     *
     * @param frame  bytes that hold the name
     * @param offset of its first byte
     * @param length in bytes
     * @return false if nobody subscribed to it: its events are then left alone as of an unknown instrument
     */
    boolean onStream(byte[] frame, int offset, int length);

    /**
     * An event was malformed and is left out; the rest of the frame goes on.
     *
     * @param streamKnown true if it belongs to the stream named last; false if nobody can tell whose it was
     */
    void onEventMalformed(boolean streamKnown);
}
