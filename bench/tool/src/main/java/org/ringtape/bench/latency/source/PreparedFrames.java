package org.ringtape.bench.latency.source;

import org.ringtape.bench.latency.Lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All frames of a series, made before it begins. Generated, not recorded: a recording that is played again breaks its
 * own chain of ids, and mending ids while sending would be part of what is measured; these chain for as long as wanted.
 * Bounded in memory: what does not fit makes the series shorter, which is said.
 */
public final class PreparedFrames
{
    private static final int LEAST_STRIDE = 1_000;
    private static final int MOST_CHECKPOINTS = 400;

    private final VenueMix mix;
    private final long seed;
    private final List<Lane> lanes;
    private final byte[] laneOf;
    private final int count;
    private final long payloadBytes;
    private final Map<String, List<String>> binanceStreams;
    private final List<Map<String, String>> checkpoints = new ArrayList<>();
    private final int checkpointStride;
    private final Map<String, String> lastSnapshots;
    private final Map<String, String> lastBooks;

    private PreparedFrames(final VenueMix mix, final long seed, final int wanted, final long mostBytes)
    {
        this.mix = mix;
        this.seed = seed;
        final FrameSource source = new FrameSource(mix, seed);
        lanes = source.lanes();
        binanceStreams = source.binanceStreams();
        checkpointStride = Math.max(LEAST_STRIDE, wanted / MOST_CHECKPOINTS);
        laneOf = new byte[wanted];
        long bytes = 0;
        int made = 0;
        while (made < wanted && bytes < mostBytes)
        {
            if (made % checkpointStride == 0)
            {
                checkpoints.add(source.snapshots());
            }
            laneOf[made] = (byte)lanes.indexOf(source.add(made));
            bytes += source.lastLength();
            made++;
        }
        count = made;
        payloadBytes = bytes;
        lastSnapshots = source.snapshots();
        lastBooks = source.books();
    }

    /**
     * Makes the frames of a series.
     *
     * @param wanted    frames
     * @param mostBytes after which no more are made
     */
    public static PreparedFrames of(final VenueMix mix, final long seed, final int wanted, final long mostBytes)
    {
        return new PreparedFrames(mix, seed, wanted, mostBytes);
    }

    public int count()
    {
        return count;
    }

    public List<Lane> lanes()
    {
        return lanes;
    }

    /** Number of the lane of a frame. */
    public int laneOf(final int index)
    {
        return laneOf[index];
    }

    public double payloadBytes()
    {
        return count == 0 ? 0 : (double)payloadBytes / count;
    }

    public VenueMix mix()
    {
        return mix;
    }

    public Map<String, List<String>> binanceStreams()
    {
        return binanceStreams;
    }

    /** REST bodies from before the first frame. */
    public Map<String, String> firstSnapshots()
    {
        return checkpoints.get(0);
    }

    /** The first checkpoint not passed yet: what a venue answers is never older than the request. */
    public int checkpointAfter(final int sent)
    {
        return sent / checkpointStride + 1;
    }

    /** True once the frames before a checkpoint have been sent. */
    public boolean isPassed(final int checkpoint, final int sent)
    {
        return checkpoint < checkpoints.size() && sent >= checkpoint * checkpointStride;
    }

    /** REST bodies of a checkpoint. */
    public Map<String, String> snapshotsAt(final int checkpoint)
    {
        return checkpoints.get(checkpoint);
    }

    /** REST bodies as the first {@code sent} frames leave the books. */
    public Map<String, String> snapshotsAfter(final int sent)
    {
        return sent == count ? lastSnapshots : replayed(sent).snapshots();
    }

    /** The true books after the first {@code sent} frames. */
    public Map<String, String> booksAfter(final int sent)
    {
        return sent == count ? lastBooks : replayed(sent).books();
    }

    private FrameSource replayed(final int sent)
    {
        final FrameSource again = new FrameSource(mix, seed);
        for (int i = 0; i < sent; i++)
        {
            again.make(i);
        }
        return again;
    }
}
