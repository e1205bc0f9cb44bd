package org.ringtape.feeds.binance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceSymbols;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.InstrumentDescriber;
import org.ringtape.feeds.venue.Venue;

/**
 * What differs between European options, their retired streams, and USD-M futures. Chosen by configuration, never by
 * what a frame looks like: the names of events are shared while their keys differ. Source: spec, head and "Endpoints".
 */
enum BinanceDialect
{
    /** Options since the rebuild of 2025. */
    OPTIONS(
        BinanceModule.OPTIONS,
        "wss://fstream.binance.com/",
        "https://eapi.binance.com/",
        StreamKinds.OPTIONS,
        List.of("depth", "bookTicker", "optionTrade"))
    {
        @Override
        String streamOf(final String symbol, final String channel)
        {
            return lowerCase(symbol) + "@" + channel + (needsSpeed(channel) ? DEFAULT_SPEED : "");
        }

        @Override
        List<String> streamsOfUnderlying(
            final String underlying, final List<String> expiries, final String openInterestChannel)
        {
            final String name = lowerCase(underlying);
            final List<String> streams = new ArrayList<>(
                List.of(name + "@optionMarkPrice", "!index@arr", "!optionSymbol"));
            expiries.forEach((expiry) -> streams.add(name + "@" + openInterestChannel + "@" + expiry));
            return streams;
        }

        @Override
        String depthPath()
        {
            return "eapi/v1/depth";
        }

        /** A hundred levels cost a quarter of a thousand. Source: spec, "Corrections of 2026-12", "Limits". */
        @Override
        int defaultDepthLimit()
        {
            return 100;
        }

        /** Source: spec, "Limits": 5–50 weighs 1. */
        @Override
        int shallowWeight()
        {
            return 1;
        }

        /** Observed: 25–30 s. Source: spec, "Corrections of 2026-12". */
        @Override
        long longestCacheAgeNs()
        {
            return TimeUnit.SECONDS.toNanos(30);
        }

        @Override
        String definitionsPath()
        {
            return "eapi/v1/exchangeInfo";
        }

        @Override
        FrameDecoder newDecoder(final InstrumentLookup lookup)
        {
            return new BinanceFrameDecoder(lookup);
        }
    },

    /** Futures; one host with options since 2026-04. */
    USDM(
        BinanceModule.USDM,
        "wss://fstream.binance.com/",
        "https://fapi.binance.com/",
        StreamKinds.USDM,
        List.of("depth", "bookTicker", "trade"))
    {
        @Override
        String streamOf(final String symbol, final String channel)
        {
            return lowerCase(symbol) + "@" + channel + (needsSpeed(channel) ? DEFAULT_SPEED : "");
        }

        @Override
        String depthPath()
        {
            return "fapi/v1/depth";
        }

        @Override
        String definitionsPath()
        {
            return "fapi/v1/exchangeInfo";
        }

        @Override
        boolean needsDefinitions()
        {
            return false;
        }

        /** A future's symbol does not say where base and quote meet. */
        @Override
        InstrumentDescriber newDescriber()
        {
            return InstrumentDescriber.NONE;
        }

        /** A futures book changes many times a second. */
        @Override
        long quietNs()
        {
            return TimeUnit.SECONDS.toNanos(30);
        }

        @Override
        boolean mayBeQuiet()
        {
            return false;
        }

        @Override
        FrameDecoder newDecoder(final InstrumentLookup lookup)
        {
            return new BinanceFrameDecoder(lookup);
        }
    },

    /** Options before the rebuild. Best quotes sit in the ticker. */
    OPTIONS_LEGACY(
        BinanceModule.OPTIONS_LEGACY,
        "wss://nbstream.binance.com/",
        "https://eapi.binance.com/",
        StreamKinds.OPTIONS_LEGACY,
        List.of("depth100", "trade", "ticker"))
    {
        @Override
        String streamOf(final String symbol, final String channel)
        {
            return upperCase(symbol) + "@" + channel + (needsSpeed(channel) ? DEFAULT_SPEED : "");
        }

        @Override
        List<String> streamsOfUnderlying(
            final String underlying, final List<String> expiries, final String openInterestChannel)
        {
            final String pair = upperCase(underlying);
            final String base = pair.endsWith(QUOTE) ? pair.substring(0, pair.length() - QUOTE.length()) : pair;
            final List<String> streams = new ArrayList<>(List.of(base + "@markPrice", base + QUOTE + "@index", PAIRS));
            expiries.forEach((expiry) -> streams.add(base + "@openInterest@" + expiry));
            return streams;
        }

        @Override
        String definitionsPath()
        {
            return "eapi/v1/exchangeInfo";
        }

        @Override
        FrameDecoder newDecoder(final InstrumentLookup lookup)
        {
            return BinanceFrameDecoder.legacy(lookup);
        }
    };

    private static final String DEFAULT_SPEED = "@100ms";
    /** All options were quoted in it. */
    private static final String QUOTE = "USDT";
    private static final String PAIRS = "option_pair";

    private final Venue venue;
    private final URI webSocketBase;
    private final URI restBase;
    private final List<StreamKind> streamKinds;
    private final List<String> defaultChannels;

    BinanceDialect(
        final Venue venue,
        final String webSocketBase,
        final String restBase,
        final List<StreamKind> streamKinds,
        final List<String> defaultChannels)
    {
        this.venue = venue;
        this.webSocketBase = URI.create(webSocketBase);
        this.restBase = URI.create(restBase);
        this.streamKinds = streamKinds;
        this.defaultChannels = defaultChannels;
    }

    /** The dialect of a venue. */
    static BinanceDialect of(final Venue venue)
    {
        for (final BinanceDialect dialect : values())
        {
            if (dialect.venue.equals(venue))
            {
                return dialect;
            }
        }
        throw new IllegalArgumentException("not a venue of Binance: " + venue.label());
    }

    Venue venue()
    {
        return venue;
    }

    URI webSocketBase()
    {
        return webSocketBase;
    }

    URI restBase()
    {
        return restBase;
    }

    List<StreamKind> streamKinds()
    {
        return streamKinds;
    }

    /** What one usually wants to know of a symbol. */
    List<String> defaultChannels()
    {
        return defaultChannels;
    }

    /** The stream of a symbol; a depth without a speed gets the fastest. The name may still be no stream. */
    abstract String streamOf(String symbol, String channel);

    /** What one usually wants to know of an underlying; empty if there are none. */
    List<String> streamsOfUnderlying(
        final String underlying, final List<String> expiries, final String openInterestChannel)
    {
        return List.of();
    }

    boolean hasUnderlyings()
    {
        return !streamsOfUnderlying("BTCUSDT", List.of(), "").isEmpty();
    }

    /**
     * How long a session without a regular stream may be silent: options may be quiet for hours, and only the link
     * tells. No frame of any kind for 15 min is dead (spec, "Connection and liveness").
     */
    long quietNs()
    {
        return TimeUnit.MINUTES.toNanos(15);
    }

    /** True if pings break that silence as well as data does. */
    boolean mayBeQuiet()
    {
        return true;
    }

    /** Where snapshots are; null if books are images. */
    String depthPath()
    {
        return null;
    }

    /** Levels a side of a snapshot, unless the host says otherwise. */
    int defaultDepthLimit()
    {
        return 1_000;
    }

    /**
     * Weight of one snapshot request. Source: spec, "Limits"; of 50 levels and fewer the dialects differ.
     *
     * @param levels asked for
     */
    final int snapshotWeight(final int levels)
    {
        return levels <= 50 ? shallowWeight() : levels <= 100 ? 5 : levels <= 500 ? 10 : 20;
    }

    /** Weight of a snapshot of 50 levels or fewer; the futures document says 2, as the older one of options did. */
    int shallowWeight()
    {
        return 2;
    }

    /** How old a snapshot may be when it is given, nanoseconds; 0 if nothing is known of it. */
    long longestCacheAgeNs()
    {
        return 0L;
    }

    /** Where the definitions of all instruments are. */
    abstract String definitionsPath();

    /** True if one can do little without definitions: an option is known by its expiry and strike. */
    boolean needsDefinitions()
    {
        return true;
    }

    /** A decoder for one session. */
    abstract FrameDecoder newDecoder(InstrumentLookup lookup);

    /** Reads an option's symbol. */
    InstrumentDescriber newDescriber()
    {
        return new BinanceSymbols()::describe;
    }

    static String lowerCase(final String symbol)
    {
        return symbol.toLowerCase(Locale.ROOT);
    }

    static String upperCase(final String symbol)
    {
        return symbol.toUpperCase(Locale.ROOT);
    }

    private static boolean needsSpeed(final String channel)
    {
        return channel.matches("depth[0-9]*");
    }
}
