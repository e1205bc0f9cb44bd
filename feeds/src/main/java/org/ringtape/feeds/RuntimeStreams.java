package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Streams that come and go while the feeds run: each goes to a session that has room for it, or opens one; a session
 * that has had nothing to receive for {@link #EMPTY_NS} is closed. Conductor thread.
 */
final class RuntimeStreams implements SubscriptionDesk.Surroundings, FeedTask
{
    /** Long enough that a stream which is wanted again soon costs no connection. */
    static final long EMPTY_NS = 5_000_000_000L;

    private final MarketPipeline pipeline;
    private final List<VenueFeed> feeds;
    private final FeedSessions sessions;
    private final FeedConductor conductor;
    /** Sessions with nothing to receive, and since when. */
    private final Map<VenueSession, Long> empty = new IdentityHashMap<>();

    RuntimeStreams(
        final MarketPipeline pipeline,
        final List<VenueFeed> feeds,
        final FeedSessions sessions,
        final FeedConductor conductor)
    {
        this.pipeline = pipeline;
        this.feeds = feeds;
        this.sessions = sessions;
        this.conductor = conductor;
    }

    @Override
    public String nameOf(final int venueId, final String stream) throws SubscriptionDesk.UnknownStreamException
    {
        return only(feedOf(venueId, stream), stream).streams().get(0).name();
    }

    @Override
    public FeedConductor.Route open(final int venueId, final String stream)
        throws SubscriptionDesk.UnknownStreamException
    {
        final VenueFeed feed = feedOf(venueId, stream);
        final VenueFeed.Endpoint endpoint = only(feed, stream);
        final FeedConductor.Route route = sessions.add(feed, endpoint, withRoom(venueId, endpoint.protocol()));
        empty.remove(route.session());
        return route;
    }

    private VenueFeed feedOf(final int venueId, final String stream) throws SubscriptionDesk.UnknownStreamException
    {
        for (final VenueFeed feed : feeds)
        {
            if (feed.venue().id() == venueId && feed.others() != null)
            {
                try
                {
                    return feed.others().of(stream);
                }
                catch (final IllegalArgumentException e)
                {
                    throw new SubscriptionDesk.UnknownStreamException(e.getMessage());
                }
            }
        }
        throw new SubscriptionDesk.UnknownStreamException("no feed takes streams of venue " + venueId +
            " while it runs; those that do: " + feeds.stream().filter((feed) -> feed.others() != null)
            .map((feed) -> feed.venue().label() + " (" + feed.venue().id() + ")").distinct()
            .collect(Collectors.joining(", ")));
    }

    private static VenueFeed.Endpoint only(final VenueFeed feed, final String stream)
        throws SubscriptionDesk.UnknownStreamException
    {
        if (feed.streams().size() != 1)
        {
            throw new SubscriptionDesk.UnknownStreamException("not the name of one stream: " + stream);
        }
        return feed.endpoints().get(0);
    }

    private VenueSession withRoom(final int venueId, final VenueProtocol protocol)
    {
        for (final VenueSession session : sessions.sessions())
        {
            if (session.identity().venueId() == venueId && takesMore(session) && session.protocol().takes(protocol) &&
                session.subscriptions().alive() < session.protocol().limits().streamsPerConnection())
            {
                return session;
            }
        }
        return null;
    }

    private static boolean takesMore(final VenueSession session)
    {
        return !session.state().isFinal() && session.state() != SessionState.DRAINING;
    }

    @Override
    public void closed(final FeedConductor.Route route)
    {
        route.session().subscriptions().remove(route.subscription());
        conductor.remove(route);
        sessions.letGo(route);
        retireWhatItBrought(route.session().protocol(), route.subscription());
        if (route.session().subscriptions().all().isEmpty())
        {
            empty.put(route.session(), conductor.nowNs());
        }
    }

    /** Streams that receivers have registered for a name with wildcards, and nobody has asked for. */
    private void retireWhatItBrought(final VenueProtocol protocol, final Subscription wildcard)
    {
        final String name = wildcard.stream().name();
        if (protocol.isWildcard(name))
        {
            final List<StreamDefinition> brought = new ArrayList<>();
            pipeline.streams().forEach((stream) ->
            {
                if (stream.venueId() == wildcard.stream().venueId() && protocol.brings(name, stream.name()))
                {
                    brought.add(stream);
                }
            });
            brought.forEach((stream) -> pipeline.names().retire(stream, RetirementReason.UNSUBSCRIBED));
        }
    }

    @Override
    public boolean resync(final int streamId)
    {
        return pipeline.commands().resync(streamId);
    }

    @Override
    public int poll(final long nowNs)
    {
        if (empty.isEmpty())
        {
            return 0;
        }
        int work = 0;
        for (final VenueSession session : List.copyOf(empty.keySet()))
        {
            if (session.state().isFinal())
            {
                empty.remove(session);
                conductor.remove(session);
                sessions.remove(session);
                work++;
            }
            else if (nowNs - empty.get(session) >= EMPTY_NS)
            {
                session.close(nowNs);
            }
        }
        return work;
    }
}
