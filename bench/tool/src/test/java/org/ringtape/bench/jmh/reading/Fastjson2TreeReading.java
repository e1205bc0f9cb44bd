package org.ringtape.bench.jmh.reading;

import com.alibaba.fastjson2.JSON;

/** fastjson2's {@code JSONObject}. */
public final class Fastjson2TreeReading implements FrameReading
{
    @Override
    public long depth(final byte[] frame)
    {
        return TreeSum.depth(JSON.parseObject(frame));
    }

    @Override
    public long trade(final byte[] frame)
    {
        return TreeSum.trade(JSON.parseObject(frame));
    }

    @Override
    public long bookTicker(final byte[] frame)
    {
        return TreeSum.bookTicker(JSON.parseObject(frame));
    }

    @Override
    public long dayTicker(final byte[] frame)
    {
        return TreeSum.dayTicker(JSON.parseObject(frame));
    }

    @Override
    public long markPrices(final byte[] frame)
    {
        return TreeSum.markPrices(JSON.parseObject(frame));
    }
}
