package org.ringtape.feeds.kiyotaka;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Texts;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;
import org.ringtape.feeds.session.SessionLimits;

/**
 * Builds a feed of Kiyotaka: one endpoint a family of channels that is wanted. Control path, one thread.
 *
 * <p>The API key comes from {@link #apiKey}, {@link #keyFile} or the environment, by default the variable
 * {@code RINGTAPE_KIYOTAKA_KEY}. A feed can be built without one, and decode; a session cannot be made of it.
 *
 * <p>Parameters of channels, such as {@link #blockSize}, hold for all channels they apply to that do not say otherwise,
 * in whatever order both are given.
 */
public final class KiyotakaFeed implements FeedBuilder
{
    private static final Set<KiyotakaChannelType> USUAL =
        EnumSet.complementOf(EnumSet.of(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT));

    private final List<KiyotakaChannel> channels = new ArrayList<>();
    private final Set<String> streamTexts = new LinkedHashSet<>();
    private final Set<String> symbols = new LinkedHashSet<>();
    private final ChannelDefaults defaults;
    private final ApiKey key;
    private Set<KiyotakaChannelType> typesOfSymbols;
    private URI base = KiyotakaRegion.SINGAPORE.base();
    private ReceivePath receivePath = ReceivePath.DEFAULT;
    private URI overriddenBase;
    private boolean authPlain;
    private boolean brotli;
    private long dataSilenceMs;

    /** A feed of Singapore, in plain text. */
    public KiyotakaFeed()
    {
        this(System::getenv);
    }

    KiyotakaFeed(final UnaryOperator<String> environment)
    {
        this(new ApiKey(environment), new ChannelDefaults());
    }

    private KiyotakaFeed(final ApiKey key, final ChannelDefaults defaults)
    {
        this.key = key;
        this.defaults = defaults;
    }

    /**
     * Adds what one usually wants to know of symbols such as {@code BINANCE_FUTURES:BTCUSDT}: trades, aggregated trades
     * (1 s), liquidations, funding, open interest and volume profile. And the book, if there is a {@link #blockSize}:
     * the vendor demands one, and which are legal differs from symbol to symbol.
     */
    @Override
    public KiyotakaFeed symbols(final String... names)
    {
        for (final String name : names)
        {
            Texts.requireSymbol(name);
            final int colon = name.indexOf(':');
            if (colon < 0 || colon == name.length() - 1 || name.indexOf('?') >= 0)
            {
                throw new IllegalArgumentException("not a symbol (expected EXCHANGE:SYMBOL): '" + name + "'");
            }
            KiyotakaStreams.requireExchange(name, name.substring(0, colon));
            symbols.add(name);
        }
        return this;
    }

    /** Adds streams in the spelling of {@link KiyotakaStreams}. */
    @Override
    public KiyotakaFeed streams(final String... names)
    {
        for (final String name : names)
        {
            KiyotakaStreams.parse(Texts.requirePlain("stream", name), ChannelDefaults.forChecks());
            streamTexts.add(name);
        }
        return this;
    }

    /** Adds a channel as it is; no parameter is added to it. */
    public KiyotakaFeed channel(final KiyotakaChannel channel)
    {
        Texts.requireSymbol(channel.instrumentSymbol());
        Texts.requirePlain("stream", KiyotakaStreams.text(channel));
        channels.add(channel);
        return this;
    }

    /** Which channels {@link #symbols} means, instead of the usual ones. */
    public KiyotakaFeed channels(final Set<KiyotakaChannelType> types)
    {
        if (types.isEmpty())
        {
            throw new IllegalArgumentException("channels must name at least one");
        }
        typesOfSymbols = EnumSet.copyOf(types);
        return this;
    }

    /** Where the vendor serves us. Default: Singapore. */
    public KiyotakaFeed region(final KiyotakaRegion region)
    {
        base = region.base();
        return this;
    }

    /** Where the streams are, instead of a region, such as {@code ws://127.0.0.1:9001/}; the path is added. */
    @Override
    public KiyotakaFeed webSocket(final URI address)
    {
        overriddenBase = FeedBuilder.baseAddress("webSocket", address, "ws");
        return this;
    }

    /** Checked, and not used: nothing of the vendor's REST is read. */
    @Override
    public KiyotakaFeed rest(final URI address)
    {
        FeedBuilder.baseAddress("rest", address, "http");
        return this;
    }

    @Override
    public KiyotakaFeed apiKey(final Supplier<String> source)
    {
        key.host(source);
        return this;
    }

    /** File that holds the key and nothing else. */
    public KiyotakaFeed keyFile(final Path file)
    {
        key.file(file);
        return this;
    }

    /** Variable of the environment that holds the key. Default: {@code RINGTAPE_KIYOTAKA_KEY}. */
    public KiyotakaFeed keyVariable(final String name)
    {
        key.variable(name);
        return this;
    }

    /** Sends the documented authentication, which no answer can be matched to. Default: JSON-RPC with an id. */
    public KiyotakaFeed authPlain(final boolean plain)
    {
        authPlain = plain;
        return this;
    }

    /** Asks for data compressed with Brotli: less to carry, more to do. Default: plain text. */
    public KiyotakaFeed brotli(final boolean wanted)
    {
        brotli = wanted;
        return this;
    }

    /** Width of a book's price buckets, a plain decimal; legal values are the vendor's {@code /v1/block-sizes}. */
    public KiyotakaFeed blockSize(final String width)
    {
        defaults.blockSize(width);
        return this;
    }

    /** Most levels a side of books. */
    public KiyotakaFeed maxDepth(final String levels)
    {
        defaults.maxDepth(levels);
        return this;
    }

    /** Least time between images of books and profiles, such as {@code 500ms} or {@code 1s}. */
    public KiyotakaFeed updateFrequency(final String duration)
    {
        defaults.updateFrequency(duration);
        return this;
    }

    /** Window of aggregated trades, such as {@code 200ms}. Default: {@code 1s}. */
    public KiyotakaFeed batchInterval(final String duration)
    {
        defaults.batchInterval(duration);
        return this;
    }

    /** Unit of quantities of books and profiles: {@code COIN} or {@code USD}. */
    public KiyotakaFeed quote(final String unit)
    {
        defaults.quote(unit);
        return this;
    }

    /** Class of market: {@code SPOT}, {@code PERPETUAL} or, the default, {@code *}. */
    public KiyotakaFeed category(final String market)
    {
        defaults.category(market);
        return this;
    }

    /**
     * Silence of data, in milliseconds, after which a session is stale though pongs come. Default: 30 s where books are
     * to come every 5 s or more often, else 5 minutes.
     */
    public KiyotakaFeed dataSilenceMs(final long milliseconds)
    {
        if (milliseconds < 1)
        {
            throw new IllegalArgumentException("dataSilenceMs must be at least 1: " + milliseconds);
        }
        dataSilenceMs = milliseconds;
        return this;
    }

    @Override
    public KiyotakaFeed recorded()
    {
        return dataSilenceMs(RECORDED_SILENCE_MS);
    }

    @Override
    public KiyotakaFeed receive(final ReceiveMode mode)
    {
        receivePath = receivePath.with(mode);
        return this;
    }

    @Override
    public KiyotakaFeed tls(final TlsProvider provider)
    {
        receivePath = receivePath.with(provider);
        return this;
    }

    @Override
    public KiyotakaFeed trustStore(final TrustStore store)
    {
        receivePath = receivePath.with(store);
        return this;
    }

    @Override
    public KiyotakaFeed proxy(final ProxyChoice choice)
    {
        receivePath = receivePath.with(choice);
        return this;
    }

    @Override
    public Set<String> settings()
    {
        return KiyotakaSettings.NAMES;
    }

    @Override
    public KiyotakaFeed setting(final String name, final String value)
    {
        KiyotakaSettings.apply(this, name, value);
        return this;
    }

    /**
     * The feed.
     *
     * @throws IllegalStateException    if nothing was added
     * @throws IllegalArgumentException naming a stream that lacks a parameter, or two that cannot be told apart
     */
    @Override
    public VenueFeed build()
    {
        final WantedChannels wanted = new WantedChannels(asked(), usual());
        final ApiKey source = key.copy();
        final List<VenueFeed.Endpoint> endpoints = new ArrayList<>();
        for (final KiyotakaChannelType.Family family : KiyotakaChannelType.Family.values())
        {
            final List<KiyotakaChannel> carried = wanted.of(family);
            if (!carried.isEmpty())
            {
                endpoints.add(new VenueFeed.Endpoint(
                    new KiyotakaProtocol(
                        overriddenBase == null ? base : overriddenBase, family, wanted, limits(carried), source,
                        authPlain, brotli),
                    carried.stream().map(KiyotakaStreams::stream).toList()));
            }
        }
        if (endpoints.isEmpty())
        {
            throw new IllegalStateException(KiyotakaModule.VENUE.label() + ": neither symbols nor streams given");
        }
        final KiyotakaFeed like = copyWithoutStreams();
        return new VenueFeed(KiyotakaModule.VENUE, endpoints, receivePath.require(),
            (stream) -> like.copyWithoutStreams().streams(stream).build());
    }

    private KiyotakaFeed copyWithoutStreams()
    {
        final KiyotakaFeed copy = new KiyotakaFeed(key.copy(), defaults.copy());
        copy.base = base;
        copy.receivePath = receivePath;
        copy.overriddenBase = overriddenBase;
        copy.authPlain = authPlain;
        copy.brotli = brotli;
        copy.dataSilenceMs = dataSilenceMs;
        return copy;
    }

    private List<KiyotakaChannel> asked()
    {
        final List<KiyotakaChannel> asked = new ArrayList<>(channels);
        streamTexts.forEach((text) -> asked.add(KiyotakaStreams.parse(text, defaults)));
        return asked;
    }

    private List<KiyotakaChannel> usual()
    {
        final Set<KiyotakaChannelType> types = EnumSet.copyOf(typesOfSymbols == null ? USUAL : typesOfSymbols);
        if (typesOfSymbols == null && defaults.hasBlockSize())
        {
            types.add(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT);
        }
        final List<KiyotakaChannel> usual = new ArrayList<>();
        for (final String name : symbols)
        {
            types.forEach((type) -> usual.add(KiyotakaStreams.parse(type.name() + ':' + name, defaults)));
        }
        return usual;
    }

    private SessionLimits limits(final List<KiyotakaChannel> carried)
    {
        final SessionLimits limits = KiyotakaLimits.of(carried);
        return dataSilenceMs == 0 ? limits : limits.dataSilenceNs(TimeUnit.MILLISECONDS.toNanos(dataSilenceMs));
    }
}
