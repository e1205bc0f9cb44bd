package org.ringtape.feeds.vatic;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.vatic.VaticFrameDecoder;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.codecs.vatic.VaticRequestEncoder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.Jitter;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/**
 * The venue speaks first, answers name no request, one message subscribes one asset. Source: vendor page "WebSocket";
 * what it does not say is INFERRED and stands in {@link #limits()}.
 */
final class VaticProtocol implements VenueProtocol
{
    /** Nobody watches the calendar: windows are what the venue says of them, and nothing is ever due. */
    static final long UNWATCHED = 0L;

    /** Every subscription of all assets there are, seven times six, fits many times. Policy: one connection. */
    private static final int STREAMS_PER_CONNECTION = 1_000;
    /** The venue pings every 30 s; nothing for two and a half periods is a dead link. Source: spec, watchdog. */
    private static final long LINK_SILENCE_NS = TimeUnit.SECONDS.toNanos(75);
    /** Of a window: an hour more where the clocks change, and the price's own delay. */
    private static final long LATEST_PRICE_NS = TimeUnit.MINUTES.toNanos(61);

    private final URI endpoint;
    private final URI restBase;
    private final List<VenueFeed.Stream> streams;
    private final long overdueNs;
    private final SessionLimits limits;
    private final VaticOffer offer = new VaticOffer();
    private final WindowLog log;

    /**
     * A protocol of one connection.
     *
     * @param overdueNs since a window's begin, after which its price is said to be overdue and asked for over REST
     */
    VaticProtocol(
        final URI endpoint, final URI restBase, final List<VenueFeed.Stream> streams, final long overdueNs)
    {
        this.endpoint = endpoint;
        this.restBase = restBase;
        this.streams = List.copyOf(streams);
        this.overdueNs = overdueNs;
        limits = limits(streams);
        log = new WindowLog(streams.stream().map(VenueFeed.Stream::symbol).distinct().toList());
    }

    @Override
    public URI endpoint()
    {
        return endpoint;
    }

    @Override
    public SessionLimits limits()
    {
        return limits;
    }

    @Override
    public boolean waitsForReady()
    {
        return true;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return new VaticFrameDecoder(lookup, VaticCalendar.INSTANCE, log, offer);
    }

    /** All that is pending of the first asset's target prices, or its mark price alone. */
    @Override
    public List<Subscription> nextBatch(final List<Subscription> pending)
    {
        final Subscription first = pending.get(0);
        if (VaticStreams.isMarkPrice(first.stream().name()))
        {
            return List.of(first);
        }
        return pending.stream()
            .filter((each) -> each.symbol().equals(first.symbol()) && !VaticStreams.isMarkPrice(each.stream().name()))
            .toList();
    }

    /** Whether a second subscribe adds to the first or replaces it is not known, so each names all that is wanted. */
    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        final String asset = batch.get(0).symbol();
        if (VaticStreams.isMarkPrice(batch.get(0).stream().name()))
        {
            return VaticRequestEncoder.subscribeMarkPrice(asset);
        }
        return VaticRequestEncoder.subscribe(asset, Arrays.stream(VaticInterval.values())
            .filter((interval) -> isWanted(asset, interval, batch))
            .map(VaticInterval::label)
            .toList());
    }

    /** An answer that names intervals is about all target prices of its asset, one that names a channel about that. */
    @Override
    public boolean isAbout(final String subject, final Subscription subscription)
    {
        return subject.equals(subscription.symbol()) && !VaticStreams.isMarkPrice(subscription.stream().name());
    }

    /** Ends everything, whatever the batch: fit for a connection that is about to be closed. */
    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return VaticRequestEncoder.unsubscribe();
    }

    @Override
    public List<FeedTask> newTasks(final FeedTaskContext context)
    {
        return overdueNs == UNWATCHED ? List.of() : List.of(new VaticWindows(context, restBase, log, overdueNs));
    }

    /** What the venue offers. */
    VaticOffer offer()
    {
        return offer;
    }

    private boolean isWanted(final String asset, final VaticInterval interval, final List<Subscription> batch)
    {
        final String name = asset + "@" + interval.label();
        return streams.stream().anyMatch((stream) -> stream.name().equals(name)) ||
            batch.stream().anyMatch((each) -> each.stream().name().equals(name));
    }

    /**
     * At most one request may wait for its answer, since errors name none; requests at most 20 a second; back-off from
     * 0.5 s to 60 s, a fifth more or less (INFERRED, spec, "Connection and liveness"). Data may be silent for a whole
     * window: only the calendar tells whether something is missing. The link may not: the venue pings every 30 s, so
     * that pings of ours, which it takes (spec, same place), would tell nothing sooner.
     */
    static SessionLimits limits(final List<VenueFeed.Stream> streams)
    {
        final long windowNs = streams.stream()
            .filter((stream) -> !VaticStreams.isMarkPrice(stream.name()))
            .mapToLong((stream) -> VaticStreams.interval(stream.name()).nominalNs())
            .min()
            .orElse(VaticInterval.DAY.nominalNs());
        return SessionLimits.defaults()
            .requestsUnanswered(1)
            .messagesPerSecond(20)
            .streamsPerRequest(VaticInterval.COUNT)
            .streamsPerConnection(STREAMS_PER_CONNECTION)
            .firstRetryNs(TimeUnit.MILLISECONDS.toNanos(500))
            .lastRetryNs(TimeUnit.SECONDS.toNanos(60))
            .retryJitter(Jitter.A_FIFTH_EITHER_WAY)
            .linkSilenceNs(LINK_SILENCE_NS)
            .dataSilenceNs(windowNs + Math.min(windowNs, LATEST_PRICE_NS));
    }
}
