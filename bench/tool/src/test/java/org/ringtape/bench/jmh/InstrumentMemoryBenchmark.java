package org.ringtape.bench.jmh;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.OptionSymbols;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.book.BookLimits;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;

/**
 * How many bytes do 10,000 instruments keep? The heap after a full collection, with and without them: the secondary
 * result {@code bytesRetained}. The time is that of filling and collecting, and says nothing.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class InstrumentMemoryBenchmark
{
    private static final int INSTRUMENTS = 10_000;
    private static final int VENUE_ID = 1;
    private static final int LEVELS_A_SIDE = 20;

    /** What is told beside the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory
    {
        /** Bytes of 10,000 instruments. */
        public long bytesRetained;
    }

    private Object kept;

    /** Table of instruments. */
    @Benchmark
    public Object instrumentTable(final Memory memory)
    {
        final long before = used();
        final InstrumentTable table = new InstrumentTable(INSTRUMENTS);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            table.register(VENUE_ID, OptionSymbols.symbol(i));
        }
        Same.require(INSTRUMENTS, table.size());
        return keep(table, before, memory);
    }

    /** Table of streams, one an instrument. */
    @Benchmark
    public Object streamTable(final Memory memory)
    {
        final long before = used();
        final StreamTable table = new StreamTable(INSTRUMENTS);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            table.register(VENUE_ID, OptionSymbols.symbol(i) + "@depth@100ms", i, ContinuityRule.CHAINED);
        }
        Same.require(INSTRUMENTS, table.size());
        return keep(table, before, memory);
    }

    /** Books of 20 levels a side. */
    @Benchmark
    public Object books(final Memory memory)
    {
        final BookUpdate chunk = chunk();
        final long before = used();
        final ScaledLevels scaled = new ScaledLevels();
        final OrderBook[] books = new OrderBook[INSTRUMENTS];
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            books[i] = new OrderBook(i, i, BookLimits.DEFAULT, scaled);
            Same.require(true, books[i].apply(chunk));
        }
        Same.require(LEVELS_A_SIDE, books[INSTRUMENTS - 1].asks().levels());
        return keep(books, before, memory);
    }

    private static BookUpdate chunk()
    {
        final BookUpdate chunk = new BookUpdate();
        chunk.wrap(new UnsafeBuffer(new byte[EventLayout.SLOT_LENGTH]), 0);
        chunk.init(EventType.BOOK_UPDATE, 2 * LEVELS_A_SIDE * EventLayout.LEVEL_LENGTH);
        chunk.bidCount(LEVELS_A_SIDE);
        chunk.askCount(LEVELS_A_SIDE);
        for (int i = 0; i < LEVELS_A_SIDE; i++)
        {
            chunk.level(i, 999 - i, 1);
            chunk.level(LEVELS_A_SIDE + i, 1_000 + i, 1);
        }
        return chunk;
    }

    private Object keep(final Object filled, final long before, final Memory memory)
    {
        kept = filled; // reachable from here, so that it is counted
        memory.bytesRetained = used() - before;
        kept = null;
        return filled;
    }

    private static long used()
    {
        System.gc();
        System.gc();
        final Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
