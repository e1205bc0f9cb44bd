package org.ringtape.feeds.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.session.connect.ConnectPlanner;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/**
 * Requests that read well in a test: {@code sub 1 a b}. Frames are Binance's, and {@link PlainDecoder}'s own. What a
 * venue may do differently is switched on by fields.
 */
public final class PlainProtocol implements VenueProtocol, SnapshotSource
{
    /** Credentials to authenticate with; null for a venue that wants none. */
    public String token;
    /** Whether the venue speaks first. */
    public boolean waitsForReady;
    /** As the method says. Set before the session is made. */
    public boolean sendsLines;
    /** Plans attempts; null for plain ones. Set before the session is made. */
    public ConnectPlanner planner;
    /** Makes planners, instead of {@link #planner}; null if it does not. */
    public BiFunction<HttpFetcher, Function<URI, HostPace>, ConnectPlanner> planning;
    /** Whether data confirms. */
    public boolean dataConfirms;
    /** What binary frames are inflated by. */
    public PayloadInflater inflater;
    /** Times compression was given up. */
    public int compressionStops;
    /** Streams that names with wildcards stand for. */
    public Function<String, VenueFeed.Stream> wildcards = (name) -> null;
    /** Names asked about. */
    public final List<String> asked = new ArrayList<>();
    /** What symbols tell. */
    public InstrumentDescriber describer = InstrumentDescriber.NONE;
    /** Whether there are snapshots. */
    public boolean hasSnapshots = true;
    /** Where everything is. */
    public String host = "venue";
    /** What a snapshot weighs. */
    public int snapshotWeight = 10;
    /** How old a snapshot may be. */
    public long cacheAgeNs;
    /** How many levels a snapshot is asked for. */
    public int askedLevels;
    /** Thrown instead of making a request. */
    public RuntimeException requestFault;
    /** Work beside the session. */
    public List<FeedTask> tasks = List.of();

    private final SessionLimits limits;
    private final BinanceSnapshotDecoder snapshots = new BinanceSnapshotDecoder();

    /** A protocol with limits. */
    public PlainProtocol(final SessionLimits limits)
    {
        this.limits = limits;
    }

    @Override
    public URI endpoint()
    {
        return URI.create("ws://" + host + "/stream");
    }

    @Override
    public ConnectPlanner newPlanner(final HttpFetcher fetcher, final Function<URI, HostPace> paces)
    {
        return planning == null ? planner == null ? ConnectPlanner.to(this::endpoint) : planner :
            planning.apply(fetcher, paces);
    }

    @Override
    public boolean sendsLines()
    {
        return sendsLines;
    }

    @Override
    public SessionLimits limits()
    {
        return limits;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return new PlainDecoder(lookup);
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        if (requestFault != null)
        {
            throw requestFault;
        }
        return "sub " + requestId + " " + names(batch);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return "unsub " + requestId + " " + names(batch);
    }

    @Override
    public boolean waitsForReady()
    {
        return waitsForReady;
    }

    @Override
    public String authenticateRequest(final long requestId)
    {
        return token == null ? null : "auth " + requestId + " " + token;
    }

    /** An answer is about all streams of a symbol. */
    @Override
    public boolean isAbout(final String subject, final Subscription subscription)
    {
        return subject.equalsIgnoreCase(subscription.symbol());
    }

    @Override
    public boolean isWildcard(final String name)
    {
        return name.startsWith("allof@");
    }

    /** {@code allof@trade} stands for every stream of trades. */
    @Override
    public boolean brings(final String subscribed, final String stream)
    {
        return stream.endsWith(subscribed.substring("allof".length()));
    }

    @Override
    public boolean dataConfirms()
    {
        return dataConfirms;
    }

    @Override
    public String pingRequest(final long nowNs)
    {
        return "ping " + pingTimestamp(nowNs);
    }

    @Override
    public String pongRequest(final long timestamp)
    {
        return "pong " + timestamp;
    }

    @Override
    public PayloadInflater newInflater()
    {
        return inflater;
    }

    @Override
    public boolean stopCompression()
    {
        compressionStops++;
        return true;
    }

    @Override
    public InstrumentDescriber newDescriber()
    {
        return describer;
    }

    @Override
    public VenueFeed.Stream streamFor(final String name)
    {
        asked.add(name);
        return wildcards.apply(name);
    }

    @Override
    public List<FeedTask> newTasks(final FeedTaskContext context)
    {
        return tasks;
    }

    @Override
    public SnapshotSource snapshots()
    {
        return hasSnapshots ? this : null;
    }

    @Override
    public URI snapshotUri(final Subscription subscription)
    {
        return URI.create("http://" + host + "/" + subscription.symbol());
    }

    @Override
    public int snapshotWeight()
    {
        return snapshotWeight;
    }

    @Override
    public int snapshotWeightPerMinute()
    {
        return 60;
    }

    @Override
    public long longestCacheAgeNs()
    {
        return cacheAgeNs;
    }

    @Override
    public int askedLevels()
    {
        return askedLevels;
    }

    @Override
    public DecodeStatus decodeSnapshot(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        return snapshots.decode(body, offset, length, instrumentId, sink);
    }

    private static String names(final List<Subscription> batch)
    {
        return batch.stream().map((subscription) -> subscription.stream().name()).collect(Collectors.joining(" "));
    }
}
