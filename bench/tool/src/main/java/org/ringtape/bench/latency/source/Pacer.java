package org.ringtape.bench.latency.source;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The open loop: sends each frame when it is planned, or as soon after as it can, whatever became of those before it.
 * What is overdue goes out together. It notes when it really sent, so that its own lateness can be told. Gives up at a
 * deadline, which is how a pipeline that cannot keep up ends its series. One thread.
 */
public final class Pacer
{
    private final EpochNanoClock clock;
    private final Runnable idle;
    private final BooleanSupplier stopped;
    private final int largestBatch;

    /**
     * A sender.
     *
     * @param idle         run again and again while nothing is due
     * @param stopped      asked while nothing is due, and after each batch: true ends the series
     * @param largestBatch frames handed over at once
     */
    public Pacer(final EpochNanoClock clock, final Runnable idle, final BooleanSupplier stopped, final int largestBatch)
    {
        this.clock = clock;
        this.idle = idle;
        this.stopped = stopped;
        this.largestBatch = largestBatch;
    }

    /**
     * Sends a series.
     *
     * @param startNs    time of the first frame's plan
     * @param count      frames
     * @param deadlineNs after which no more are sent
     * @param sent       where to note when each was handed over
     * @return frames sent
     */
    public int run(
        final PlannedSchedule schedule,
        final long startNs,
        final int count,
        final long deadlineNs,
        final FrameOutput output,
        final long[] sent) throws IOException
    {
        int next = 0;
        while (next < count)
        {
            final long nowNs = clock.nanoTime();
            if (nowNs - startNs - schedule.offsetNs(next) < 0)
            {
                if (stopped.getAsBoolean())
                {
                    return next;
                }
                idle.run();
                continue;
            }
            if (nowNs - deadlineNs >= 0 || stopped.getAsBoolean())
            {
                return next;
            }
            final int first = next;
            do
            {
                sent[next++] = nowNs;
            }
            while (next < count && next - first < largestBatch &&
                nowNs - startNs - schedule.offsetNs(next) >= 0);
            output.send(first, next);
        }
        return next;
    }
}
