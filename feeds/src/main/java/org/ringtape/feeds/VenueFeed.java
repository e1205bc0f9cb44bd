package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.venue.Venue;

/**
 * Everything wanted from one venue.
 *
 * @param venue       which
 * @param endpoints   where, each with what is subscribed to there
 * @param receivePath how its sessions receive
 * @param others      makes the same feed of another stream, for subscriptions while it runs; null if there are none
 */
public record VenueFeed(Venue venue, List<Endpoint> endpoints, ReceivePath receivePath, StreamMaker others)
{
    /** Makes a feed of one stream, with the settings of another feed of the venue. */
    @FunctionalInterface
    public interface StreamMaker
    {
        /**
         * The feed of one stream.
         *
         * @param stream in the spelling of the venue's package
         * @throws IllegalArgumentException if there is no such stream
         */
        VenueFeed of(String stream);
    }

    /**
     * One address of the venue. More streams than a connection may carry are spread over several.
     *
     * @param protocol what it speaks and where
     * @param streams  what to subscribe to
     */
    public record Endpoint(VenueProtocol protocol, List<Stream> streams)
    {
        /** Keeps its own copy of the streams. */
        public Endpoint
        {
            streams = List.copyOf(streams);
        }
    }

    /**
     * One stream of the venue.
     *
     * @param name          the venue's text for it
     * @param symbol        venue's symbol of its instrument, null if it carries several
     * @param rule          how its events must join
     * @param needsSnapshot whether its book starts from a snapshot
     * @param silenceNs     longest silence of the stream, beyond which it is said to be silent though its connection
     *                      lives; 0 if it may be quiet for any time
     */
    public record Stream(String name, String symbol, ContinuityRule rule, boolean needsSnapshot, long silenceNs)
    {
        /** A stream that may be quiet for any time. */
        public Stream(final String name, final String symbol, final ContinuityRule rule, final boolean needsSnapshot)
        {
            this(name, symbol, rule, needsSnapshot, 0L);
        }
    }

    /** Keeps its own copy of the endpoints. */
    public VenueFeed
    {
        endpoints = List.copyOf(endpoints);
        Objects.requireNonNull(receivePath, "receivePath");
    }

    /** A feed whose streams stay what they are. */
    public VenueFeed(final Venue venue, final List<Endpoint> endpoints, final ReceivePath receivePath)
    {
        this(venue, endpoints, receivePath, null);
    }

    /** A feed that receives in the usual way. */
    public VenueFeed(final Venue venue, final List<Endpoint> endpoints)
    {
        this(venue, endpoints, ReceivePath.DEFAULT);
    }

    /** A feed from one address. */
    public VenueFeed(final Venue venue, final VenueProtocol protocol, final List<Stream> streams)
    {
        this(venue, List.of(new Endpoint(protocol, streams)));
    }

    /** The streams of all endpoints. */
    public List<Stream> streams()
    {
        final List<Stream> streams = new ArrayList<>();
        endpoints.forEach((endpoint) -> streams.addAll(endpoint.streams()));
        return streams;
    }

    /** The first endpoint's protocol; all of a venue decode the same frames. */
    public VenueProtocol protocol()
    {
        return endpoints.get(0).protocol();
    }
}
