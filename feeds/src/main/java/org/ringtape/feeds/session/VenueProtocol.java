package org.ringtape.feeds.session;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.session.connect.ConnectPlanner;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/**
 * What differs from venue to venue in a session; the state machine is written once. Called on the conductor's thread,
 * except {@link #newInflater} and {@link #streamFor}; the decoder and the describer it makes belong to a receiver.
 * Several sessions may share one.
 */
public interface VenueProtocol
{
    /** Where to connect. */
    URI endpoint();

    /**
     * Plans the attempts of one line to connect. By default they go to {@link #endpoint()}, and need nothing before.
     *
     * @param fetcher for a step before, over REST
     * @param paces   of hosts, asked before each request and told of each refusal
     */
    default ConnectPlanner newPlanner(final HttpFetcher fetcher, final Function<URI, HostPace> paces)
    {
        return ConnectPlanner.to(this::endpoint);
    }

    /** The venue's limits. */
    SessionLimits limits();

    /** A decoder for one session. */
    FrameDecoder newDecoder(InstrumentLookup lookup);

    /**
     * True if a frame of text may hold several JSON objects, one a line: each is then a frame by itself. No JSON text
     * of one line holds a line end.
     */
    default boolean sendsLines()
    {
        return false;
    }

    /**
     * An inflater of binary frames for one connection, which closes it at its end; null if frames are never compressed.
     * Receiver thread.
     */
    default PayloadInflater newInflater()
    {
        return null;
    }

    /**
     * Binary frames could not be inflated again and again: from now on the venue is asked for none. Called before the
     * connection is given up. What it changes, {@link #newInflater} reads on another thread.
     *
     * @return false if there is nothing to change
     */
    default boolean stopCompression()
    {
        return false;
    }

    /** Reads what symbols tell of their instruments; one for each session. */
    default InstrumentDescriber newDescriber()
    {
        return InstrumentDescriber.NONE;
    }

    /** True if the venue speaks first, and nothing may be asked before its {@code onReady()}. */
    default boolean waitsForReady()
    {
        return false;
    }

    /** The request that authenticates the connection; null if there is none to send. */
    default String authenticateRequest(final long requestId)
    {
        return null;
    }

    /**
     * What goes into the next request of all that is to be asked for.
     *
     * @param pending in the order of adding, not empty
     * @return the first few of {@code pending}, or others that belong together; not empty
     */
    default List<Subscription> nextBatch(final List<Subscription> pending)
    {
        return pending.subList(0, Math.min(pending.size(), limits().streamsPerRequest()));
    }

    /** The request that subscribes to streams. */
    String subscribeRequest(long requestId, List<Subscription> batch);

    /** The request that ends subscriptions. */
    String unsubscribeRequest(long requestId, List<Subscription> batch);

    /**
     * True if an answer that names what it grants is about a subscription, whether it grants it or not.
     *
     * @param subject what the answer is about, as the decoder gave it
     */
    default boolean isAbout(final String subject, final Subscription subscription)
    {
        return false;
    }

    /** True if data of a stream confirms its subscription, if that waits for an answer, as the answer would. */
    default boolean dataConfirms()
    {
        return false;
    }

    /** The ping inside the data, sent each {@link SessionLimits#pingNs()}; null if the venue has none. */
    default String pingRequest(final long nowNs)
    {
        return null;
    }

    /** What a pong carries that answers a ping sent at this time; by default milliseconds of the epoch. */
    default long pingTimestamp(final long nowNs)
    {
        return TimeUnit.NANOSECONDS.toMillis(nowNs);
    }

    /** The answer to a ping of the venue inside the data; null if the venue has none. */
    default String pongRequest(final long timestamp)
    {
        return null;
    }

    /**
     * The stream of a name that no subscription has, but one with wildcards may mean. Receiver thread, slow path, once
     * a name.
     *
     * @param name as the decoder gave it
     * @return the stream, which is then registered with its instrument; null if nobody subscribed to it
     */
    default VenueFeed.Stream streamFor(final String name)
    {
        return null;
    }

    /**
     * True if a stream of this name brings nothing itself, but others that its wildcards mean: those are then watched
     * for silence, once they have spoken, and not the name.
     */
    default boolean isWildcard(final String name)
    {
        return false;
    }

    /**
     * True if a stream of this name is one of those that a subscription with wildcards stands for.
     *
     * @param subscribed name of the subscription, for which {@link #isWildcard} is true
     * @param stream     name of the stream
     */
    default boolean brings(final String subscribed, final String stream)
    {
        return false;
    }

    /** Where books start from; null if they come whole, or the venue has none. */
    default SnapshotSource snapshots()
    {
        return null;
    }

    /**
     * True if a session of this protocol may also take streams of another feed of the venue, while it runs. If not,
     * they get a session of their own.
     *
     * @param other of the other feed
     */
    default boolean takes(final VenueProtocol other)
    {
        return false;
    }

    /** Work beside the session, made once a session. */
    default List<FeedTask> newTasks(final FeedTaskContext context)
    {
        return List.of();
    }
}
