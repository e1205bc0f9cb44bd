package org.ringtape.feeds.session;

import java.net.URI;
import java.util.random.RandomGenerator;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.rest.HttpFetcher;

/**
 * What a task may use. Everything here belongs to the conductor's thread; the stage is shared by all that the conductor
 * publishes, so a task fills and publishes it within one call of {@link FeedTask#poll}.
 *
 * @param session     whose events it publishes
 * @param pipeline    instruments, streams and counters
 * @param stage       to fill by way of the sink
 * @param publication of the conductor; {@link EventPublication#offer} leaves the stage as it is if there is no room
 * @param sink        stages as the session
 * @param fetcher     for REST, within the pace of the host
 * @param paces       of all hosts
 * @param random      for jitter
 */
public record FeedTaskContext(
    VenueSession session,
    MarketPipeline pipeline,
    EventStage stage,
    EventPublication publication,
    StagingSink sink,
    HttpFetcher fetcher,
    HostPaces paces,
    RandomGenerator random)
{
    /** The pace of the host that a URI names: asked before each request, and told of each refusal. */
    public HostPace pace(final URI uri)
    {
        return paces.of(session.identity().venueId(), uri);
    }
}
