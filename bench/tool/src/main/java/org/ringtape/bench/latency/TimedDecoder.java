package org.ringtape.bench.latency;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.FrameSink;

/** A venue's decoder that notes when each frame of data of its lane was decoded. Receiver's thread. */
final class TimedDecoder implements FrameDecoder
{
    private final FrameDecoder decoder;
    private final EpochNanoClock clock;
    private final Lane lane;
    private final long[] decodedNs;
    private int frames;

    TimedDecoder(final FrameDecoder decoder, final EpochNanoClock clock, final Lane lane, final long[] decodedNs)
    {
        this.decoder = decoder;
        this.clock = clock;
        this.lane = lane;
        this.decodedNs = decodedNs;
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        final DecodeStatus status = decoder.decode(frame, offset, length, sink);
        if ((status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL) && frames < lane.count())
        {
            decodedNs[lane.index(frames++)] = clock.nanoTime();
        }
        return status;
    }

    @Override
    public DamageScope nameDamaged(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        return decoder.nameDamaged(frame, offset, length, sink);
    }

    @Override
    public int skippedKeys()
    {
        return decoder.skippedKeys();
    }

    @Override
    public int sideDisagreements()
    {
        return decoder.sideDisagreements();
    }

    @Override
    public int malformedEvents()
    {
        return decoder.malformedEvents();
    }
}
