package org.ringtape.bench.latency.naive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.Contender;
import org.ringtape.bench.latency.Lane;
import org.ringtape.bench.latency.source.FrameOutput;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;

/** The naive pipeline without sockets: the sender's thread decodes each payload's bytes, as a receiver would. */
public final class NaiveFromMemory implements Contender
{
    private final PreparedFrames frames;
    private final NaiveDecoder decoder = new NaiveDecoder();
    private final NaivePipeline pipeline;
    private final int[] next;

    public NaiveFromMemory(final PreparedFrames frames, final EpochNanoClock clock, final Timeline timeline)
    {
        this.frames = frames;
        pipeline = new NaivePipeline(clock, timeline);
        next = new int[frames.lanes().size()];
    }

    @Override
    public void start()
    {
        frames.firstSnapshots().forEach((book, body) ->
        {
            try
            {
                pipeline.accept(decoder.snapshot(book, body));
            }
            catch (final IOException e)
            {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public FrameOutput output()
    {
        return (from, to) ->
        {
            for (int i = from; i < to; i++)
            {
                final int number = frames.laneOf(i);
                final Lane lane = frames.lanes().get(number);
                final int n = next[number]++;
                pipeline.accept(
                    decoder.decode(lane.venue(), lane.wire(), lane.payloadStart(n), lane.payloadLength(n)));
            }
        };
    }

    @Override
    public long heard()
    {
        return pipeline.heard();
    }

    /** A full queue makes the producer wait. */
    @Override
    public long dropped()
    {
        return 0;
    }

    @Override
    public long withheld()
    {
        return 0;
    }

    @Override
    public Map<String, String> books(final int sent)
    {
        return pipeline.endAndReadBooks();
    }

    @Override
    public Throwable failure()
    {
        return pipeline.failure();
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}
