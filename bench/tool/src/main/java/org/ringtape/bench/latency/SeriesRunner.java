package org.ringtape.bench.latency;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import com.sun.management.ThreadMXBean;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.ringtape.bench.latency.naive.NaiveFromMemory;
import org.ringtape.bench.latency.naive.NaiveOverSockets;
import org.ringtape.bench.latency.source.FrameOutput;
import org.ringtape.bench.latency.source.Pacer;
import org.ringtape.bench.latency.source.PlannedSchedule;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.Waiting;
import org.ringtape.bench.latency.table.SeriesKey;
import org.ringtape.bench.latency.table.SeriesResult;
import org.ringtape.bench.latency.table.Stage;
import org.ringtape.bench.latency.table.StageFigures;

/**
 * Runs one series: a contender, the sender on its own thread, and then the verdict: final books against the
 * generator's, frames heard and dropped against those sent. The harness's thread.
 */
final class SeriesRunner
{
    /** Frames that are overdue together and handed over at once: about a socket buffer. */
    private static final int LARGEST_BATCH = 64;
    private static final long HEAD_START_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A series that takes this much longer than planned, or half as long again, is cut off. */
    private static final long LEAST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(3);
    private static final int SETTLE_MS = 50;
    private static final int TEND_MS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final HarnessThreads threads;
    private final BooleanSupplier stopped;

    /**
     * A runner.
     *
     * @param stopped true once nothing more is to be run
     */
    SeriesRunner(final HarnessThreads threads, final BooleanSupplier stopped)
    {
        this.threads = threads;
        this.stopped = stopped;
    }

    /**
     * Runs a series.
     *
     * @param frames       to send, all of them
     * @param warmUpFrames the first so many do not count
     * @return the result; null if it was stopped
     */
    SeriesResult run(final SeriesKey key, final PreparedFrames frames, final int warmUpFrames)
    {
        final PlannedSchedule schedule = new PlannedSchedule(key.ratePerSecond(), key.burst());
        final Timeline timeline = new Timeline(frames.count());
        settle();
        try (Contender contender = contender(key, frames, timeline))
        {
            contender.start();
            final long startNs = clock.nanoTime() + HEAD_START_NS;
            final Sender sender = new Sender(schedule, startNs, frames.count(), contender.output(), timeline);
            final long allocatedBefore = allocatedBytes();
            sender.run(contender);
            if (stopped.getAsBoolean())
            {
                return null;
            }
            Waiting.forCount(() -> accounted(contender), sender.sent, DRAIN_NS);
            final long allocated = allocatedBytes() - allocatedBefore;
            final Map<String, String> expected = frames.booksAfter(sender.sent);
            final String difference = SeriesResult.difference(expected, contender.books(sender.sent));
            final long received = contender.heard();
            final long withheld = Math.min(
                Math.max(0, sender.sent - received - contender.dropped()), contender.withheld());
            final int first = Math.min(sender.sent, warmUpFrames);
            final List<StageFigures> stages = new ArrayList<>();
            for (final Stage stage : Stage.values())
            {
                if (!stage.isInside() || key.name().equals(SeriesKey.RINGTAPE))
                {
                    stages.add(StageFigures.of(stage, timeline, schedule, startNs, first, sender.sent));
                }
            }
            return new SeriesResult(key, List.copyOf(stages), frames.count(), sender.sent, received,
                contender.dropped(), withheld, difference.isEmpty(), frames.payloadBytes(),
                sender.sent == 0 ? Double.NaN : (double)allocated / sender.sent,
                problem(sender.sent - received - withheld, contender, difference));
        }
    }

    /** By all threads that live, since they began. */
    private static long allocatedBytes()
    {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).filter(bytes -> bytes > 0)
            .sum();
    }

    private static long accounted(final Contender contender)
    {
        return contender.heard() + contender.withheld() + contender.dropped();
    }

    private static String problem(
        final long missing, final Contender contender, final String difference)
    {
        final List<String> problems = new ArrayList<>();
        if (!difference.isEmpty())
        {
            problems.add("final books: " + difference);
        }
        if (missing > contender.dropped())
        {
            problems.add((missing - contender.dropped()) + " frames neither arrived nor were counted as dropped");
        }
        if (contender.failure() != null)
        {
            problems.add("failed: " + contender.failure());
        }
        return String.join("; ", problems);
    }

    private Contender contender(final SeriesKey key, final PreparedFrames frames, final Timeline timeline)
    {
        final boolean memory = key.path().equals(SeriesKey.MEMORY);
        if (key.name().equals(SeriesKey.NAIVE))
        {
            return memory ? new NaiveFromMemory(frames, clock, timeline) :
                new NaiveOverSockets(frames, clock, timeline);
        }
        return memory ? new RingtapeFromMemory(frames, clock, timeline, threads) :
            new RingtapeOverSockets(frames, clock, timeline, threads);
    }

    /** What earlier series left behind is collected now and not during this one. */
    private static void settle()
    {
        System.gc();
        Waiting.until(() -> false, TimeUnit.MILLISECONDS.toNanos(SETTLE_MS));
    }

    /** One series on the sender's thread. */
    private final class Sender
    {
        private final PlannedSchedule schedule;
        private final long startNs;
        private final int count;
        private final FrameOutput output;
        private final Timeline timeline;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        /** Written by the sender's thread; read after it ended. */
        private int sent;

        Sender(
            final PlannedSchedule schedule,
            final long startNs,
            final int count,
            final FrameOutput output,
            final Timeline timeline)
        {
            this.schedule = schedule;
            this.startNs = startNs;
            this.count = count;
            this.output = output;
            this.timeline = timeline;
        }

        /** Runs the whole series; returns when the sender has ended. */
        void run(final Contender contender)
        {
            final long plannedNs = schedule.offsetNs(count);
            final long patienceNs = plannedNs + Math.max(LEAST_PATIENCE_NS, plannedNs / 2);
            final Thread thread = threads.sender(() -> send(startNs + patienceNs));
            thread.start();
            try
            {
                // a sender that is stuck in a write or a full queue is not waited for much longer than its deadline
                final long stuckNs = startNs + patienceNs + 2 * DRAIN_NS;
                while (thread.isAlive() && clock.nanoTime() - stuckNs < 0)
                {
                    thread.join(TEND_MS);
                    contender.tend();
                }
            }
            catch (final InterruptedException e)
            {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive())
            {
                thread.interrupt();
                throw new HarnessException("the sender was stuck: the pipeline took nothing more");
            }
            if (failure.get() != null)
            {
                throw new HarnessException("the sender failed: " + failure.get(), failure.get());
            }
        }

        private void send(final long deadlineNs)
        {
            try
            {
                sent = new Pacer(clock, Thread::onSpinWait, stopped, LARGEST_BATCH)
                    .run(schedule, startNs, count, deadlineNs, output, timeline.sent);
            }
            catch (final IOException | RuntimeException e)
            {
                failure.set(e);
            }
        }
    }
}
