package org.ringtape.feeds.subscription;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongPredicate;

import org.ringtape.codecs.sink.ControlSink;

/**
 * The requests of one connection that an answer may still be to, in the order of sending: those that wait for one, and
 * for a while those that no longer do. Conductor thread only.
 */
final class OpenRequests
{
    private final Deque<Request> waiting = new ArrayDeque<>();
    /** Given up; an answer that comes late may be to one of them. */
    private final Deque<Request> late = new ArrayDeque<>();

    /** A request, and until when it is what it is. */
    private record Request(long id, long untilNs)
    {
    }

    void clear()
    {
        waiting.clear();
        late.clear();
    }

    void add(final long id, final long deadlineNs)
    {
        waiting.add(new Request(id, deadlineNs));
    }

    /** How many wait for an answer. */
    int waiting()
    {
        return waiting.size();
    }

    boolean isEmpty()
    {
        return waiting.isEmpty() && late.isEmpty();
    }

    void answered(final long id)
    {
        waiting.removeIf((request) -> request.id() == id);
        late.removeIf((request) -> request.id() == id);
    }

    /** Those whose time is over are late, until another time. */
    void expire(final long nowNs, final long lateUntilNs)
    {
        late.removeIf((request) -> nowNs - request.untilNs() >= 0);
        waiting.removeIf((request) ->
        {
            final boolean isOver = nowNs - request.untilNs() >= 0;
            if (isOver)
            {
                late.add(new Request(request.id(), lateUntilNs));
            }
            return isOver;
        });
    }

    /** The only one that an answer could be to; {@link ControlSink#NO_REQUEST} if it could be to several or none. */
    long only()
    {
        return late.isEmpty() && waiting.size() == 1 ? waiting.element().id() : ControlSink.NO_REQUEST;
    }

    /** The oldest that waits; {@link ControlSink#NO_REQUEST} if none does. */
    long oldestWaiting()
    {
        return waiting.isEmpty() ? ControlSink.NO_REQUEST : waiting.element().id();
    }

    /** The oldest that passes; {@link ControlSink#NO_REQUEST} if none does. */
    long oldest(final LongPredicate passes)
    {
        for (final Request request : late)
        {
            if (passes.test(request.id()))
            {
                return request.id();
            }
        }
        for (final Request request : waiting)
        {
            if (passes.test(request.id()))
            {
                return request.id();
            }
        }
        return ControlSink.NO_REQUEST;
    }
}
