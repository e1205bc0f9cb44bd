package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.status.PipelineCounter;

/**
 * One pass over two recordings interleaved as one connection, wounding the first again and again. Every book that says
 * LIVE is compared with the oracle after every event; after each wound, counters and every level.
 * <pre>
 * healthy ── wound ──► gap, resync asked ── some frames ──► answer (sometimes a stale one first) ──► LIVE ── checks ─┐
 *    ▲                                                                                                               │
 *    └────────────────────────────────────── some diffs ◄────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class WoundedPass implements Strategy, AutoCloseable
{
    private static final int SETTLE_DIFFS = 2;
    private static final int MAX_DIFFS_OF_A_WOUND = 60;
    private static final int MAX_ANSWER_FRAMES = 120;
    /** While only the other stream is wounded, one of so many books of the witness is compared, and its last one. */
    private static final int WITNESS_SAMPLE = 8;

    private final RandomGenerator random;
    private final TrueStream wounded;
    private final TrueStream witness;
    private final boolean cuts;
    private final OfflineRig rig;
    private final Map<String, OrderBook> books = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final int[] woundsByKind = new int[Wound.values().length];
    private String wrong;
    private long compared;
    private int witnessLeftLive;
    private boolean witnessWasLive;
    private int witnessEvents;
    private int staleAnswers;

    private Wound wound;
    private Wound planned;
    private int diffsUntilNext;
    private int framesUntilCut;
    private int framesDown;
    private int diffsOfWound;
    private int diffsSettled;
    private byte[] heldBack;
    private byte[] staleBody;
    private byte[] bodyBefore;
    private byte[] oldDiff;
    private int stragglers;
    private Counts before;

    private record Answer(TrueStream truth, int[] framesLeft, byte[] body)
    {
    }

    private record Counts(long gaps, long duplicates, long tooOld, long oldEpoch)
    {
    }

    WoundedPass(final TrueStream wounded, final TrueStream witness, final boolean cuts, final RandomGenerator random)
    {
        this.wounded = wounded;
        this.witness = witness;
        this.cuts = cuts;
        this.random = random;
        wounded.restart();
        witness.restart();
        final Set<String> streams = new LinkedHashSet<>();
        for (final TrueStream truth : List.of(wounded, witness))
        {
            final String lower = truth.symbol().toLowerCase(Locale.ROOT);
            streams.addAll(List.of(lower + "@depth@0ms", lower + "@bookTicker", lower + "@trade"));
        }
        rig = new OfflineRig(this, streams);
    }

    int wounds()
    {
        int sum = 0;
        for (final int count : woundsByKind)
        {
            sum += count;
        }
        return sum;
    }

    int wounds(final Wound kind)
    {
        return woundsByKind[kind.ordinal()];
    }

    long compared()
    {
        return compared;
    }

    int staleAnswers()
    {
        return staleAnswers;
    }

    OrderBook book(final TrueStream truth)
    {
        return books.get(truth.symbol());
    }

    /** Times the witness's book stopped being LIVE. */
    int witnessLeftLive()
    {
        return witnessLeftLive;
    }

    /**
     * Plays both recordings to their ends.
     *
     * @param limit wounds after which the rest is left whole
     */
    void run(final int limit)
    {
        rig.connect();
        plan();
        final Iterator<RecordedFrame> others = witness.frames().iterator();
        final double pace = (double)witness.frames().size() / wounded.frames().size();
        double due = 0;
        for (final RecordedFrame frame : wounded.frames())
        {
            play(wounded, frame, limit);
            for (due += pace; due >= 1 && others.hasNext(); due--)
            {
                play(witness, others.next(), limit);
            }
        }
        others.forEachRemaining((frame) -> play(witness, frame, limit));
        if (wound != null)
        {
            throw new AssertionError(wound + " was still open at the end: a wound begins too late");
        }
    }

    private void play(final TrueStream truth, final RecordedFrame frame, final int limit)
    {
        if (frame.kind() == FrameKind.REST_DEPTH)
        {
            assertEquals(DecodeStatus.DECODED, rig.onSnapshot(truth.symbol(), frame.bytes()));
            rig.pollResync(); // the recorded answer is the answer to the first update's request
        }
        else
        {
            final boolean isDiff = TrueStream.isDiff(frame);
            if (isDiff)
            {
                truth.advance();
            }
            if (truth == wounded && isDiff)
            {
                onWoundedDiff(frame.bytes(), limit);
            }
            else
            {
                deliver(frame.bytes());
            }
            cutIfDue();
        }
        answerRequests();
        if (wound != null && isDiffOf(wounded, truth, frame))
        {
            finishIfHealed();
        }
        if (wrong != null)
        {
            throw new AssertionError(wrong);
        }
        rig.requireNoError();
    }

    private static boolean isDiffOf(final TrueStream wanted, final TrueStream truth, final RecordedFrame frame)
    {
        return truth == wanted && TrueStream.isDiff(frame);
    }

    private void plan()
    {
        planned = cuts ? Wound.CUT : Wound.values()[random.nextInt(Wound.CUT.ordinal())];
        diffsUntilNext = 1 + random.nextInt(4);
        framesUntilCut = -1;
    }

    private void onWoundedDiff(final byte[] diff, final int limit)
    {
        final OrderBook book = book(wounded);
        final boolean healthy = wound == null && book != null && book.isLive() && answers.isEmpty() &&
            witnessWasLive && book(witness).isLive();
        final boolean room = wounds() < limit && !wounded.endsWithin(MAX_DIFFS_OF_A_WOUND) &&
            !witness.endsWithin(MAX_DIFFS_OF_A_WOUND);
        if (healthy && room && --diffsUntilNext <= 0)
        {
            open(diff);
            return;
        }
        if (wound != null)
        {
            diffsOfWound++;
        }
        deliver(diff);
        if (heldBack != null)
        {
            deliver(heldBack);
            heldBack = null;
        }
    }

    private void open(final byte[] diff)
    {
        wound = planned;
        diffsOfWound = 0;
        diffsSettled = 0;
        before = counts();
        woundsByKind[wound.ordinal()]++;
        staleBody = null;
        stragglers = 0;
        oldDiff = diff;
        switch (wound)
        {
            case LOSS:
                break;

            case REPEAT:
                deliver(diff);
                deliver(diff);
                break;

            case SWAP:
                heldBack = diff;
                break;

            default:
                deliver(diff);
                framesUntilCut = random.nextInt(40);
                break;
        }
    }

    private void cutIfDue()
    {
        if (framesUntilCut >= 0 && framesUntilCut-- == 0)
        {
            rig.cut();
            answers.clear(); // what was asked for on the old connection is thrown away with it
            assertNull(rig.pollResync(), "a snapshot of a connection that is gone is not asked for");
            framesDown = 1 + random.nextInt(60);
        }
        else if (framesDown > 0 && --framesDown == 0)
        {
            rig.connect();
            stragglers = random.nextInt(2);
            if (stragglers > 0)
            {
                rig.onFrame(rig.epoch() - 1, oldDiff); // a straggler of the replaced connection
            }
        }
    }

    private void deliver(final byte[] frame)
    {
        if (framesDown == 0)
        {
            assertEquals(DecodeStatus.DECODED, rig.onFrame(frame));
        }
    }

    private void answerRequests()
    {
        for (Integer streamId = rig.pollResync(); streamId != null; streamId = rig.pollResync())
        {
            if (books.containsKey(wounded.symbol()) && books.containsKey(witness.symbol()))
            {
                order(streamId == rig.bookStream(wounded.symbol()).id() ? wounded : witness);
            }
        }
        for (final Iterator<Answer> all = answers.iterator(); all.hasNext();)
        {
            final Answer answer = all.next();
            if (framesDown == 0 && --answer.framesLeft()[0] <= 0)
            {
                all.remove();
                final byte[] body = answer.body() != null ? answer.body() : answer.truth().restBody(false);
                assertEquals(DecodeStatus.DECODED, rig.onSnapshot(answer.truth().symbol(), body));
                break; // a stale answer asks anew: the next round takes that up
            }
        }
    }

    /** A quarter of the answers are as of the request and not of the answer; some first ones are older than the gap. */
    private void order(final TrueStream truth)
    {
        final int delay = random.nextInt(MAX_ANSWER_FRAMES);
        byte[] body = null;
        if (truth == wounded && wound == Wound.LOSS && staleBody == null && bodyBefore != null)
        {
            staleBody = bodyBefore;
            body = staleBody;
            staleAnswers++;
        }
        else if (random.nextInt(4) == 0)
        {
            body = truth.restBody(random.nextBoolean());
        }
        answers.add(new Answer(truth, new int[]{delay}, body));
    }

    private void finishIfHealed()
    {
        final OrderBook book = book(wounded);
        final boolean opening = diffsOfWound == 0 || framesUntilCut >= 0 || framesDown > 0 || heldBack != null;
        if (!opening && book.isLive() && book(witness).isLive() && answers.isEmpty())
        {
            if (++diffsSettled >= SETTLE_DIFFS)
            {
                heal();
            }
        }
        else
        {
            assertTrue(diffsOfWound < MAX_DIFFS_OF_A_WOUND,
                () -> wound + " " + wounds() + ": not LIVE after " + diffsOfWound + " diffs but " + book.state() +
                    " for " + book.reason());
        }
    }

    private void heal()
    {
        final String what = wound + " " + wounds() + " at " + wounded.sequence();
        final Counts now = counts();
        final long gaps = wound == Wound.REPEAT ? 0 : wound == Wound.CUT ? 2 : 1;
        assertEquals(gaps, now.gaps() - before.gaps(), () -> what + ": gaps");
        final long duplicates = wound == Wound.REPEAT || wound == Wound.SWAP ? 1 : 0;
        assertEquals(duplicates, now.duplicates() - before.duplicates(), () -> what + ": duplicates");
        assertEquals(staleBody == null ? 0 : 1, now.tooOld() - before.tooOld(), () -> what + ": stale answers");
        assertEquals(stragglers, now.oldEpoch() - before.oldEpoch(), () -> what + ": events of the old connection");
        assertEquals(wounded.sequence(), book(wounded).sequence(), () -> what + ": sequence");
        assertNull(wounded.difference(book(wounded)), what);
        wound = null;
        bodyBefore = random.nextInt(4) == 0 ? wounded.restBody(false) : null;
        plan();
    }

    private Counts counts()
    {
        return new Counts(
            rig.total(PipelineCounter.BOOK_GAPS),
            rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE),
            rig.total(PipelineCounter.SNAPSHOTS_TOO_OLD),
            rig.total(PipelineCounter.EVENTS_OF_OLD_EPOCH));
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        final TrueStream truth = truthOf(book);
        if (book.isLive() && wrong == null && (truth == wounded || cuts || ++witnessEvents % WITNESS_SAMPLE == 0))
        {
            compared++;
            if (!truth.isRight(book.sequence(), LevelHash.of(book)))
            {
                wrong = truth.symbol() + ": LIVE and wrong at sequence " + book.sequence() + " during " + wound;
            }
            if (book.sequence() > truth.newest())
            {
                wrong = truth.symbol() + ": book is ahead of the venue at " + book.sequence();
            }
        }
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        final TrueStream truth = truthOf(book);
        books.put(truth.symbol(), book);
        if (truth == witness)
        {
            witnessWasLive |= book.isLive();
            witnessLeftLive += previous == BookState.LIVE ? 1 : 0;
        }
    }

    private TrueStream truthOf(final OrderBook book)
    {
        return book.streamId() == rig.bookStream(wounded.symbol()).id() ? wounded : witness;
    }

    @Override
    public void close()
    {
        rig.close();
    }
}
