package org.ringtape.feeds.binance;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceRequestEncoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.InstrumentDescriber;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/** Combined streams, batched requests, REST depth and REST definitions of one path of Binance. */
final class BinanceProtocol implements VenueProtocol, SnapshotSource
{
    /** Of 2,400 a minute and address; the rest is left to the host's own requests. Source: spec, "Limits". */
    static final int SNAPSHOT_WEIGHT_PER_MINUTE = 2_000;
    /** Errors of the venue's own state and of its budgets, which time mends. Source: spec, "Limits". */
    private static final Set<Long> PASSING_CODES =
        Set.of(-1000L, -1001L, -1003L, -1006L, -1007L, -1008L, -1015L, -1016L, -1021L);

    private final BinanceDialect dialect;
    private final URI endpoint;
    private final URI restBase;
    private final int depthLimit;
    private final SessionLimits limits;
    private final Definitions definitions;
    private final BinanceSnapshotDecoder snapshotDecoder = new BinanceSnapshotDecoder();

    /**
     * Which instruments to define from the exchange information.
     *
     * @param firstStream    the session that has it fetches for the whole feed
     * @param allInstruments true for all of the venue, not only ours
     */
    record Definitions(String firstStream, boolean allInstruments)
    {
    }

    /**
     * What one path speaks.
     *
     * @param dialect     of the venue
     * @param endpoint    where to connect
     * @param restBase    where REST is
     * @param depthLimit  levels a side of a snapshot
     * @param limits      of a session
     * @param definitions what to define, null if nothing
     */
    BinanceProtocol(
        final BinanceDialect dialect,
        final URI endpoint,
        final URI restBase,
        final int depthLimit,
        final SessionLimits limits,
        final Definitions definitions)
    {
        this.dialect = dialect;
        this.endpoint = endpoint;
        this.restBase = restBase;
        this.depthLimit = depthLimit;
        this.limits = limits;
        this.definitions = definitions;
    }

    /** Definitions of the exchange are fetched by the session that began with them. */
    @Override
    public boolean takes(final VenueProtocol other)
    {
        return other instanceof BinanceProtocol that && that.dialect == dialect && that.endpoint.equals(endpoint) &&
            that.restBase.equals(restBase) && that.depthLimit == depthLimit;
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
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return dialect.newDecoder(lookup);
    }

    @Override
    public InstrumentDescriber newDescriber()
    {
        return dialect.newDescriber();
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return BinanceRequestEncoder.subscribe(names(batch), requestId);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return BinanceRequestEncoder.unsubscribe(names(batch), requestId);
    }

    @Override
    public SnapshotSource snapshots()
    {
        return dialect.depthPath() == null ? null : this;
    }

    @Override
    public URI snapshotUri(final Subscription subscription)
    {
        final String symbol = URLEncoder.encode(subscription.symbol(), StandardCharsets.UTF_8);
        return restBase.resolve(dialect.depthPath() + "?symbol=" + symbol + "&limit=" + depthLimit);
    }

    @Override
    public int snapshotWeight()
    {
        return dialect.snapshotWeight(depthLimit);
    }

    @Override
    public int askedLevels()
    {
        return depthLimit;
    }

    @Override
    public long longestCacheAgeNs()
    {
        return dialect.longestCacheAgeNs();
    }

    /** An unknown symbol is, -1121; what the venue says of itself is not, whatever its status. */
    @Override
    public boolean isFinal(final int status, final long code)
    {
        return SnapshotSource.super.isFinal(status, code) && !PASSING_CODES.contains(code);
    }

    @Override
    public int snapshotWeightPerMinute()
    {
        return SNAPSHOT_WEIGHT_PER_MINUTE;
    }

    @Override
    public DecodeStatus decodeSnapshot(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        return snapshotDecoder.decode(body, offset, length, instrumentId, sink);
    }

    @Override
    public List<FeedTask> newTasks(final FeedTaskContext context)
    {
        if (definitions == null || context.session().subscriptions().all().stream()
            .noneMatch((subscription) -> subscription.stream().name().equals(definitions.firstStream())))
        {
            return List.of();
        }
        return List.of(new ExchangeInfoTask(
            context, restBase.resolve(dialect.definitionsPath()), definitions.allInstruments()));
    }

    private static List<String> names(final List<Subscription> batch)
    {
        return batch.stream().map((subscription) -> subscription.stream().name()).toList();
    }
}
