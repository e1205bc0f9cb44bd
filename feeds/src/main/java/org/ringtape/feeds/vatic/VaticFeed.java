package org.ringtape.feeds.vatic;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Texts;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

/** Builds a feed of Vatic's price targets. Control path, one thread. */
public final class VaticFeed implements FeedBuilder
{
    private static final URI WEB_SOCKET_BASE = URI.create("wss://api.vatic.trading/");
    private static final URI REST_BASE = URI.create("https://api.vatic.trading/");
    private static final String WEB_SOCKET_PATH = "ws";
    /** Prices come 1 to 5 s after the boundary; beyond 20 s nobody waits without asking. Source: spec, rule 5. */
    private static final long OVERDUE_MS = 20_000;

    private final Set<String> assets = new LinkedHashSet<>();
    private final Map<String, VenueFeed.Stream> named = new LinkedHashMap<>();
    private Set<VaticInterval> intervals = EnumSet.allOf(VaticInterval.class);
    private boolean markPrices;
    private boolean watched = true;
    private ReceivePath receivePath = ReceivePath.DEFAULT;
    private URI webSocketBase = WEB_SOCKET_BASE;
    private URI restBase = REST_BASE;
    private long overdueMs = OVERDUE_MS;

    /** Adds target prices of assets such as {@code btc}: of all intervals, or of those that are set. */
    @Override
    public VaticFeed symbols(final String... symbols)
    {
        for (final String symbol : symbols)
        {
            assets.add(VaticStreams.asset(Texts.requireSymbol(symbol)));
        }
        return this;
    }

    /**
     * Adds streams by name, such as {@code btc@5min} or {@code btc@hyperliquid_mark_price}.
     *
     * @throws IllegalArgumentException naming the stream or interval that there is not
     */
    @Override
    public VaticFeed streams(final String... names)
    {
        for (final String name : names)
        {
            final VenueFeed.Stream stream = VaticStreams.parse(Texts.requirePlain("stream", name));
            named.put(stream.name(), stream);
        }
        return this;
    }

    /**
     * Intervals of all assets that were or will be added as symbols, by name or alias, such as {@code 5min}. Default:
     * all five.
     */
    public VaticFeed intervals(final String... names)
    {
        final Set<VaticInterval> wanted = EnumSet.noneOf(VaticInterval.class);
        for (final String name : names)
        {
            wanted.add(VaticInterval.of(Texts.requirePlain("interval", name)));
        }
        if (wanted.isEmpty())
        {
            throw new IllegalArgumentException("intervals: none given");
        }
        intervals = wanted;
        return this;
    }

    /** Adds the live mark price of all assets that were or will be added as symbols. */
    public VaticFeed markPrices()
    {
        markPrices = true;
        return this;
    }

    /** Milliseconds after a window's begin, beyond which its price is overdue and asked for over REST. */
    public VaticFeed overdueMs(final long milliseconds)
    {
        if (milliseconds < 1)
        {
            throw new IllegalArgumentException("overdueMs must be at least 1: " + milliseconds);
        }
        overdueMs = milliseconds;
        return this;
    }

    /**
     * Whether windows are said to be due and overdue by the clock, and asked for over REST (the default). Recordings,
     * whose time is not the clock's, are played without.
     */
    public VaticFeed watchWindows(final boolean watch)
    {
        watched = watch;
        return this;
    }

    /** Where the socket is, such as {@code ws://127.0.0.1:9001/}; the path is added. */
    @Override
    public VaticFeed webSocket(final URI base)
    {
        webSocketBase = FeedBuilder.baseAddress("webSocket", base, "ws");
        return this;
    }

    /** Where REST is, such as {@code http://127.0.0.1:9002/}; the path is added. */
    @Override
    public VaticFeed rest(final URI base)
    {
        restBase = FeedBuilder.baseAddress("rest", base, "http");
        return this;
    }

    @Override
    public VaticFeed recorded()
    {
        return watchWindows(false);
    }

    @Override
    public VaticFeed receive(final ReceiveMode mode)
    {
        receivePath = receivePath.with(mode);
        return this;
    }

    @Override
    public VaticFeed tls(final TlsProvider provider)
    {
        receivePath = receivePath.with(provider);
        return this;
    }

    @Override
    public VaticFeed trustStore(final TrustStore store)
    {
        receivePath = receivePath.with(store);
        return this;
    }

    @Override
    public VaticFeed proxy(final ProxyChoice choice)
    {
        receivePath = receivePath.with(choice);
        return this;
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("intervals", "markPrices", "overdueMs");
    }

    /** {@code intervals} are separated by commas, {@code markPrices} is {@code true} or {@code false}. */
    @Override
    public VaticFeed setting(final String name, final String value)
    {
        switch (name)
        {
            case "intervals":
                return intervals(value.trim().split("\\s*,\\s*"));
            case "markPrices":
                return markPrices(value);
            case "overdueMs":
                return overdueMs(FeedBuilder.wholeNumber(value));
            default:
                throw new IllegalArgumentException("no such setting: " + Texts.shown(name));
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
        final Map<String, VenueFeed.Stream> all = new LinkedHashMap<>();
        for (final String asset : assets)
        {
            intervals.forEach((interval) -> add(all, VaticStreams.target(asset, interval)));
            if (markPrices)
            {
                add(all, VaticStreams.markPrice(asset));
            }
        }
        named.values().forEach((stream) -> add(all, stream));
        if (all.isEmpty())
        {
            throw new IllegalStateException(VaticModule.VENUE.label() + ": neither symbols nor streams given");
        }
        final List<VenueFeed.Stream> streams = new ArrayList<>(all.values());
        final VaticProtocol protocol = new VaticProtocol(webSocketBase.resolve(WEB_SOCKET_PATH), restBase, streams,
            watched ? TimeUnit.MILLISECONDS.toNanos(overdueMs) : VaticProtocol.UNWATCHED);
        return new VenueFeed(
            VaticModule.VENUE, List.of(new VenueFeed.Endpoint(protocol, streams)), receivePath.require(), maker());
    }

    /** Of the settings as they are now. */
    private VenueFeed.StreamMaker maker()
    {
        final VaticFeed like = copyWithoutStreams();
        return (stream) -> like.copyWithoutStreams().streams(stream).build();
    }

    private VaticFeed copyWithoutStreams()
    {
        final VaticFeed copy = new VaticFeed();
        copy.watched = watched;
        copy.receivePath = receivePath;
        copy.webSocketBase = webSocketBase;
        copy.restBase = restBase;
        copy.overdueMs = overdueMs;
        return copy;
    }

    private VaticFeed markPrices(final String value)
    {
        if (!value.equals("true") && !value.equals("false"))
        {
            throw new IllegalArgumentException("markPrices must be true or false: '" + Texts.shown(value) + "'");
        }
        markPrices = value.equals("true");
        return this;
    }

    private static void add(final Map<String, VenueFeed.Stream> all, final VenueFeed.Stream stream)
    {
        all.putIfAbsent(stream.name(), stream);
    }
}
