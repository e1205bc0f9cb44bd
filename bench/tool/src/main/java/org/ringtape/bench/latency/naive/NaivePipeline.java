package org.ringtape.bench.latency.naive;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.source.FrameClock;
import org.ringtape.bench.latency.source.Timeline;

/**
 * What a Java developer would write without this library, and write well: a bounded blocking queue, one consumer, books
 * of sorted maps with exact decimals, a listener behind them. A full queue makes the producer wait, so nothing is lost.
 */
final class NaivePipeline implements AutoCloseable
{
    private static final int QUEUE_CAPACITY = 16 * 1024;
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(5);

    private final BlockingQueue<NaiveEvent> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final Map<String, NaiveBook> books = new HashMap<>();
    private final Map<String, NaiveEvent> latest = new HashMap<>();
    private final EpochNanoClock clock;
    private final Timeline timeline;
    private final AtomicLong heard = new AtomicLong();
    private final Thread consumer = new Thread(this::consume, "naive-consumer");
    /** Written by the consumer. */
    private volatile RuntimeException failure;

    NaivePipeline(final EpochNanoClock clock, final Timeline timeline)
    {
        this.clock = clock;
        this.timeline = timeline;
        consumer.setDaemon(true);
        consumer.start();
    }

    /** Takes an event; waits while the queue is full. Any thread. */
    void accept(final NaiveEvent event)
    {
        try
        {
            if (event != null)
            {
                queue.put(event);
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Frames whose events the listener has had. Any thread. */
    long heard()
    {
        return heard.get();
    }

    /** What the consumer threw, or null. Any thread. */
    RuntimeException failure()
    {
        return failure;
    }

    /** Rows of the books whose updates chained, by venue and symbol. Ends the consumer. */
    Map<String, String> endAndReadBooks()
    {
        close();
        final Map<String, String> rows = new LinkedHashMap<>();
        books.forEach((name, book) ->
        {
            if (book.isTrusted())
            {
                rows.put(name, book.rows());
            }
        });
        return rows;
    }

    private void consume()
    {
        try
        {
            while (true)
            {
                onEvent(queue.take());
            }
        }
        catch (final InterruptedException closed)
        {
            // closed: the books are the caller's from here on
        }
        catch (final RuntimeException e)
        {
            failure = e;
        }
    }

    private void onEvent(final NaiveEvent event)
    {
        switch (event.kind())
        {
            case DIFF:
                books.computeIfAbsent(event.instrument(), (name) -> new NaiveBook()).update(event);
                break;
            case IMAGE:
                books.computeIfAbsent(event.instrument(), (name) -> new NaiveBook()).replace(event);
                break;
            default:
                latest.put(event.instrument() + event.kind(), event);
                break;
        }
        listen(event);
    }

    private void listen(final NaiveEvent event)
    {
        final long index = FrameClock.indexOfMs(event.timeMs());
        if (index >= 0 && index < timeline.heard.length)
        {
            timeline.heard[(int)index] = clock.nanoTime();
            heard.incrementAndGet();
        }
    }

    @Override
    public void close()
    {
        consumer.interrupt();
        try
        {
            consumer.join(JOIN_MS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
