package org.ringtape.feeds.binance;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.SessionLimits;

/** Builds a feed of Binance options or USD-M futures. Control path, one thread. */
public final class BinanceFeed implements FeedBuilder
{
    /** Depths that the venue's REST depth knows. */
    public static final List<Integer> DEPTH_LIMITS = List.of(5, 10, 20, 50, 100, 500, 1000);

    private static final int DEFAULT_DEPTH_LIMIT = 1000;
    /** Options may be quiet for hours; then only the ping period tells (15 min, spec, liveness). */
    private static final long OPTIONS_SILENCE_MS = TimeUnit.MINUTES.toMillis(15);
    /** A futures book changes many times a second. */
    private static final long USDM_SILENCE_MS = TimeUnit.SECONDS.toMillis(30);

    private final BinanceDialect dialect;
    private final Set<String> streamNames = new LinkedHashSet<>();
    private URI webSocketBase = BinanceDialect.WEB_SOCKET_BASE;
    private URI restBase;
    private int depthLimit = DEFAULT_DEPTH_LIMIT;
    private long dataSilenceMs;

    private BinanceFeed(final BinanceDialect dialect, final long dataSilenceMs)
    {
        this.dialect = dialect;
        this.dataSilenceMs = dataSilenceMs;
        restBase = dialect.restBase();
    }

    /**
     * The builder of a venue.
     *
     * @param venue one of Binance's
     */
    public static BinanceFeed of(final Venue venue)
    {
        switch (venue)
        {
            case BINANCE_OPTIONS:
                return options();
            case BINANCE_USDM:
                return usdm();
            default:
                throw new IllegalArgumentException("not a venue of Binance: " + venue.label());
        }
    }

    /** European options, v2 streams. */
    public static BinanceFeed options()
    {
        return new BinanceFeed(BinanceDialect.OPTIONS, OPTIONS_SILENCE_MS);
    }

    /** USD-M futures. */
    public static BinanceFeed usdm()
    {
        return new BinanceFeed(BinanceDialect.USDM, USDM_SILENCE_MS);
    }

    /** Adds book, quotes and trades of symbols such as {@code BTCUSDT} or {@code BTC-261030-85000-C}. */
    @Override
    public BinanceFeed symbols(final String... symbols)
    {
        for (final String symbol : symbols)
        {
            if (!symbol.matches("[^@/\\s]{1,64}"))
            {
                throw new IllegalArgumentException("not a symbol: '" + symbol + "'");
            }
            streamNames.addAll(dialect.streamsOf(symbol));
        }
        return this;
    }

    /**
     * Adds streams by name, such as {@code btcusdt@depth@100ms}.
     *
     * @throws IllegalArgumentException naming a stream that nobody here reads; the venue would accept and then send
     *                                  nothing, or what is thrown away
     */
    @Override
    public BinanceFeed streams(final String... names)
    {
        for (final String name : names)
        {
            BinanceStreams.parse(name);
            if (!BinanceStreams.isRead(name))
            {
                throw new IllegalArgumentException(
                    "no decoder for stream '" + name + "' (depth, bookTicker, trade and optionTrade are read)");
            }
            streamNames.add(name);
        }
        return this;
    }

    /** Where the streams are, such as {@code ws://127.0.0.1:9001/}; the path is added. */
    @Override
    public BinanceFeed webSocket(final URI base)
    {
        webSocketBase = directory("webSocket", base, "ws", "wss");
        return this;
    }

    /** Where REST is, such as {@code http://127.0.0.1:9002/}; the path is added. */
    @Override
    public BinanceFeed rest(final URI base)
    {
        restBase = directory("rest", base, "http", "https");
        return this;
    }

    /** Levels a side of a snapshot, one of {@link #DEPTH_LIMITS}; fewer weigh less. */
    public BinanceFeed depthLimit(final int levels)
    {
        if (!DEPTH_LIMITS.contains(levels))
        {
            throw new IllegalArgumentException("depthLimit must be one of " + DEPTH_LIMITS + ": " + levels);
        }
        depthLimit = levels;
        return this;
    }

    /** Silence of data, in milliseconds, after which the session is stale though pings may come. */
    public BinanceFeed dataSilenceMs(final long milliseconds)
    {
        if (milliseconds < 1)
        {
            throw new IllegalArgumentException("dataSilenceMs must be at least 1: " + milliseconds);
        }
        dataSilenceMs = milliseconds;
        return this;
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("depthLimit", "dataSilenceMs");
    }

    @Override
    public BinanceFeed setting(final String name, final String value)
    {
        switch (name)
        {
            case "depthLimit":
                return depthLimit((int)FeedBuilder.wholeNumber(value));
            case "dataSilenceMs":
                return dataSilenceMs(FeedBuilder.wholeNumber(value));
            default:
                throw new IllegalArgumentException("no such setting: " + name);
        }
    }

    /**
     * The feed.
     *
     * @throws IllegalStateException if neither symbols nor streams were added
     */
    @Override
    public VenueFeed build()
    {
        if (streamNames.isEmpty())
        {
            throw new IllegalStateException(dialect.venue().label() + ": neither symbols nor streams given");
        }
        final List<VenueFeed.Stream> streams = new ArrayList<>();
        streamNames.forEach((name) -> streams.add(BinanceStreams.parse(name)));
        final SessionLimits limits = SessionLimits.defaults()
            .dataSilenceNs(TimeUnit.MILLISECONDS.toNanos(dataSilenceMs));
        return new VenueFeed(
            dialect.venue(),
            new BinanceProtocol(dialect, webSocketBase, restBase, depthLimit, limits),
            streams);
    }

    private static URI directory(final String property, final URI base, final String scheme, final String secureScheme)
    {
        if (base.getHost() == null || !scheme.equals(base.getScheme()) && !secureScheme.equals(base.getScheme()))
        {
            throw new IllegalArgumentException(
                property + " must be " + scheme + "://host or " + secureScheme + "://host: " + base);
        }
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }
}
