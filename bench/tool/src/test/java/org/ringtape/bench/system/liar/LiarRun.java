package org.ringtape.bench.system.liar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.ringtape.bench.system.OfflineRig;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.health.ChainWatch;

/**
 * One life of a liar venue: honest for a while, then it lies, then it is honest again. Two symbols on one connection;
 * only the first is lied about, the second shows what must not be touched. Time is stepped by the run.
 * <p>
 * After every event a LIVE book is held against the truth at its id: how long it may differ is the lie's to say. At the
 * end, once honest for long enough, both books are LIVE and right.
 */
final class LiarRun implements Strategy, AutoCloseable
{
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int HONEST_STEPS = 30;
    private static final int LYING_STEPS = 80;
    /** Enough for the waits of requests and the age of cached bodies. */
    private static final long RECOVERY_NS = TimeUnit.SECONDS.toNanos(45);
    private static final long RECOVERY_STEP_NS = 900 * MS;
    private static final long REQUEST_NS = 300 * MS;
    private static final int WHOLE = 1_000;
    private static final int SHORT = 3;
    private static final long FAR_ID = 1L << 62;
    private static final long TEN_YEARS_MS = 10L * 365 * 24 * 3_600_000;
    /** Events for which the consequences of a lie may last beyond it. */
    private static final int ECHO_EVENTS = 40;
    /** Updates that a LIVE book may pass over without getting on. */
    private static final int FROZEN_LIMIT = 20;

    private record Request(LiarMarket market, long dueNs)
    {
    }

    private final SplittableRandom random;
    private final String name;
    private final boolean caches;
    private final LiarMarket liar;
    private final LiarMarket witness;
    private final OfflineRig rig;
    private final Deque<LiarMarket.Diff> told = new ArrayDeque<>();
    private final Deque<Long> toldMs = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Lie> plan = EnumSet.noneOf(Lie.class);
    private final int[] echoes = new int[Lie.values().length];
    private OrderBook liarBook;
    private OrderBook witnessBook;
    private long nowNs = TimeUnit.DAYS.toNanos(20_000);
    private Lie bodies;
    private boolean lying;
    private boolean repeating;
    private int wrongEvents;
    private int wrongLateEvents;
    private long wrongSinceNs;
    private long lastSequence;
    private int passedOver;
    private long comparisons;

    LiarRun(final long seed)
    {
        name = "seed " + seed;
        random = new SplittableRandom(seed);
        caches = random.nextBoolean();
        liar = new LiarMarket("AAAUSDT", 1_000, 100_000 + random.nextInt(1_000), random.split());
        witness = new LiarMarket("BBBUSDT", 5_000, 500_000, random.split());
        rig = new OfflineRig(this, List.of("aaausdt@depth@0ms", "bbbusdt@depth@0ms"), () -> nowNs);
        final int lies = 1 + random.nextInt(3);
        while (plan.size() < lies)
        {
            final Lie lie = Lie.values()[random.nextInt(Lie.values().length)];
            if (caches || lie != Lie.BODY_CACHED)
            {
                plan.add(lie);
            }
        }
    }

    void run()
    {
        rig.connect();
        steps(HONEST_STEPS);
        requireRight("before any lie");
        lying = true;
        final Lie[] lies = plan.toArray(new Lie[0]);
        for (int i = 0; i < LYING_STEPS; i++)
        {
            if (random.nextInt(6) == 0)
            {
                tell(lies[random.nextInt(lies.length)]);
            }
            step();
        }
        lying = false;
        bodies = null;
        final long honestSinceNs = nowNs;
        if (plan.contains(Lie.BODY_SHORT))
        {
            askAnew(); // a short body is right as far as it goes, and its end may be reached at any later time
        }
        while (nowNs - honestSinceNs < RECOVERY_NS)
        {
            nowNs += RECOVERY_STEP_NS;
            step();
        }
        for (int i = 0; i < HONEST_STEPS; i++)
        {
            step();
            requireRight("honest again");
        }
        rig.requireNoError();
    }

    long comparisons()
    {
        return comparisons;
    }

    Set<Lie> lies()
    {
        return plan;
    }

    private void steps(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            step();
        }
    }

    /** Some time passes, and each market changes once. */
    private void step()
    {
        nowNs += (20 + random.nextInt(180)) * MS;
        deliver(witness, witness.next(nowNs));
        final LiarMarket.Diff diff = liar.next(nowNs);
        note(diff);
        deliver(liar, diff);
        answer();
    }

    private void note(final LiarMarket.Diff diff)
    {
        told.add(diff);
        toldMs.add(nowNs / MS);
        if (told.size() > ECHO_EVENTS)
        {
            told.remove();
            toldMs.remove();
        }
    }

    private void deliver(final LiarMarket market, final LiarMarket.Diff diff)
    {
        rig.onFrame(market.frame(diff, diff.last(), nowNs / MS));
        check(market);
    }

    private void tell(final Lie lie)
    {
        Arrays.setAll(echoes, (i) -> Math.max(0, echoes[i] - 1));
        echoes[lie.ordinal()] = ECHO_EVENTS;
        if (lie.isOfBodies())
        {
            bodies = lie;
            if (random.nextBoolean())
            {
                askAnew(); // a lie must be asked for
            }
            return;
        }
        nowNs += 20 * MS;
        final LiarMarket.Diff diff;
        switch (lie)
        {
            case IDS_RESTART:
                liar.restart(1 + random.nextInt(50_000));
                told.clear();
                toldMs.clear();
                step();
                break;

            case ID_JUMPS:
                diff = liar.next(nowNs);
                rig.onFrame(liar.frame(diff, FAR_ID, nowNs / MS));
                check(liar);
                break;

            case IDS_REPEAT:
                repeat();
                break;

            case TIME_OF_THE_FUTURE:
                diff = liar.next(nowNs);
                rig.onFrame(liar.frame(diff, diff.last(), nowNs / MS + TEN_YEARS_MS));
                check(liar);
                break;

            case FRAME_CUT:
                diff = liar.next(nowNs);
                final byte[] frame = liar.frame(diff, diff.last(), nowNs / MS);
                rig.onFrame(Arrays.copyOf(frame, frame.length - 1 - random.nextInt(20)));
                check(liar);
                break;

            case FRAME_CUT_EARLY:
                diff = liar.next(nowNs);
                rig.onFrame(Arrays.copyOf(liar.frame(diff, diff.last(), nowNs / MS), 1 + random.nextInt(10)));
                check(liar);
                break;

            case UPDATE_LOST:
                liar.next(nowNs);
                break;

            case UPDATE_DROPPED:
                liar.next(nowNs);
                rig.loss(rig.bookStream(liar.symbol()).id(), LossCause.RING_FULL);
                check(liar);
                break;

            default:
                rig.cut();
                requests.clear();
                rig.pollResync();
                rig.connect();
                break;
        }
    }

    private void askAnew()
    {
        rig.pipeline().books().resync(rig.bookStream(liar.symbol()).id());
    }

    private void repeat()
    {
        repeating = true;
        final Iterator<Long> times = toldMs.iterator();
        for (final LiarMarket.Diff diff : List.copyOf(told))
        {
            final int events = wrongEvents;
            final int lateEvents = wrongLateEvents;
            rig.onFrame(liar.frame(diff, diff.last(), times.next()));
            check(liar);
            wrongEvents = Math.min(events, wrongEvents); // a copy is no event that could find anything out
            wrongLateEvents = Math.min(lateEvents, wrongLateEvents);
        }
        repeating = false;
    }

    private void answer()
    {
        for (Integer stream = rig.pollResync(); stream != null; stream = rig.pollResync())
        {
            final LiarMarket market = stream == rig.bookStream(liar.symbol()).id() ? liar : witness;
            requests.add(new Request(market, nowNs + REQUEST_NS));
        }
        for (final Request request : List.copyOf(requests))
        {
            if (nowNs - request.dueNs() >= 0)
            {
                requests.remove(request);
                answer(request.market());
            }
        }
    }

    /** Asked for 50 ms ago; made just then, or kept by the venue for as long as it says it may. */
    private void answer(final LiarMarket market)
    {
        final long askedNs = nowNs - 50 * MS;
        final long ageNs = caches && market == liar && lying && bodies == Lie.BODY_CACHED ?
            (long)(random.nextDouble() * Lie.CACHE_NS) : 0;
        final LiarMarket.Moment moment = ageNs == 0 ? market.now() : market.before(askedNs - ageNs);
        final long madeAfterNs = askedNs - (caches ? Lie.CACHE_NS : 0);
        final Lie lie = market == liar && lying ? bodies : null;
        rig.onSnapshot(
            market.symbol(),
            body(lie, moment),
            madeAfterNs,
            lie == Lie.BODY_SHORT ? SHORT : WHOLE);
        check(market);
    }

    private byte[] body(final Lie lie, final LiarMarket.Moment moment)
    {
        if (lie == Lie.BODY_AHEAD)
        {
            return LiarMarket.body(moment, moment.id() + 1_000_000, WHOLE, false);
        }
        if (lie == Lie.BODY_OF_ANOTHER)
        {
            return LiarMarket.body(witness.now(), moment.id(), WHOLE, false);
        }
        return LiarMarket.body(moment, moment.id(), lie == Lie.BODY_SHORT ? SHORT : WHOLE, lie == Lie.BODY_SWAPPED);
    }

    private void check(final LiarMarket market)
    {
        final OrderBook book = rig.pipeline().books().book(rig.bookStream(market.symbol()).id());
        if (market == witness)
        {
            witnessBook = book;
            if (book != null && book.isLive() && market.difference(book) != null)
            {
                throw new AssertionError(name + ": the witness is wrong: " + market.difference(book));
            }
            return;
        }
        liarBook = book;
        if (book == null || !book.isLive())
        {
            wrongEvents = 0;
            passedOver = 0;
            return;
        }
        comparisons++;
        requireMoving(book);
        final String difference = liar.difference(book);
        if (difference == null)
        {
            wrongEvents = 0;
            return;
        }
        if (wrongEvents++ == 0)
        {
            wrongSinceNs = nowNs;
            wrongLateEvents = 0;
        }
        wrongLateEvents += nowNs - wrongSinceNs > ChainWatch.AHEAD_SLACK_NS ? 1 : 0;
        if (!isExcused() && !repeating)
        {
            throw new AssertionError(name + ", lies " + plan + ": LIVE and wrong for " + wrongEvents + " events and " +
                (nowNs - wrongSinceNs) / MS + " ms: " + difference);
        }
    }

    private boolean isExcused()
    {
        for (final Lie lie : plan)
        {
            final boolean heard = lie.isOfBodies() || echoes[lie.ordinal()] > 0;
            if (heard && (lie.spanNs > 0 ? wrongLateEvents : wrongEvents) <= lie.events)
            {
                return true;
            }
        }
        return false;
    }

    private void requireMoving(final OrderBook book)
    {
        passedOver = book.sequence() == lastSequence ? passedOver + 1 : 0;
        lastSequence = book.sequence();
        if (passedOver > FROZEN_LIMIT && !plan.contains(Lie.IDS_REPEAT))
        {
            throw new AssertionError(name + ", lies " + plan + ": LIVE and frozen at " + book.sequence());
        }
    }

    private void requireRight(final String when)
    {
        require(liarBook, liar, when);
        require(witnessBook, witness, when);
    }

    private void require(final OrderBook book, final LiarMarket market, final String when)
    {
        if (book == null || !book.isLive() || book.sequence() != market.id() || market.difference(book) != null)
        {
            throw new AssertionError(name + ", lies " + plan + ": " + when + ": " + market.symbol() + " is " +
                (book == null ? "unknown" : book.state() + " for " + book.reason() + " at " + book.sequence() +
                " and the venue at " + market.id() + ": " + market.difference(book)));
        }
    }

    @Override
    public void close()
    {
        rig.close();
    }
}
