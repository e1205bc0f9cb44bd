package org.ringtape.bench.jmh;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.book.BookAlternative;
import org.ringtape.bench.jmh.book.BookOfDecimals;
import org.ringtape.bench.jmh.book.BookOfLongs;
import org.ringtape.bench.jmh.book.BookOfRingtape;
import org.ringtape.bench.jmh.book.BookRecording;
import org.ringtape.bench.jmh.reading.Same;

/**
 * What does an L2 book cost per applied level? The recorded BTCUSDT diffs, decoded before, from the recorded REST body
 * on; one invocation replays all of them. The start is restored between invocations, outside the time measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookBenchmark
{
    /** Ours, at the recording's start. */
    @State(Scope.Thread)
    public static class Ringtape extends Replay
    {
        @Override
        BookAlternative book(final BookRecording recording)
        {
            return new BookOfRingtape(recording);
        }
    }

    /** A tree of boxed longs, at the recording's start. */
    @State(Scope.Thread)
    public static class Longs extends Replay
    {
        @Override
        BookAlternative book(final BookRecording recording)
        {
            return new BookOfLongs(recording);
        }
    }

    /** A tree of decimals, at the recording's start. */
    @State(Scope.Thread)
    public static class Decimals extends Replay
    {
        @Override
        BookAlternative book(final BookRecording recording)
        {
            return new BookOfDecimals(recording);
        }
    }

    /** One book and its start. */
    public abstract static class Replay
    {
        private BookAlternative book;

        BookAlternative book()
        {
            return book;
        }

        abstract BookAlternative book(BookRecording recording);

        /** Checks that the book ends as the naive one. */
        @Setup
        public void prepare()
        {
            final BookRecording recording = new BookRecording();
            final BookAlternative naive = new BookOfLongs(recording);
            book = book(recording);
            for (int round = 0; round < 2; round++)
            {
                naive.restore();
                book.restore();
                Same.require(naive.rows(), book.rows());
                naive.replay();
                book.replay();
                Same.require(naive.rows(), book.rows());
            }
        }

        /** Back to the REST body. */
        @Setup(Level.Invocation)
        public void restore()
        {
            book.restore();
        }
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.LEVELS)
    public Object ringtape(final Ringtape state)
    {
        state.book().replay();
        return state;
    }

    /** The JDK's tree over scaled longs. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.LEVELS)
    public Object treeOfLongs(final Longs state)
    {
        state.book().replay();
        return state;
    }

    /** The JDK's tree over its decimals. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.LEVELS)
    public Object treeOfDecimals(final Decimals state)
    {
        state.book().replay();
        return state;
    }
}
