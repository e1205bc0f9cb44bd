package org.ringtape.feeds.session.receive;

import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.ControlSink;

/**
 * What a receiver has to tell its session, oldest first, up to a bound: a venue may say more than the conductor has
 * time for. Beyond the bound signals are counted and let go, and the session hears once, after what waits, that it has
 * not heard everything; the end of a connection is never let go. Receivers write, the conductor reads.
 */
public final class SignalQueue
{
    /** Signals that may wait: a conductor that rests for a second, and a venue that answers a thousand times in it. */
    public static final int CAPACITY = 1_024;

    private final ManyToOneConcurrentArrayQueue<SessionSignal> signals = new ManyToOneConcurrentArrayQueue<>(CAPACITY);
    private final AtomicCounter dropped;
    /** End of the newest connection that has ended; null once read. Writers: receivers; the conductor takes it. */
    private final AtomicReference<SessionSignal> end = new AtomicReference<>();
    /** Newest connection of which a signal was let go; 0 if none. Writer: receivers. */
    private volatile int overflowed;
    /** The last of those that was told. Conductor only. */
    private int told;

    SignalQueue(final AtomicCounter dropped)
    {
        this.dropped = dropped;
    }

    /** Tells something other than the end. Receiver thread. */
    void offer(final SessionSignal signal)
    {
        if (!signals.offer(signal))
        {
            dropped.increment();
            overflowed = signal.attempt();
        }
    }

    /** Tells the end of a connection, behind all else. Receiver thread. */
    void end(final SessionSignal signal)
    {
        end.set(signal);
    }

    /** The oldest signal; null if there is none. Conductor thread. */
    SessionSignal poll()
    {
        final SessionSignal last = end.get(); // read first: whatever came before it is then in the queue
        final SessionSignal signal = signals.poll();
        if (signal != null)
        {
            return signal;
        }
        final int lost = overflowed;
        if (lost != told)
        {
            told = lost;
            return new SessionSignal(SessionSignal.Kind.OVERFLOWED, lost, 0, ControlSink.NO_REQUEST, "");
        }
        return last != null && end.compareAndSet(last, null) ? last : null;
    }
}
