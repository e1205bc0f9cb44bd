package org.ringtape.feeds.vatic;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.WindowStatus;

/**
 * The present window of one subscription, from its begin until its price is known or asked for.
 * <pre>
 *            ┌──────── price by the socket ────────► SETTLED ◄─┐
 * BEGUN ─► DUE ──────────────────────────────────────┘         │ frames were dropped: price in doubt
 *            └─ overdue: says so (an error by the socket did) ─► ASKED ◄── overdue ── LOST ◄┘
 * </pre>
 * Conductor thread.
 */
final class WindowWatch
{
    private enum State
    {
        BEGUN, DUE, ASKED, SETTLED, LOST
    }

    private final WatchedTarget target;
    private final WindowLog log;
    private final TargetPublisher publisher;
    private final TargetLoader loader;
    private final AtomicCounter overdue;
    private final long overdueNs;
    private State state = State.SETTLED;
    private long startNs = DecimalRow.ABSENT;
    private long endNs = DecimalRow.ABSENT;
    private long deadlineNs;

    WindowWatch(
        final WatchedTarget target,
        final WindowLog log,
        final TargetPublisher publisher,
        final TargetLoader loader,
        final AtomicCounter overdue,
        final long overdueNs)
    {
        this.target = target;
        this.log = log;
        this.publisher = publisher;
        this.loader = loader;
        this.overdue = overdue;
        this.overdueNs = overdueNs;
    }

    int poll(final long nowNs)
    {
        if (startNs == DecimalRow.ABSENT)
        {
            beginMidway(nowNs);
        }
        while (endNs != DecimalRow.ABSENT && nowNs - endNs >= 0)
        {
            next();
        }
        switch (state)
        {
            case BEGUN:
                return announce(nowNs);
            case DUE:
                return waitForPrice(nowNs);
            case LOST:
                return nowNs - deadlineNs >= 0 ? ask(true, nowNs) : 0;
            default:
                return 0;
        }
    }

    /** Frames were dropped, and nobody knows which windows they told of: what the socket said does not count. */
    void distrustSocket(final long nowNs)
    {
        if (startNs != DecimalRow.ABSENT && socketStatus() != WindowStatus.DUE && !loader.isOrdered(target, startNs))
        {
            state = State.LOST;
            deadlineNs = Math.max(nowNs, startNs + overdueNs);
        }
    }

    /** The venue sends the price of a window that has begun when we subscribe: it has its time from now on. */
    private void beginMidway(final long nowNs)
    {
        startNs = VaticCalendar.INSTANCE.startNs(target.interval(), nowNs);
        if (startNs != DecimalRow.ABSENT)
        {
            endNs = VaticCalendar.INSTANCE.endNs(target.interval(), startNs);
            deadlineNs = nowNs + overdueNs;
            state = State.BEGUN;
        }
    }

    /** A window that ended before anybody looked at it again was overdue as well, though nobody was told in time. */
    private void next()
    {
        if ((state == State.BEGUN || state == State.DUE) && socketStatus() == WindowStatus.DUE)
        {
            overdue.incrementOrdered();
        }
        startNs = endNs;
        endNs = VaticCalendar.INSTANCE.endNs(target.interval(), startNs);
        deadlineNs = startNs + overdueNs;
        state = State.BEGUN;
    }

    private int announce(final long nowNs)
    {
        final WindowStatus said = socketStatus();
        if (said == WindowStatus.OPEN)
        {
            state = State.SETTLED;
            return 1;
        }
        if (said == WindowStatus.DUE && !publisher.publish(target, startNs, WindowStatus.DUE, "", nowNs))
        {
            return 0;
        }
        state = State.DUE;
        return 1;
    }

    private int waitForPrice(final long nowNs)
    {
        final WindowStatus said = socketStatus();
        if (said == WindowStatus.OPEN)
        {
            state = State.SETTLED;
            return 1;
        }
        if (nowNs - deadlineNs < 0)
        {
            return 0;
        }
        if (said == WindowStatus.DUE)
        {
            if (!publisher.publish(target, startNs, WindowStatus.OVERDUE, "", nowNs))
            {
                return 0;
            }
            overdue.incrementOrdered();
        }
        return ask(false, nowNs);
    }

    private int ask(final boolean lost, final long nowNs)
    {
        loader.order(target, startNs, lost, nowNs);
        state = State.ASKED;
        return 1;
    }

    private WindowStatus socketStatus()
    {
        return log.statusOf(target.assetIndex(), target.interval(), startNs);
    }
}
