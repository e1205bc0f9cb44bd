package org.ringtape.feeds;

import java.util.List;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * Everything wanted from one venue.
 *
 * @param venue    which
 * @param protocol what it speaks and where
 * @param streams  what to subscribe to
 */
public record VenueFeed(Venue venue, VenueProtocol protocol, List<Stream> streams)
{
    /**
     * One stream of the venue.
     *
     * @param name          the venue's text for it
     * @param symbol        venue's symbol of its instrument, null if it carries several
     * @param rule          how its events must join
     * @param needsSnapshot whether its book starts from a snapshot
     */
    public record Stream(String name, String symbol, ContinuityRule rule, boolean needsSnapshot)
    {
    }

    /** Keeps its own copy of the streams. */
    public VenueFeed
    {
        streams = List.copyOf(streams);
    }
}
