package org.ringtape.bench.system;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.StreamHealth;

/**
 * A strategy that notes what it is told, runs errands on the market thread, and can be held up. Methods that are not
 * callbacks may be called by any thread.
 */
public final class MarketWatch implements Strategy
{
    private static final long TIMER = 1;
    private static final long PERIOD_NS = 5_000_000L;

    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final Set<BookState> bookStates = Collections.synchronizedSet(EnumSet.noneOf(BookState.class));
    private final Set<SessionState> sessionStates = Collections.synchronizedSet(EnumSet.noneOf(SessionState.class));
    private final Map<LossCause, Long> losses = Collections.synchronizedMap(new EnumMap<>(LossCause.class));
    /** By stream name, each in the order in which they were told. */
    private final Map<String, List<HealthReason>> reasons = new ConcurrentHashMap<>();
    private final AtomicLong crossed = new AtomicLong();
    private StrategyContext context;
    /** Writer: the test; what the market thread waits for, or null. */
    private volatile Gate gate;

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
        context.scheduleTimer(TIMER, context.clock().nanoTime());
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        if (book.isLive() && book.isCrossed())
        {
            crossed.incrementAndGet();
        }
        final Gate closed = gate;
        if (closed != null)
        {
            closed.pass();
        }
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        bookStates.add(book.state());
    }

    @Override
    public void onStreamHealth(final StreamHealth stream, final HealthReason previous)
    {
        reasons.computeIfAbsent(
            context.streams().stream(stream.streamId()).name(), (name) -> new CopyOnWriteArrayList<>())
            .add(stream.reason());
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        sessionStates.add(status.state());
    }

    @Override
    public void onLoss(final Loss loss)
    {
        losses.merge(loss.cause(), 1L, Long::sum);
    }

    @Override
    public void onTimer(final long timerId, final long nowNs)
    {
        runErrands();
        context.scheduleTimer(TIMER, nowNs + PERIOD_NS);
    }

    @Override
    public void onIdle(final long nowNs)
    {
        runErrands();
    }

    private void runErrands()
    {
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll())
        {
            errand.run();
        }
    }

    /** Has books looked at by the thread that owns them. */
    public <T> CompletableFuture<T> ask(final Function<StrategyContext, T> question)
    {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        errands.add(() -> answer.complete(question.apply(context)));
        return answer;
    }

    /** Holds the market thread up at its next book, until the gate is opened. */
    Gate holdUp()
    {
        gate = new Gate();
        return gate;
    }

    Set<BookState> bookStates()
    {
        return bookStates;
    }

    public Set<SessionState> sessionStates()
    {
        return sessionStates;
    }

    public long losses(final LossCause cause)
    {
        return losses.getOrDefault(cause, 0L);
    }

    /** What streams were not current for, and when they were again, since {@link #forgetReasons}; by stream name. */
    public Map<String, List<HealthReason>> reasons()
    {
        return Map.copyOf(reasons);
    }

    public void forgetReasons()
    {
        reasons.clear();
    }

    /** How often a live book was crossed. */
    public long crossed()
    {
        return crossed.get();
    }

    /** Where a strategy stands that does not return, deaf to interrupts. */
    static final class Gate
    {
        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);

        private void pass()
        {
            reached.countDown();
            while (opened.getCount() > 0)
            {
                try
                {
                    opened.await();
                }
                catch (final InterruptedException e)
                {
                    continue; // the worst of hosts: it does not even hear that it is to stop
                }
            }
        }

        boolean isReached()
        {
            return reached.getCount() == 0;
        }

        void open()
        {
            opened.countDown();
        }
    }
}
