package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.InstrumentDefinition;

/** Names to dense ids and back. */
final class NameTablesTest
{
    @Test
    void shouldGiveDenseIdsAndFindThemAmongThousandsOfSimilarSymbols()
    {
        final InstrumentTable table = new InstrumentTable(100_000);
        final Map<String, Integer> expected = new HashMap<>();
        for (int strike = 0; strike < 5_000; strike++)
        {
            final String call = "AAA-261030-" + strike * 250 + "-C";
            final String put = "AAA-261030-" + strike * 250 + "-P";
            expected.put(call, table.register(1, call));
            expected.put(put, table.register(1, put));
        }
        assertEquals(10_000, table.size());
        expected.forEach((symbol, id) ->
        {
            assertEquals(id, find(table, 1, symbol));
            assertEquals(InstrumentTable.UNKNOWN, find(table, 2, symbol));
            assertEquals(symbol, table.instrument(id).symbol());
        });
        assertEquals(InstrumentTable.UNKNOWN, find(table, 1, "AAA-261030-1-C"));
    }

    @Test
    void shouldAgreeWithAMapForRandomNames()
    {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final InstrumentTable table = new InstrumentTable(100_000);
        final Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++)
        {
            final StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(random.nextBoolean() ? 7 : 40); length > 0; length--)
            {
                name.append((char)('A' + random.nextInt(4)));
            }
            final int id = table.register(1, name.toString());
            assertEquals(expected.computeIfAbsent(name.toString(), (key) -> id), id, "seed " + seed);
        }
        assertEquals(expected.size(), table.size(), "seed " + seed);
    }

    @Test
    void shouldTellNamesApartThatDifferInOneByteOrInLength()
    {
        final InstrumentTable table = new InstrumentTable(100_000);
        final Map<String, Integer> expected = new HashMap<>();
        for (int length = 1; length <= InstrumentDefinition.MAX_SYMBOL_LENGTH; length++)
        {
            final String name = "A".repeat(length);
            expected.put(name, table.register(1, name));
            for (int at = 0; at < length; at++)
            {
                final String other = "A".repeat(at) + (char)('B' + at % 20) + "A".repeat(length - at - 1);
                assertEquals(InstrumentTable.UNKNOWN, find(table, 1, other), other);
                expected.put(other, table.register(1, other));
            }
        }
        assertEquals(expected.size(), table.size());
        expected.forEach((name, id) ->
        {
            assertEquals(id, find(table, 1, name), name);
            assertEquals(InstrumentTable.UNKNOWN, find(table, 2, name), name);
        });
    }

    @Test
    void shouldRefuseWhatDoesNotFit()
    {
        final InstrumentTable table = new InstrumentTable(1);
        assertEquals(InstrumentTable.UNKNOWN, table.register(1, ""));
        assertEquals(
            InstrumentTable.UNKNOWN, table.register(1, "X".repeat(InstrumentDefinition.MAX_SYMBOL_LENGTH + 1)));
        assertEquals(0, table.register(1, "ONE"));
        assertEquals(0, table.register(1, "ONE"));
        assertEquals(InstrumentTable.UNKNOWN, table.register(1, "TWO"));

        final StreamTable streams = new StreamTable(1);
        streams.register(1, "one@depth", 0, ContinuityRule.CHAINED);
        assertEquals(0, streams.register(1, "one@depth", 0, ContinuityRule.CHAINED).id());
        assertThrows(IllegalStateException.class, () -> streams.register(1, "two", 0, ContinuityRule.NONE));
        assertEquals(1, streams.streamsOf(0).size());
    }

    @Test
    void shouldNotAllocateOnAHit()
    {
        final InstrumentTable table = new InstrumentTable(10_000);
        for (int i = 0; i < 10_000; i++)
        {
            table.register(1, "SYMBOL-" + i);
        }
        final byte[] frame = "{\"s\":\"SYMBOL-7777\"}".getBytes(StandardCharsets.UTF_8);
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long sum = find(table, frame, 100_000);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) // the JIT allocates on our thread now and then
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            sum += find(table, frame, 1_000_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, sum % 7777);
        assertEquals(0, least);
    }

    private static long find(final InstrumentTable table, final byte[] frame, final int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += table.find(1, frame, 6, 11);
        }
        return sum;
    }

    private static int find(final InstrumentTable table, final int venueId, final String symbol)
    {
        final byte[] bytes = (" " + symbol + "\"").getBytes(StandardCharsets.UTF_8);
        return table.find(venueId, bytes, 1, bytes.length - 2);
    }

    @Test
    void shouldHaveTheDefinitionOfEveryNameThatAnotherThreadFinds() throws InterruptedException
    {
        final int count = 50_000;
        final StreamTable streams = new StreamTable(count);
        final InstrumentTable instruments = new InstrumentTable(count);
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final Thread reader = new Thread(() ->
        {
            for (int i = 0; i < count; i++)
            {
                final byte[] name = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                int instrument;
                int stream;
                do
                {
                    instrument = instruments.find(1, name, 0, name.length);
                    stream = streams.find(1, name, 0, name.length);
                }
                while (instrument == InstrumentTable.UNKNOWN || stream == StreamTable.UNKNOWN);
                assertEquals(Integer.toString(i), instruments.instrument(instrument).symbol());
                assertEquals(Integer.toString(i), streams.stream(stream).name());
            }
        });
        reader.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        reader.start();
        for (int i = 0; i < count; i++)
        {
            instruments.register(1, Integer.toString(i));
            streams.register(1, Integer.toString(i), i, ContinuityRule.NONE);
        }
        reader.join();
        assertNull(failure.get());
    }
}
