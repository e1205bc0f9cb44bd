package org.ringtape.feeds.binance;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.ringtape.feeds.Venue;

/**
 * What differs between European options (v2) and USD-M futures. Source: venue documents "Options Trading > WebSocket
 * Market Streams", "Order Book", "USD-M Futures > Important WebSocket Change Notice" (read 2026-11).
 */
enum BinanceDialect
{
    OPTIONS(Venue.BINANCE_OPTIONS, "https://eapi.binance.com/", "eapi/v1/depth")
    {
        @Override
        List<String> streamsOf(final String symbol)
        {
            final String name = symbol.toLowerCase(Locale.ROOT);
            return List.of(name + "@depth@100ms", name + "@bookTicker", name + "@optionTrade");
        }
    },
    USDM(Venue.BINANCE_USDM, "https://fapi.binance.com/", "fapi/v1/depth")
    {
        @Override
        List<String> streamsOf(final String symbol)
        {
            final String name = symbol.toLowerCase(Locale.ROOT);
            return List.of(name + "@depth@100ms", name + "@bookTicker", name + "@trade");
        }
    };

    /** Both are served by one stream host since 2026-04. */
    static final URI WEB_SOCKET_BASE = URI.create("wss://fstream.binance.com/");

    /** Combined frames on the path of books, trades and quotes: only a wrapped frame tells diff from partial depth. */
    static final String COMBINED_PATH = "public/stream";

    private final Venue venue;
    private final URI restBase;
    private final String depthPath;

    BinanceDialect(final Venue venue, final String restBase, final String depthPath)
    {
        this.venue = venue;
        this.restBase = URI.create(restBase);
        this.depthPath = depthPath;
    }

    Venue venue()
    {
        return venue;
    }

    URI restBase()
    {
        return restBase;
    }

    String depthPath()
    {
        return depthPath;
    }

    /** Book, quotes and trades of a symbol. */
    abstract List<String> streamsOf(String symbol);
}
