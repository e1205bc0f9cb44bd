package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;

/**
 * Nothing is allocated from codec input to listener. One thread does it all, so its own account is the whole truth:
 * <pre>
 * frame ─► codec ─► stage ─► ring ─► books, tapes ─► strategy
 * </pre>
 * Rounds replay the same frames with their ids moved on in place, so each update joins the one before and is applied.
 * Between rounds, which is not measured, the book gets the recorded snapshot once more: the market does not jump back.
 */
final class AllocationTest
{
    private static final int FRAMES_TO_MEASURE = 1_000_000;
    private static final int WARM_UP_FRAMES = 300_000;
    /** What the compiler's changes of mind cost a thread shows in one attempt; what our code allocates, in all. */
    private static final int ATTEMPTS = 3;

    @BeforeAll
    static void requireThreadAccounts()
    {
        Assumptions.assumeTrue(
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads &&
                threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled(),
            "this JVM does not account for what a thread allocates");
    }

    @Test
    void shouldAllocateNothingForRecordedFrames()
    {
        requireNoAllocation("BTCUSDT", Recordings.btcUsdt());
    }

    @Test
    void shouldAllocateNothingForGeneratedFrames()
    {
        requireNoAllocation("AAAUSDT", GeneratedRecording.of("AAAUSDT", 8_000, new SplittableRandom(7)));
    }

    private static void requireNoAllocation(final String symbol, final List<RecordedFrame> recording)
    {
        final String lower = symbol.toLowerCase(Locale.ROOT);
        final Set<String> streams =
            new LinkedHashSet<>(List.of(lower + "@depth@0ms", lower + "@bookTicker", lower + "@trade"));
        final Listener listener = new Listener();
        final EndlessFrames frames = new EndlessFrames(recording);
        try (OfflineRig rig = new OfflineRig(listener, streams))
        {
            rig.connect();
            rig.onFrame(frames.next());
            assertEquals(DecodeStatus.DECODED, rig.onSnapshot(symbol, frames.restBody()));
            play(rig, symbol, frames, WARM_UP_FRAMES);

            final long appliedBefore = rig.total(PipelineCounter.BOOK_UPDATES_APPLIED);
            final long booksBefore = listener.books;
            final long othersBefore = listener.others;
            long least = Long.MAX_VALUE;
            int attempts = 0;
            while (attempts < ATTEMPTS && least > 0)
            {
                least = Math.min(least, play(rig, symbol, frames, FRAMES_TO_MEASURE));
                attempts++;
            }

            rig.requireNoError();
            final long applied = rig.total(PipelineCounter.BOOK_UPDATES_APPLIED) - appliedBefore;
            assertEquals(applied, listener.books - booksBefore);
            assertTrue(applied > (long)attempts * FRAMES_TO_MEASURE / 20, () -> "applied only " + applied);
            assertTrue(listener.others - othersBefore > FRAMES_TO_MEASURE / 2, "quotes and trades came too");
            assertEquals(0, rig.total(PipelineCounter.BOOK_GAPS));
            assertEquals(0, rig.total(PipelineCounter.FRAMES_DROPPED));
            assertEquals(0, rig.total(PipelineCounter.TRADES_DUPLICATE));
            assertEquals(0, least, "bytes allocated by " + FRAMES_TO_MEASURE + " frames");
        }
    }

    /** Plays frames and returns the bytes allocated for them. */
    private static long play(
        final OfflineRig rig, final String symbol, final EndlessFrames frames, final int count)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        final long idle = threads.getCurrentThreadAllocatedBytes();
        final long measuring = threads.getCurrentThreadAllocatedBytes() - idle;
        long allocated = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++)
        {
            if (frames.isNewRound())
            {
                allocated += threads.getCurrentThreadAllocatedBytes() - before - measuring;
                rig.pipeline().books().resync(rig.bookStream(symbol).id());
                assertEquals(DecodeStatus.DECODED, rig.onSnapshot(symbol, frames.restBody()));
                before = threads.getCurrentThreadAllocatedBytes();
            }
            if (rig.onFrame(frames.next()) != DecodeStatus.DECODED)
            {
                throw new AssertionError("a frame was not decoded");
            }
        }
        return allocated + threads.getCurrentThreadAllocatedBytes() - before - measuring;
    }

    /** Reads what it is told of, as a strategy would. */
    private static final class Listener implements Strategy
    {
        private long books;
        private long others;
        private long sum;

        @Override
        public void onBook(final OrderBook book, final BookUpdate update)
        {
            books += update.isSnapshot() ? 0 : 1;
            sum += book.bestBidPrice() + book.bestAskPrice() + book.bids().quantity(3);
        }

        @Override
        public void onTrade(final TradeTape tape, final Trade trade)
        {
            others++;
            sum += trade.price() + tape.price(0);
        }

        @Override
        public void onTopOfBook(final Quote quote, final TopOfBook top)
        {
            others++;
            sum += top.bidPrice() + top.askQuantity();
        }
    }

    /** A recording without end: ids grow from round to round, in the bytes of the frames, without allocation. */
    private static final class EndlessFrames
    {
        private final byte[] restBody;
        private final long snapshot;
        private final byte[][] frames;
        /** Places of the ids in each frame that move on: pairs of first digit and count of digits. */
        private final int[][] ids;
        private final long step;
        private final long tradeStep;
        private int at;
        private int round;

        EndlessFrames(final List<RecordedFrame> recording)
        {
            restBody = recording.stream().filter((frame) -> frame.kind() == FrameKind.REST_DEPTH)
                .findFirst().orElseThrow().bytes().clone();
            final int[] id = place(restBody, "\"lastUpdateId\":");
            snapshot = number(restBody, id[0], id[1]);
            final int firstDiff = firstJoining(recording);
            frames = recording.subList(firstDiff, recording.size()).stream()
                .filter((frame) -> frame.kind() == FrameKind.FRAME)
                .map((frame) -> frame.bytes().clone()).toArray(byte[][]::new);
            ids = new int[frames.length][];
            long lowest = 0;
            long highest = 0;
            long lowestTrade = 0;
            long highestTrade = 0;
            for (int i = 0; i < frames.length; i++)
            {
                final boolean trade = has(frames[i], "@trade");
                final boolean diff = has(frames[i], "@depth");
                ids[i] = trade ? place(frames[i], "\"t\":") : diff ?
                    join(place(frames[i], "\"U\":"), place(frames[i], "\"u\":"), place(frames[i], "\"pu\":")) :
                    place(frames[i], "\"u\":");
                if (trade)
                {
                    highestTrade = number(frames[i], ids[i][0], ids[i][1]);
                    lowestTrade = lowestTrade == 0 ? highestTrade : lowestTrade;
                }
                else if (diff)
                {
                    highest = number(frames[i], ids[i][2], ids[i][3]);
                    lowest = lowest == 0 ? number(frames[i], ids[i][4], ids[i][5]) : lowest;
                }
            }
            step = highest - lowest;
            tradeStep = highestTrade - lowestTrade + 1;
        }

        /** The diff that reaches around the recorded snapshot. */
        private static int firstJoining(final List<RecordedFrame> recording)
        {
            long snapshot = 0;
            for (final RecordedFrame frame : recording)
            {
                if (frame.kind() == FrameKind.REST_DEPTH)
                {
                    final int[] id = place(frame.bytes(), "\"lastUpdateId\":");
                    snapshot = number(frame.bytes(), id[0], id[1]);
                }
            }
            for (int i = 0; i < recording.size(); i++)
            {
                final byte[] frame = recording.get(i).bytes();
                if (TrueStream.isDiff(recording.get(i)))
                {
                    final int[] last = place(frame, "\"u\":");
                    if (number(frame, last[0], last[1]) >= snapshot)
                    {
                        return i;
                    }
                }
            }
            throw new AssertionError("no diff joins the snapshot");
        }

        /** The recorded snapshot, as of the first frame of this round. */
        byte[] restBody()
        {
            final int[] id = place(restBody, "\"lastUpdateId\":");
            write(restBody, id[0], id[1], snapshot + round * step);
            return restBody;
        }

        /** True if the next frame is the first of another round. */
        boolean isNewRound()
        {
            return at == 0 && round > 0;
        }

        byte[] next()
        {
            final byte[] frame = frames[at];
            if (round > 0)
            {
                move(frame, ids[at]);
            }
            if (++at == frames.length)
            {
                at = 0;
                round++;
            }
            return frame;
        }

        private void move(final byte[] frame, final int[] places)
        {
            final long by = places.length == 2 && frame[places[0] - 3] == 't' ? tradeStep : step;
            for (int i = 0; i < places.length; i += 2)
            {
                write(frame, places[i], places[i + 1], number(frame, places[i], places[i + 1]) + by);
            }
        }

        private static void write(final byte[] frame, final int offset, final int length, final long value)
        {
            long left = value;
            for (int i = offset + length - 1; i >= offset; i--)
            {
                frame[i] = (byte)('0' + left % 10);
                left /= 10;
            }
            if (left != 0)
            {
                throw new AssertionError("an id outgrew its digits");
            }
        }

        private static long number(final byte[] frame, final int offset, final int length)
        {
            long value = 0;
            for (int i = offset; i < offset + length; i++)
            {
                value = value * 10 + frame[i] - '0';
            }
            return value;
        }

        private static boolean has(final byte[] frame, final String name)
        {
            return find(frame, name, 48) >= 0;
        }

        private static int[] place(final byte[] frame, final String key)
        {
            final int offset = find(frame, key, frame.length) + key.length();
            int end = offset;
            while (frame[end] >= '0' && frame[end] <= '9')
            {
                end++;
            }
            return new int[]{offset, end - offset};
        }

        private static int find(final byte[] frame, final String text, final int limit)
        {
            for (int i = 0; i + text.length() <= Math.min(limit, frame.length); i++)
            {
                int matched = 0;
                while (matched < text.length() && frame[i + matched] == text.charAt(matched))
                {
                    matched++;
                }
                if (matched == text.length())
                {
                    return i;
                }
            }
            return -1;
        }

        private static int[] join(final int[] first, final int[] last, final int[] previous)
        {
            return new int[]{first[0], first[1], last[0], last[1], previous[0], previous[1]};
        }
    }
}
