package org.ringtape.feeds.session;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * Who a session is, on one of its lines: what its events carry.
 *
 * @param venueId   number of its venue
 * @param sessionId number of the session in its pipeline
 * @param lineId    number of the line in its session, 0 to 255
 * @param name      for a person, such as {@code binance-usdm/1}
 */
public record SessionIdentity(int venueId, int sessionId, int lineId, String name)
{
    /** On the session's first line. */
    public SessionIdentity(final int venueId, final int sessionId, final String name)
    {
        this(venueId, sessionId, 0, name);
    }

    /** A way into a pipeline's ring for one thread of this session, which counts what it drops and publishes. */
    public EventPublication newPublication(final MarketPipeline pipeline)
    {
        return new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            venueId,
            sessionId,
            counter(pipeline.counters(), PipelineCounter.FRAMES_DROPPED),
            counter(pipeline.counters(), PipelineCounter.EVENTS_PUBLISHED)).line(lineId);
    }

    /** This session's counter of a kind. */
    public AtomicCounter counter(final CounterSet counters, final PipelineCounter kind)
    {
        return counters.counter(kind, sessionId, name);
    }
}
