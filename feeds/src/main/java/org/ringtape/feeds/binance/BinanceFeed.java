package org.ringtape.feeds.binance;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Texts;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Venue;

/**
 * Builds a feed of Binance options, their retired streams, or USD-M futures. Streams go to the path that carries them;
 * a feed has an endpoint for each path that it needs. Control path, one thread.
 */
public final class BinanceFeed implements FeedBuilder
{
    /** Depths that the venue's REST depth knows. */
    public static final List<Integer> DEPTH_LIMITS = List.of(5, 10, 20, 50, 100, 500, 1000);

    /** Contracts that only show whether a channel is one. */
    private static final String SAMPLE_SYMBOL = "BTC-261030-85000-C";

    private final BinanceDialect dialect;
    private final Set<String> symbols = new LinkedHashSet<>();
    private final Set<String> channels = new LinkedHashSet<>();
    private final Set<String> underlyings = new LinkedHashSet<>();
    private final Set<String> expiries = new LinkedHashSet<>();
    private final Set<String> streamNames = new LinkedHashSet<>();
    private String openInterestChannel = "openInterest";
    private ReceivePath receivePath = ReceivePath.DEFAULT;
    private URI webSocketBase;
    private URI restBase;
    private int depthLimit;
    /** 0 for what fits the streams. */
    private long dataSilenceMs;
    private boolean exchangeInfo;
    private boolean allInstruments;

    private BinanceFeed(final BinanceDialect dialect)
    {
        this.dialect = dialect;
        webSocketBase = dialect.webSocketBase();
        restBase = dialect.restBase();
        depthLimit = dialect.defaultDepthLimit();
        exchangeInfo = dialect.needsDefinitions();
    }

    /**
     * The builder of a venue.
     *
     * @param venue one of Binance's
     */
    public static BinanceFeed of(final Venue venue)
    {
        return new BinanceFeed(BinanceDialect.of(venue));
    }

    /** European options, v2 streams. */
    public static BinanceFeed options()
    {
        return new BinanceFeed(BinanceDialect.OPTIONS);
    }

    /** USD-M futures. */
    public static BinanceFeed usdm()
    {
        return new BinanceFeed(BinanceDialect.USDM);
    }

    /** European options, the retired streams: books are images of the best levels. */
    public static BinanceFeed optionsLegacy()
    {
        return new BinanceFeed(BinanceDialect.OPTIONS_LEGACY);
    }

    /** Adds the {@link #channels} of symbols such as {@code BTCUSDT} or {@code BTC-261030-85000-C}. */
    @Override
    public BinanceFeed symbols(final String... names)
    {
        for (final String symbol : names)
        {
            symbols.add(name("symbol", symbol));
        }
        return this;
    }

    /**
     * Says what to add of each symbol, such as {@code depth}, {@code depth10}, {@code depth@500ms}, {@code bookTicker},
     * {@code kline_1m}; by default book, quotes and trades. Diff and partial depth of a symbol are two books.
     *
     * @throws IllegalArgumentException naming one that nobody here reads
     */
    public BinanceFeed channels(final String... names)
    {
        if (names.length == 0)
        {
            throw new IllegalArgumentException("channels: none given");
        }
        for (final String channel : names)
        {
            Texts.requirePlain("channel", channel);
            BinanceStreams.parse(dialect.venue(), dialect.streamOf(SAMPLE_SYMBOL, channel));
            channels.add(channel);
        }
        return this;
    }

    /**
     * Adds marks and index of options on an underlying such as {@code BTCUSDT}, listings, and open interest of each of
     * the {@link #expiries}.
     */
    public BinanceFeed underlyings(final String... names)
    {
        for (final String underlying : names)
        {
            name("underlying", underlying);
            if (dialect.streamsOfUnderlying(underlying, List.of(), openInterestChannel).isEmpty())
            {
                throw new IllegalArgumentException(dialect.venue().label() + " has no underlyings: " + underlying);
            }
            underlyings.add(underlying);
        }
        return this;
    }

    /** Adds expiries, {@code YYMMDD}, whose open interest is wanted. */
    public BinanceFeed expiries(final String... dates)
    {
        for (final String date : dates)
        {
            if (!date.matches("[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"))
            {
                throw new IllegalArgumentException("not an expiry (expected YYMMDD): '" + Texts.shown(date) + "'");
            }
            expiries.add(date);
        }
        return this;
    }

    /** How the venue spells open interest: {@code openInterest}, or {@code optionOpenInterest} as it once did. */
    public BinanceFeed openInterestChannel(final String channel)
    {
        if (!channel.endsWith("penInterest"))
        {
            throw new IllegalArgumentException("openInterestChannel: '" + Texts.shown(channel) + "'");
        }
        BinanceStreams.parse(dialect.venue(), dialect.streamOf("BTC", channel + "@261030"));
        openInterestChannel = channel;
        return this;
    }

    /**
     * Adds streams by name, such as {@code btcusdt@depth@100ms}.
     *
     * @throws IllegalArgumentException naming a stream that nobody here reads, and those that are read
     */
    @Override
    public BinanceFeed streams(final String... names)
    {
        for (final String name : names)
        {
            BinanceStreams.parse(dialect.venue(), Texts.requirePlain("stream", name));
            streamNames.add(name);
        }
        return this;
    }

    /** Where the streams are, such as {@code ws://127.0.0.1:9001/}; the path is added. */
    @Override
    public BinanceFeed webSocket(final URI base)
    {
        webSocketBase = FeedBuilder.baseAddress("webSocket", base, "ws");
        return this;
    }

    /** Where REST is, such as {@code http://127.0.0.1:9002/}; the path is added. */
    @Override
    public BinanceFeed rest(final URI base)
    {
        restBase = FeedBuilder.baseAddress("rest", base, "http");
        return this;
    }

    /**
     * Levels a side of a snapshot, one of {@link #DEPTH_LIMITS}; fewer weigh less. Default: 100 for options, of which
     * there are many, else 1000.
     */
    public BinanceFeed depthLimit(final int levels)
    {
        if (!DEPTH_LIMITS.contains(levels))
        {
            throw new IllegalArgumentException("depthLimit must be one of " + DEPTH_LIMITS + ": " + levels);
        }
        depthLimit = levels;
        return this;
    }

    /** Silence of data, in ms, after which a session is stale though pings may come. By default it fits the streams. */
    public BinanceFeed dataSilenceMs(final long milliseconds)
    {
        if (milliseconds < 1)
        {
            throw new IllegalArgumentException("dataSilenceMs must be at least 1: " + milliseconds);
        }
        dataSilenceMs = milliseconds;
        return this;
    }

    /** Whether to define our instruments from the venue's REST exchange information. Default: true for options. */
    public BinanceFeed exchangeInfo(final boolean wanted)
    {
        exchangeInfo = wanted;
        return this;
    }

    /** Whether to define all instruments of the exchange information, not only ours. Default: false. */
    public BinanceFeed allInstruments(final boolean wanted)
    {
        allInstruments = wanted;
        return this;
    }

    @Override
    public BinanceFeed recorded()
    {
        return exchangeInfo(false).dataSilenceMs(RECORDED_SILENCE_MS);
    }

    @Override
    public BinanceFeed receive(final ReceiveMode mode)
    {
        receivePath = receivePath.with(mode);
        return this;
    }

    @Override
    public BinanceFeed tls(final TlsProvider provider)
    {
        receivePath = receivePath.with(provider);
        return this;
    }

    @Override
    public BinanceFeed trustStore(final TrustStore store)
    {
        receivePath = receivePath.with(store);
        return this;
    }

    @Override
    public BinanceFeed proxy(final ProxyChoice choice)
    {
        receivePath = receivePath.with(choice);
        return this;
    }

    @Override
    public Set<String> settings()
    {
        final Set<String> names = new TreeSet<>(Set.of("dataSilenceMs", "exchangeInfo", "allInstruments", "channels"));
        if (dialect.depthPath() != null)
        {
            names.add("depthLimit");
        }
        if (dialect.hasUnderlyings())
        {
            names.addAll(Set.of("underlyings", "expiries", "openInterestChannel"));
        }
        return names;
    }

    @Override
    public Set<String> listSettings()
    {
        return Set.of("channels", "underlyings", "expiries");
    }

    @Override
    public BinanceFeed setting(final String name, final String value)
    {
        switch (settings().contains(name) ? name : "")
        {
            case "channels":
                return channels(value);
            case "underlyings":
                return underlyings(value);
            case "expiries":
                return expiries(value);
            case "openInterestChannel":
                return openInterestChannel(value);
            case "depthLimit":
                return depthLimit((int)FeedBuilder.wholeNumber(value));
            case "dataSilenceMs":
                return dataSilenceMs(FeedBuilder.wholeNumber(value));
            case "exchangeInfo":
                return exchangeInfo(FeedBuilder.trueOrFalse(value));
            case "allInstruments":
                return allInstruments(FeedBuilder.trueOrFalse(value));
            default:
                throw new IllegalArgumentException("no such setting: " + Texts.shown(name));
        }
    }

    /**
     * The feed.
     *
     * @throws IllegalStateException if no symbols, underlyings or streams were added, or expiries without underlyings
     */
    @Override
    public VenueFeed build()
    {
        final Set<String> names = names();
        if (names.isEmpty())
        {
            throw new IllegalStateException(dialect.venue().label() + ": neither symbols nor streams given");
        }
        if (!expiries.isEmpty() && underlyings.isEmpty())
        {
            throw new IllegalStateException(dialect.venue().label() + ": expiries given, but no underlyings");
        }
        final BinanceProtocol.Definitions definitions = exchangeInfo ?
            new BinanceProtocol.Definitions(names.iterator().next(), allInstruments) : null;
        final List<VenueFeed.Endpoint> endpoints = new ArrayList<>();
        for (final BinancePath path : BinancePath.values())
        {
            final List<VenueFeed.Stream> streams = names.stream()
                .filter((name) -> BinanceStreams.path(dialect.venue(), name) == path)
                .map((name) -> BinanceStreams.parse(dialect.venue(), name))
                .toList();
            if (!streams.isEmpty())
            {
                endpoints.add(new VenueFeed.Endpoint(protocol(path, streams, definitions), streams));
            }
        }
        final BinanceFeed like = copyWithoutStreams();
        return new VenueFeed(dialect.venue(), endpoints, receivePath.require(),
            (stream) -> like.copyWithoutStreams().streams(stream).build());
    }

    private BinanceFeed copyWithoutStreams()
    {
        final BinanceFeed copy = new BinanceFeed(dialect);
        copy.receivePath = receivePath;
        copy.webSocketBase = webSocketBase;
        copy.restBase = restBase;
        copy.depthLimit = depthLimit;
        copy.dataSilenceMs = dataSilenceMs;
        copy.exchangeInfo = false; // the feed that it is like has fetched them
        return copy;
    }

    private Set<String> names()
    {
        final Set<String> names = new LinkedHashSet<>();
        final List<String> wanted = channels.isEmpty() ? dialect.defaultChannels() : List.copyOf(channels);
        symbols.forEach((symbol) -> wanted.forEach((channel) -> names.add(dialect.streamOf(symbol, channel))));
        underlyings.forEach((underlying) -> names.addAll(
            dialect.streamsOfUnderlying(underlying, List.copyOf(expiries), openInterestChannel)));
        names.addAll(streamNames);
        return names;
    }

    private BinanceProtocol protocol(
        final BinancePath path, final List<VenueFeed.Stream> streams, final BinanceProtocol.Definitions definitions)
    {
        return new BinanceProtocol(
            dialect,
            webSocketBase.resolve(path.below(webSocketBase.getPath())),
            restBase,
            depthLimit,
            limits(streams),
            definitions);
    }

    /** What is asked for counts as silence of data; what fits the streams may be a matter of the link alone. */
    private SessionLimits limits(final List<VenueFeed.Stream> streams)
    {
        final SessionLimits limits = BinanceLimits.of();
        if (dataSilenceMs > 0)
        {
            return limits.dataSilenceNs(TimeUnit.MILLISECONDS.toNanos(dataSilenceMs));
        }
        final long silenceNs = SilenceLimit.ofSessions(streams, limits.streamsPerConnection(), dialect.quietNs());
        return limits
            .dataSilenceNs(silenceNs)
            .anyFrameCounts(dialect.mayBeQuiet() && silenceNs == dialect.quietNs());
    }

    private static String name(final String what, final String name)
    {
        if (!Texts.requirePlain(what, name).matches("[^@/!\\s]{1,64}"))
        {
            throw new IllegalArgumentException("not a " + what + ": '" + Texts.shown(name) + "'");
        }
        return name;
    }
}
