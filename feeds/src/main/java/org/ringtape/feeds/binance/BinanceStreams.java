package org.ringtape.feeds.binance;

import java.util.List;
import java.util.stream.Collectors;

import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.venue.Venue;

/**
 * Reads a stream's name: whose it is, how its events join, and which path carries it. A name that nobody here reads is
 * refused: the venue would grant it and then send nothing, or what is thrown away.
 */
public final class BinanceStreams
{
    /** Dialects that a recording is told from by its names; the retired one is by configuration only. */
    private static final List<BinanceDialect> CURRENT = List.of(BinanceDialect.OPTIONS, BinanceDialect.USDM);

    private BinanceStreams()
    {
    }

    /**
     * The stream of a name such as {@code btcusdt@depth@100ms}.
     *
     * @param venue one of Binance's
     * @param name  as the venue spells it
     * @throws IllegalArgumentException if nobody reads such a stream, naming those that are read
     */
    public static VenueFeed.Stream parse(final Venue venue, final String name)
    {
        return parse(List.of(BinanceDialect.of(venue)), name);
    }

    /**
     * The stream of a name on options v2 or, if it is none there, on USD-M futures; where both have the name it means
     * the same.
     *
     * @throws IllegalArgumentException as {@link #parse(Venue, String)}
     */
    public static VenueFeed.Stream parse(final String name)
    {
        return parse(CURRENT, name);
    }

    /** True if {@link #parse(String)} knows the stream. */
    public static boolean isRead(final String name)
    {
        return find(CURRENT, name) != null;
    }

    /** True if {@link #parse(Venue, String)} knows the stream. */
    public static boolean isRead(final Venue venue, final String name)
    {
        return find(List.of(BinanceDialect.of(venue)), name) != null;
    }

    /**
     * What carries a stream.
     *
     * @throws IllegalArgumentException as {@link #parse(Venue, String)}
     */
    public static BinancePath path(final Venue venue, final String name)
    {
        final List<BinanceDialect> dialects = List.of(BinanceDialect.of(venue));
        parse(dialects, name);
        return find(dialects, name).path();
    }

    /** The shapes of all names that are read, for a person. */
    public static List<String> shapes(final Venue venue)
    {
        return BinanceDialect.of(venue).streamKinds().stream().map(StreamKind::shape).toList();
    }

    private static VenueFeed.Stream parse(final List<BinanceDialect> dialects, final String name)
    {
        final StreamKind kind = find(dialects, name);
        if (kind == null)
        {
            throw new IllegalArgumentException("no stream that is read: '" + name + "'; " + dialects.stream()
                .map((dialect) -> dialect.venue().label() + " has " +
                    String.join(", ", shapes(dialect.venue())))
                .collect(Collectors.joining("; ")));
        }
        return kind.stream(name);
    }

    private static StreamKind find(final List<BinanceDialect> dialects, final String name)
    {
        return dialects.stream()
            .flatMap((dialect) -> dialect.streamKinds().stream())
            .filter((kind) -> kind.stream(name) != null)
            .findFirst()
            .orElse(null);
    }
}
