package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.ErrorLog;
import org.ringtape.engine.status.ErrorReports;
import org.ringtape.engine.status.PipelineCounter;

/** Errors: each kind is kept, the host's handler is told as much as it can bear. */
class ErrorReportsTest
{
    private final CounterSet counters = CounterSet.inMemory(256);
    private final ErrorLog log = new ErrorLog(() -> 1_000L);
    private final List<Throwable> told = new ArrayList<>();
    private long nowNs = TimeUnit.SECONDS.toNanos(1_700_000_000L);
    private boolean clockThrows;

    @Test
    void shouldTellTheHostABoundedNumberASecondAndCountTheRest()
    {
        final ErrorReports reports = reports();
        final Throwable error = new IllegalStateException("mine");
        for (int i = 0; i < 1_000; i++)
        {
            reports.onError(error);
        }
        assertEquals(ErrorReports.MAX_A_SECOND, told.size());
        assertEquals(1_000 - ErrorReports.MAX_A_SECOND, counters.total(PipelineCounter.ERRORS_WITHHELD));
        nowNs += TimeUnit.SECONDS.toNanos(1);
        reports.onError(error);
        assertEquals(ErrorReports.MAX_A_SECOND + 1, told.size());
    }

    @Test
    void shouldTellOfABrokenClock()
    {
        clockThrows = true;
        final ErrorReports reports = reports();
        reports.onError(new IllegalStateException("mine"));
        assertEquals(1, told.size());
    }

    @Test
    void shouldKeepEachKindOnceWithHowOftenItCame()
    {
        final ErrorReports reports = reports();
        for (int i = 0; i < 7; i++)
        {
            reports.onError(new IllegalStateException("number " + i));
        }
        reports.onError(new IllegalArgumentException("other"));
        final List<Integer> counts = new ArrayList<>();
        assertEquals(2, log.read((count, firstMs, lastMs, text) -> counts.add(count)));
        assertEquals(2, log.kinds());
        assertTrue(counts.contains(7), counts::toString);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        final String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("7 times, from 1970-01-01T00:00:01Z") && text.contains("number 0"), text);
        assertTrue(text.contains(ErrorReportsTest.class.getSimpleName()), "says where it came from: " + text);
    }

    @Test
    void shouldHaveRoomForOthersBesideARecursionWithoutEnd()
    {
        for (int i = 0; i < 50; i++)
        {
            try
            {
                recurse(i);
            }
            catch (final StackOverflowError e)
            {
                log.record(e);
            }
        }
        log.record(new IllegalStateException("afterwards"));
        final List<String> texts = new ArrayList<>();
        log.read((count, firstMs, lastMs, text) -> texts.add(text));
        assertTrue(texts.stream().anyMatch((text) -> text.contains("afterwards")));
        assertTrue(texts.stream().anyMatch((text) -> text.startsWith("java.lang.StackOverflowError")));
    }

    @Test
    void shouldBeReadableFromThePipeline()
    {
        final TestStrategy strategy = new TestStrategy();
        strategy.thrownOnStart = new AssertionError("mine");
        final Thread.UncaughtExceptionHandler handler = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));
        try (MarketPipeline pipeline = strategy.launch())
        {
            assertEquals(1, pipeline.errors().kinds());
        }
        finally
        {
            Thread.currentThread().setUncaughtExceptionHandler(handler);
        }
    }

    private int recurse(final int depth)
    {
        return 1 + recurse(depth + 1);
    }

    private ErrorReports reports()
    {
        return new ErrorReports(
            () ->
            {
                if (clockThrows)
                {
                    throw new IllegalStateException("no time");
                }
                return nowNs;
            },
            log, told::add, null, counters.counter(PipelineCounter.ERRORS_WITHHELD));
    }
}
