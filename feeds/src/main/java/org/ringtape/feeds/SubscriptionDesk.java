package org.ringtape.feeds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.RequestOutcome.Kind;
import org.ringtape.engine.event.control.RequestOutcome.Result;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Who wants which stream while the feeds run, and what became of each request. One subscription serves all who asked
 * for a stream; it ends with the last of them.
 * <pre>
 *             first asks            venue confirms              last leaves             venue answers
 *  (nobody) ─────────────► ASKED ──────────────────► HELD ──────────────────► LEAVING ───────────────► (nobody)
 *                            │ refused, or no answer in time: all askers are told
 *                            └────────────────────────────────────────────────────────────────────────► (nobody)
 * </pre>
 * Whoever asks for a stream that is LEAVING waits until it has left. Each request has exactly one outcome, also if its
 * session ends, or the feeds do. Conductor thread.
 */
final class SubscriptionDesk implements FeedTask
{
    /** Requests whose outcome is open; one more is {@link Result#THROTTLED}. */
    static final int MAX_OPEN = 8_192;
    /** Longest time until an outcome: connecting, asking and answering fit in several times. */
    static final long OUTCOME_NS = 60_000_000_000L;

    /** What the desk needs of the feeds. */
    interface Surroundings
    {
        /**
         * The name by which a stream is subscribed to.
         *
         * @throws UnknownStreamException if there is no such venue or stream
         */
        String nameOf(int venueId, String stream) throws UnknownStreamException;

        /**
         * Finds or opens a session that takes a stream, and adds it there.
         *
         * @throws UnknownStreamException if there is no such venue or stream
         * @throws IllegalStateException  if there is no room, or other feeds have it
         */
        FeedConductor.Route open(int venueId, String stream) throws UnknownStreamException;

        /** A subscription has ended and nobody wants it: gives back what it held. */
        void closed(FeedConductor.Route route);

        /** Wants the book of a stream built anew; false if too many such wishes wait. */
        boolean resync(int streamId);
    }

    /** There is no such venue, symbol or stream. */
    static final class UnknownStreamException extends Exception
    {
        private static final long serialVersionUID = 1L;

        UnknownStreamException(final String message)
        {
            super(message);
        }
    }

    private enum Stage
    {
        ASKED,
        HELD,
        LEAVING
    }

    /** Somebody who waits for an outcome. */
    private record Asker(long requestId, Kind kind, long deadlineNs)
    {
    }

    private record Key(int venueId, String stream)
    {
    }

    /** A stream that somebody wants, or wanted. */
    private static final class Held
    {
        private final FeedConductor.Route route;
        private final Deque<Asker> askers = new ArrayDeque<>();
        private final Deque<Asker> behind = new ArrayDeque<>();
        private Stage stage = Stage.ASKED;
        private int count;

        Held(final FeedConductor.Route route)
        {
            this.route = route;
        }
    }

    private final ConductorEvents events;
    private final SessionIdentity conductor;
    private final Surroundings surroundings;
    private final Map<Key, Held> held = new HashMap<>();
    private int open;
    private boolean closed;

    SubscriptionDesk(
        final ConductorEvents events, final SessionIdentity conductor, final Surroundings surroundings)
    {
        this.events = events;
        this.conductor = conductor;
        this.surroundings = surroundings;
    }

    /** A stream that the feeds were launched with: it has one who wants it. */
    void launchedWith(final int venueId, final FeedConductor.Route route)
    {
        final Held stream = new Held(route);
        stream.count = 1;
        held.put(new Key(venueId, route.subscription().stream().name()), stream);
    }

    /** Somebody asks for something. */
    void onRequest(
        final long requestId, final Kind kind, final int venueId, final String name, final long nowNs)
    {
        final Key key = keyOf(venueId, name);
        final Held stream = held.get(key);
        final Asker asker = new Asker(requestId, kind, nowNs + OUTCOME_NS);
        if (closed)
        {
            tell(asker, stream, Result.OVERTAKEN, 0, "the feeds are closed");
        }
        else if (open >= MAX_OPEN && kind != Kind.RESYNC)
        {
            tell(asker, stream, Result.THROTTLED, 0, MAX_OPEN + " requests wait for their outcome");
        }
        else
        {
            switch (kind)
            {
                case SUBSCRIBE:
                    subscribe(key, stream, asker);
                    break;

                case UNSUBSCRIBE:
                    unsubscribe(key, stream, asker);
                    break;

                default:
                    resync(stream, asker);
                    break;
            }
        }
    }

    /** A stream may have several spellings; the one that it is subscribed to by counts. */
    private Key keyOf(final int venueId, final String name)
    {
        final Key asSaid = new Key(venueId, name);
        if (held.containsKey(asSaid))
        {
            return asSaid;
        }
        try
        {
            return new Key(venueId, surroundings.nameOf(venueId, name));
        }
        catch (final UnknownStreamException e)
        {
            return asSaid; // whoever opens it is told
        }
    }

    private void subscribe(final Key key, final Held stream, final Asker asker)
    {
        if (stream == null)
        {
            open(key, asker);
            return;
        }
        switch (stream.stage)
        {
            case HELD:
                stream.count++;
                tell(asker, stream, Result.SHARED, 0, "");
                break;

            case ASKED:
                stream.count++;
                await(stream.askers, asker);
                break;

            default:
                await(stream.behind, asker);
                break;
        }
    }

    private void open(final Key key, final Asker asker)
    {
        try
        {
            final Held opened = new Held(surroundings.open(key.venueId(), key.stream()));
            opened.count = 1;
            await(opened.askers, asker);
            held.put(key, opened);
        }
        catch (final UnknownStreamException e)
        {
            tell(asker, null, Result.UNKNOWN, 0, e.getMessage());
        }
        catch (final IllegalStateException e)
        {
            tell(asker, null, Result.REFUSED, 0, e.getMessage());
        }
    }

    private void unsubscribe(final Key key, final Held stream, final Asker asker)
    {
        if (stream == null || stream.stage == Stage.LEAVING && stream.behind.isEmpty())
        {
            tell(asker, stream, Result.UNKNOWN, 0, "nobody has subscribed to " + key.stream());
        }
        else if (stream.stage == Stage.LEAVING)
        {
            settle(stream, stream.behind.removeLast(), Result.OVERTAKEN, 0, "unsubscribed before it was asked for");
            tell(asker, stream, Result.GRANTED, 0, "");
        }
        else if (stream.count > 1)
        {
            stream.count--;
            if (stream.stage == Stage.ASKED && stream.askers.size() > stream.count)
            {
                settle(stream, stream.askers.removeLast(), Result.OVERTAKEN, 0, "unsubscribed before it was granted");
            }
            tell(asker, stream, Result.SHARED, 0, "");
        }
        else
        {
            stream.count = 0;
            settleAll(stream, stream.askers, Result.OVERTAKEN, 0, "unsubscribed before it was granted");
            stream.stage = Stage.LEAVING;
            await(stream.askers, asker);
            stream.route.session().subscriptions().leave(stream.route.subscription());
        }
    }

    private void resync(final Held stream, final Asker asker)
    {
        if (stream == null || stream.stage == Stage.LEAVING)
        {
            tell(asker, stream, Result.UNKNOWN, 0, "nobody has subscribed to it");
        }
        else if (!stream.route.subscription().needsSnapshot())
        {
            tell(asker, stream, Result.REFUSED, 0, "it has no book that starts from a snapshot");
        }
        else if (surroundings.resync(stream.route.subscription().stream().id()))
        {
            tell(asker, stream, Result.GRANTED, 0, "");
        }
        else
        {
            tell(asker, stream, Result.THROTTLED, 0, "too many such wishes wait");
        }
    }

    @Override
    public int poll(final long nowNs)
    {
        if (open == 0)
        {
            return 0;
        }
        int work = 0;
        final List<Map.Entry<Key, Held>> again = new ArrayList<>();
        for (final Iterator<Map.Entry<Key, Held>> all = held.entrySet().iterator(); all.hasNext();)
        {
            final Map.Entry<Key, Held> entry = all.next();
            final Held stream = entry.getValue();
            if (!stream.askers.isEmpty() && look(stream, nowNs))
            {
                work++;
                if (stream.stage != Stage.HELD)
                {
                    surroundings.closed(stream.route);
                    all.remove();
                    if (!stream.behind.isEmpty())
                    {
                        again.add(entry);
                    }
                }
            }
        }
        again.forEach((entry) -> askAgain(entry.getKey(), entry.getValue()));
        return work;
    }

    /** Those who waited until the stream had left ask for it now. */
    private void askAgain(final Key key, final Held left)
    {
        Asker asker;
        while ((asker = left.behind.poll()) != null)
        {
            open--;
            subscribe(key, held.get(key), asker);
        }
    }

    /** True if the stream's stage is over: it is HELD now, or gone. */
    private boolean look(final Held stream, final long nowNs)
    {
        return stream.stage == Stage.LEAVING ? lookAtLeaving(stream, nowNs) : lookAtAsked(stream, nowNs);
    }

    private boolean lookAtAsked(final Held stream, final long nowNs)
    {
        final Subscription subscription = stream.route.subscription();
        final LastError error = subscription.lastError();
        final int told = stream.askers.size();
        switch (subscription.state())
        {
            case CONFIRMED:
                stream.stage = Stage.HELD;
                settleAll(stream, stream.askers, Result.GRANTED, 0, "");
                return true;

            case REFUSED:
                settleAll(stream, stream.askers, Result.REFUSED, error.status(), error.text());
                return end(stream, told);

            case ENDED:
                settleAll(stream, stream.askers, Result.REFUSED, 0, "the life of its instrument is over");
                return end(stream, told);

            default:
                break;
        }
        final VenueSession session = stream.route.session();
        if (session.state().isFinal())
        {
            settleAll(stream, stream.askers, Result.REFUSED, session.lastError().status(),
                "its session has ended: " + session.lastError().text());
            return end(stream, told);
        }
        if (nowNs - stream.askers.peek().deadlineNs() >= 0)
        {
            settleAll(stream, stream.askers, Result.TIMED_OUT, 0, "no answer in time");
            return end(stream, told);
        }
        return false;
    }

    private boolean lookAtLeaving(final Held stream, final long nowNs)
    {
        final Subscription subscription = stream.route.subscription();
        final boolean gone = stream.route.session().state().isFinal();
        if (!gone && subscription.state() != Subscription.State.ENDED &&
            nowNs - stream.askers.peek().deadlineNs() < 0)
        {
            return false;
        }
        switch (subscription.leave())
        {
            case REFUSED:
                settleAll(stream, stream.askers, Result.REFUSED, 0, "the venue refuses to end it");
                break;

            case UNANSWERED:
                settleAll(stream, stream.askers, Result.TIMED_OUT, 0, "no answer in time");
                break;

            default:
                settleAll(stream, stream.askers, gone || subscription.state() == Subscription.State.ENDED ?
                    Result.GRANTED : Result.TIMED_OUT, 0, "");
                break;
        }
        return true;
    }

    /** Those who have just been told have nothing of it; true if nobody else wants it, and it is given back. */
    private static boolean end(final Held stream, final int told)
    {
        stream.count -= told;
        if (stream.count > 0)
        {
            return false; // the feeds were launched with it: it is asked for again, as it would have been
        }
        stream.stage = Stage.LEAVING;
        stream.route.session().subscriptions().leave(stream.route.subscription());
        return true;
    }

    /** No outcome will come any more: everybody who waits is told so. */
    void close()
    {
        closed = true;
        held.values().forEach((stream) ->
        {
            settleAll(stream, stream.askers, Result.OVERTAKEN, 0, "the feeds are closed");
            settleAll(stream, stream.behind, Result.OVERTAKEN, 0, "the feeds are closed");
        });
    }

    private void await(final Deque<Asker> askers, final Asker asker)
    {
        open++;
        askers.add(asker);
    }

    private void settleAll(
        final Held stream, final Deque<Asker> askers, final Result result, final int code, final String text)
    {
        while (!askers.isEmpty())
        {
            settle(stream, askers.remove(), result, code, text);
        }
    }

    private void settle(
        final Held stream, final Asker asker, final Result result, final int code, final String text)
    {
        open--;
        tell(asker, stream, result, code, text);
    }

    private void tell(final Asker asker, final Held stream, final Result result, final int code, final String text)
    {
        final boolean known = stream != null;
        events.requestOutcome(
            known ? stream.route.session().identity() : conductor,
            known ? stream.route.session().epoch() : 0,
            known ? stream.route.subscription().stream().id() : EventLayout.NO_ID,
            asker.requestId(), asker.kind(), result, code, text);
    }
}
