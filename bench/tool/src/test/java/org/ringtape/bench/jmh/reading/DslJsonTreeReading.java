package org.ringtape.bench.jmh.reading;

import java.io.IOException;
import java.util.Map;

import com.dslplatform.json.DslJson;

/** DSL-JSON's maps and lists. */
public final class DslJsonTreeReading implements FrameReading
{
    private final DslJson<Object> json = new DslJson<>();

    @Override
    public long depth(final byte[] frame) throws IOException
    {
        return TreeSum.depth(json.deserialize(Map.class, frame, frame.length));
    }

    @Override
    public long trade(final byte[] frame) throws IOException
    {
        return TreeSum.trade(json.deserialize(Map.class, frame, frame.length));
    }

    @Override
    public long bookTicker(final byte[] frame) throws IOException
    {
        return TreeSum.bookTicker(json.deserialize(Map.class, frame, frame.length));
    }

    @Override
    public long dayTicker(final byte[] frame) throws IOException
    {
        return TreeSum.dayTicker(json.deserialize(Map.class, frame, frame.length));
    }

    @Override
    public long markPrices(final byte[] frame) throws IOException
    {
        return TreeSum.markPrices(json.deserialize(Map.class, frame, frame.length));
    }
}
