package org.ringtape.bench.jmh.kiyotaka;

import java.io.IOException;
import java.util.Map;

import com.alibaba.fastjson2.JSON;
import com.dslplatform.json.DslJson;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;

/** A set of frames, taken in turn, and every way to read the next one. */
public final class KiyotakaAlternatives
{
    private static final int INSTRUMENT_ID = 1;

    private final byte[][] frames;
    private final KiyotakaTally tally = new KiyotakaTally();
    private final KiyotakaFrameDecoder decoder = new KiyotakaFrameDecoder((bytes, offset, length) -> INSTRUMENT_ID);
    private final KiyotakaDslReader dslReader = new KiyotakaDslReader();
    private final DslJson<Object> dslJson = new DslJson<>();
    private final ObjectMapper mapper = new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS); // doubles would not be what was sent
    private final KiyotakaStreaming streaming = new KiyotakaStreaming();
    private int next;

    /** Checks that all agree on all frames. */
    public KiyotakaAlternatives(final byte[][] frames) throws IOException
    {
        this.frames = frames;
        for (int i = 0; i < frames.length; i++)
        {
            final long expected = again(i).ours();
            Same.require(expected, again(i).dslReader());
            Same.require(expected, again(i).dslTree());
            Same.require(expected, again(i).fastjson2());
            Same.require(expected, again(i).jacksonTree());
            Same.require(expected, again(i).jacksonStreaming());
        }
    }

    public long ours()
    {
        final byte[] frame = frame();
        if (decoder.decode(frame, 0, frame.length, tally) != DecodeStatus.DECODED)
        {
            throw new IllegalStateException("not decoded");
        }
        return tally.take();
    }

    public long dslReader() throws IOException
    {
        return dslReader.read(frame());
    }

    public long dslTree() throws IOException
    {
        final byte[] frame = frame();
        return KiyotakaTrees.sum(dslJson.deserialize(Map.class, frame, frame.length));
    }

    public long fastjson2()
    {
        return KiyotakaTrees.sum(JSON.parseObject(frame()));
    }

    public long jacksonTree() throws IOException
    {
        return KiyotakaTrees.sum(mapper.readTree(frame()));
    }

    public long jacksonStreaming() throws IOException
    {
        return streaming.read(frame());
    }

    private KiyotakaAlternatives again(final int index)
    {
        next = index;
        return this;
    }

    private byte[] frame()
    {
        final byte[] frame = frames[next];
        next = next + 1 == frames.length ? 0 : next + 1;
        return frame;
    }
}
