package org.ringtape.bench.jmh.reading;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.BinanceFrameDecoder;

/** Ours, into a sink that consumes every value. An instrument's id is the length of its symbol. */
public final class RingtapeReading implements FrameReading
{
    private final BinanceFrameDecoder decoder = new BinanceFrameDecoder((frame, offset, length) -> length);
    private final SummingSink sink = new SummingSink();

    @Override
    public long depth(final byte[] frame)
    {
        return read(frame);
    }

    @Override
    public long trade(final byte[] frame)
    {
        return read(frame);
    }

    @Override
    public long bookTicker(final byte[] frame)
    {
        return read(frame);
    }

    @Override
    public long dayTicker(final byte[] frame)
    {
        return read(frame);
    }

    @Override
    public long markPrices(final byte[] frame)
    {
        return read(frame);
    }

    /** True if the last frame went the fast way. */
    boolean wasInOrder()
    {
        return decoder.isInOrder();
    }

    private long read(final byte[] frame)
    {
        if (decoder.decode(frame, 0, frame.length, sink) != DecodeStatus.DECODED)
        {
            throw new IllegalStateException("a frame of this benchmark is not decoded");
        }
        return sink.takeSum();
    }
}
