package org.ringtape.simulator.binance;

import org.ringtape.simulator.market.StreamName;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of an upgrade decides: which streams the connection carries, whether frames are wrapped at first, and
 * the streams named in the URL. Routing is strict and silent: any stream is accepted, only rightly routed ones flow.
 */
record BinanceScope(Route route, boolean combined, List<String> streams)
{
    private static final Pattern PATH =
        Pattern.compile("(?:/(public|market|private|eoptions))?/(ws|stream)((?:/[^?]+)?)(?:\\?(.*))?");
    private static final Pattern PUBLIC_CHANNELS = Pattern.compile("depth[0-9]*|bookTicker|optionTrade|optionTicker");
    /** Futures names whose side of the split the options pages do not state; carried on both. */
    private static final Pattern EITHER_CHANNELS = Pattern.compile("trade|aggTrade");

    /** The first segment of the path. */
    enum Route
    {
        /** Books, trades, tickers. */
        PUBLIC,
        /** Mark, index, kline, open interest, listings. */
        MARKET,
        /** User data. */
        PRIVATE,
        /** The host of the retired options streams: everything. */
        EOPTIONS,
        /** No segment: the futures host before the split, everything. */
        BARE
    }

    /** @return the scope, or empty if the venue has no such path. */
    static Optional<BinanceScope> of(final String resource)
    {
        final Matcher path = PATH.matcher(resource);
        if (!path.matches() || path.group(3).endsWith("/") && !path.group(3).isEmpty())
        {
            return Optional.empty();
        }
        final Route route =
            path.group(1) == null ? Route.BARE : Route.valueOf(path.group(1).toUpperCase(Locale.ROOT));
        final boolean combined = "stream".equals(path.group(2));
        if (combined && !path.group(3).isEmpty())
        {
            return Optional.empty();
        }
        final List<String> streams = new ArrayList<>();
        addAll(streams, path.group(3));
        for (final String parameter : path.group(4) == null ? new String[0] : path.group(4).split("&"))
        {
            if (combined && parameter.startsWith("streams="))
            {
                addAll(streams, parameter.substring("streams=".length()));
            }
        }
        return Optional.of(new BinanceScope(route, combined, List.copyOf(streams)));
    }

    /** @return whether frames of this stream flow on this connection. */
    boolean carries(final String stream)
    {
        final String channel = StreamName.of(stream).channel();
        if (EITHER_CHANNELS.matcher(channel).matches())
        {
            return route != Route.PRIVATE;
        }
        final boolean isPublic = PUBLIC_CHANNELS.matcher(channel).matches();
        return switch (route)
        {
            case PUBLIC -> isPublic;
            case MARKET -> !isPublic;
            case PRIVATE -> false;
            case BARE, EOPTIONS -> true;
        };
    }

    private static void addAll(final List<String> streams, final String joined)
    {
        for (final String name : URLDecoder.decode(joined, StandardCharsets.UTF_8).split("/"))
        {
            if (!name.isEmpty())
            {
                streams.add(name);
            }
        }
    }
}
