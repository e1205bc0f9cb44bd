package org.ringtape.engine;

import java.util.concurrent.TimeUnit;

import org.agrona.DeadlineTimerWheel;
import org.agrona.LangUtil;
import org.agrona.collections.Long2LongHashMap;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;

/**
 * Timers of the strategy. One that is due is published as an event and fires when that event is handled, so a replay
 * of the ring repeats it; if the ring has no room it stays and is tried again. Market thread only.
 */
final class TimerQueue
{
    private static final long TICK_NS = 1 << 20;
    private static final int TICKS_PER_WHEEL = 1024;
    private static final int MAX_FIRED_A_CYCLE = 64;
    private static final long NONE = Long.MIN_VALUE;

    private final DeadlineTimerWheel wheel;
    private final Long2LongHashMap wheelIds = new Long2LongHashMap(NONE);
    private final Long2LongHashMap timerIds = new Long2LongHashMap(NONE);
    private final Long2LongHashMap deadlines = new Long2LongHashMap(NONE);
    private final EventStage stage;
    private final EventPublication publication;
    private final TimerEvent event = new TimerEvent();
    /** The ring had no room for a timer that was due. */
    private boolean blocked;
    /** What the clock threw while a timer was published; null if nothing. */
    private Throwable failure;
    private final DeadlineTimerWheel.TimerHandler expiry = (unit, nowNs, wheelId) -> fire(wheelId, nowNs);

    TimerQueue(final long startNs, final EventStage stage, final EventPublication publication)
    {
        this.stage = stage;
        this.publication = publication;
        wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, startNs, TICK_NS, TICKS_PER_WHEEL);
    }

    void schedule(final long timerId, final long wantedNs)
    {
        if (timerId == NONE)
        {
            throw new IllegalArgumentException("timerId must not be Long.MIN_VALUE");
        }
        cancel(timerId);
        final long deadlineNs = Math.max(0L, Math.min(wantedNs, DeadlineTimerWheel.NULL_DEADLINE - 1));
        final long wheelId = wheel.scheduleTimer(deadlineNs);
        wheelIds.put(timerId, wheelId);
        timerIds.put(wheelId, timerId);
        deadlines.put(timerId, deadlineNs);
    }

    boolean cancel(final long timerId)
    {
        final long wheelId = wheelIds.remove(timerId);
        if (wheelId == NONE)
        {
            return false;
        }
        timerIds.remove(wheelId);
        deadlines.remove(timerId);
        return wheel.cancelTimer(wheelId);
    }

    /**
     * Publishes timers that are due. A wheel looks at one tick a call, so the ticks since the last call are gone
     * through one by one; after a whole turn every timer has been looked at. What a clock throws comes through when
     * the wheel is done, and the timer stays.
     */
    int poll(final long nowNs)
    {
        final int fired = pollWheel(nowNs);
        if (failure != null)
        {
            final Throwable thrown = failure;
            failure = null;
            LangUtil.rethrowUnchecked(thrown);
        }
        return fired;
    }

    private int pollWheel(final long nowNs)
    {
        int fired = 0;
        int ticks = 0;
        blocked = false;
        while (wheel.timerCount() > 0 && fired < MAX_FIRED_A_CYCLE && !blocked)
        {
            final long tickNs = wheel.currentTickTime();
            fired += wheel.poll(nowNs, expiry, MAX_FIRED_A_CYCLE - fired);
            if (wheel.currentTickTime() == tickNs)
            {
                return fired; // the present tick, whose time is not over
            }
            if (++ticks == TICKS_PER_WHEEL)
            {
                break;
            }
        }
        if (!blocked && fired < MAX_FIRED_A_CYCLE)
        {
            wheel.currentTickTime(nowNs);
        }
        return fired;
    }

    private boolean fire(final long wheelId, final long nowNs)
    {
        final long timerId = timerIds.get(wheelId);
        stage.reset();
        stage.append(event, EventType.TIMER, TimerEvent.LENGTH);
        event.timer(timerId, deadlines.get(timerId));
        event.receiveTimeNs(nowNs);
        if (!offer())
        {
            blocked = true;
            return false;
        }
        timerIds.remove(wheelId);
        wheelIds.remove(timerId);
        deadlines.remove(timerId);
        return true;
    }

    /** Thrown through the wheel, it would forget the timer. */
    private boolean offer()
    {
        try
        {
            return publication.offer(stage);
        }
        catch (final Throwable thrown)
        {
            failure = thrown;
            return false;
        }
    }
}
