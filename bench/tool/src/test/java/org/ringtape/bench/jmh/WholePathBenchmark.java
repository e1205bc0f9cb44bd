package org.ringtape.bench.jmh;

import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.annotations.TearDown;
import org.ringtape.bench.jmh.book.BookOfRingtape;
import org.ringtape.bench.jmh.book.BookPath;
import org.ringtape.bench.jmh.book.BookPathDirect;
import org.ringtape.bench.jmh.book.BookPathThroughRing;
import org.ringtape.bench.jmh.book.BookRecording;
import org.ringtape.bench.jmh.book.XChangeBook;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.book.OrderBook;

/**
 * What does a frame cost from its bytes to the book? The recorded BTCUSDT diffs, 1,467 bytes and 62 levels on average;
 * one invocation replays all of them. The start is restored between invocations, outside the time measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WholePathBenchmark
{
    /** Ours without a ring. */
    @State(Scope.Thread)
    public static class Direct extends Ringtape
    {
        @Override
        BookPath path(final byte[] snapshot)
        {
            return new BookPathDirect(snapshot);
        }
    }

    /** Ours through the ring. */
    @State(Scope.Thread)
    public static class ThroughRing extends Ringtape
    {
        @Override
        BookPath path(final byte[] snapshot)
        {
            return new BookPathThroughRing(snapshot);
        }
    }

    /** Our path at the recording's start. */
    public abstract static class Ringtape
    {
        private byte[][] frames;
        private BookPath path;

        abstract BookPath path(byte[] snapshot);

        /** Checks that the book ends as XChange's. */
        @Setup
        public void prepare()
        {
            final BookRecording recording = new BookRecording();
            frames = recording.frames;
            path = path(recording.snapshotFrame);
            final XChangeBook other = new XChangeBook(recording.snapshotFrame);
            WholePathBenchmark.replay(other, texts(frames));
            for (int round = 0; round < 2; round++)
            {
                path.restore();
                replay();
                Same.require(true, path.book().isLive());
                Same.require(other.rows(), BookOfRingtape.rows(path.book()));
            }
        }

        /** Back to the REST body. */
        @Setup(Level.Invocation)
        public void restore()
        {
            path.restore();
        }

        /** Ends the pipeline. */
        @TearDown
        public void close()
        {
            path.close();
        }

        OrderBook replay()
        {
            for (final byte[] frame : frames)
            {
                path.onFrame(frame);
            }
            return path.book();
        }
    }

    /** XChange at the recording's start. */
    @State(Scope.Thread)
    public static class XChange
    {
        private String[] texts;
        private XChangeBook book;

        /** Reads the recording. That the book ends as ours is checked where ours is prepared. */
        @Setup
        public void prepare()
        {
            final BookRecording recording = new BookRecording();
            texts = texts(recording.frames);
            book = new XChangeBook(recording.snapshotFrame);
        }

        /** Back to the REST body. */
        @Setup(Level.Invocation)
        public void restore()
        {
            book.restore();
        }
    }

    private static String[] texts(final byte[][] frames)
    {
        final String[] texts = new String[frames.length];
        for (int i = 0; i < frames.length; i++)
        {
            texts[i] = new String(frames[i], StandardCharsets.ISO_8859_1);
        }
        return texts;
    }

    private static void replay(final XChangeBook book, final String[] texts)
    {
        for (final String text : texts)
        {
            book.onMessage(text);
        }
    }

    /** Our decoder, stage and book handler. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.FRAMES)
    public Object ringtape(final Direct state)
    {
        return state.replay();
    }

    /** The same with the ring and the whole market thread in between. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.FRAMES)
    public Object ringtapeThroughRing(final ThroughRing state)
    {
        return state.replay();
    }

    /** XChange's mapper and book, from text. */
    @Benchmark
    @OperationsPerInvocation(BookRecording.FRAMES)
    public Object xchange(final XChange state)
    {
        replay(state.book, state.texts);
        return state.book;
    }
}
