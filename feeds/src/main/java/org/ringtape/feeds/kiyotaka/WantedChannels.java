package org.ringtape.feeds.kiyotaka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.kiyotaka.KiyotakaNames;
import org.ringtape.feeds.VenueFeed;

/**
 * The channels of one feed. Every event must belong to one of them: the vendor's points name type, exchange and symbol,
 * and books their block size, so channels that differ in nothing else cannot be told apart. Not changed once made; any
 * thread.
 */
final class WantedChannels
{
    private static final String COIN_PREFIX = KiyotakaNames.coin("");

    private final Map<String, KiyotakaChannel> byName = new LinkedHashMap<>();
    private final List<KiyotakaChannel> wildcards = new ArrayList<>();

    /**
     * All that is wanted.
     *
     * @param asked each of them
     * @param usual those that nothing asked for brings already
     * @throws IllegalArgumentException naming two that cannot be told apart
     */
    WantedChannels(final List<KiyotakaChannel> asked, final List<KiyotakaChannel> usual)
    {
        for (final KiyotakaChannel channel : asked)
        {
            final KiyotakaChannel other = overlapping(channel);
            if (other != null && !other.equals(channel))
            {
                throw new IllegalArgumentException("events of stream '" + KiyotakaStreams.text(channel) +
                    "' cannot be told apart from those of '" + KiyotakaStreams.text(other) + "'");
            }
            add(channel);
        }
        for (final KiyotakaChannel channel : usual)
        {
            if (overlapping(channel) == null)
            {
                add(channel);
            }
        }
    }

    /** The channels of an endpoint, in the order of asking. */
    List<KiyotakaChannel> of(final KiyotakaChannelType.Family family)
    {
        return byName.values().stream().filter((channel) -> channel.type().family() == family).toList();
    }

    /** The channel that a subscription was made for. */
    KiyotakaChannel channel(final String name)
    {
        final KiyotakaChannel channel = byName.get(name);
        if (channel == null)
        {
            throw new IllegalArgumentException("kiyotaka: nobody asked for stream '" + name + "'");
        }
        return channel;
    }

    /** The stream of a name as the decoder gives it; null if no channel brings it. */
    VenueFeed.Stream streamFor(final String name)
    {
        final KiyotakaChannel exact = byName.get(name);
        if (exact != null)
        {
            return KiyotakaStreams.stream(exact);
        }
        for (final KiyotakaChannel channel : byName.values())
        {
            final VenueFeed.Stream stream = streamUnder(channel, name);
            if (stream != null)
            {
                return stream;
            }
        }
        return null;
    }

    /** True if the channel of a name stands for several streams. */
    boolean isWildcard(final String name)
    {
        final KiyotakaChannel channel = byName.get(name);
        return channel != null && KiyotakaStreams.isWildcard(channel);
    }

    /** True if a stream is one of those that the wildcards of a subscription stand for. */
    boolean brings(final String subscribed, final String stream)
    {
        final KiyotakaChannel channel = byName.get(subscribed);
        return channel != null && streamUnder(channel, stream) != null;
    }

    private void add(final KiyotakaChannel channel)
    {
        if (byName.put(KiyotakaStreams.name(channel), channel) == null && KiyotakaStreams.isWildcard(channel))
        {
            wildcards.add(channel);
        }
    }

    private KiyotakaChannel overlapping(final KiyotakaChannel channel)
    {
        final KiyotakaChannel same = byName.get(KiyotakaStreams.name(channel));
        if (same != null)
        {
            return same;
        }
        return (KiyotakaStreams.isWildcard(channel) ? byName.values() : wildcards).stream()
            .filter((other) -> overlap(channel, other))
            .findFirst()
            .orElse(null);
    }

    private static boolean overlap(final KiyotakaChannel one, final KiyotakaChannel other)
    {
        return one.type() == other.type() &&
            one.isGrouped() == other.isGrouped() &&
            overlap(one.exchange(), other.exchange()) &&
            overlap(one.symbol(), other.symbol()) &&
            overlap(categoryOf(one), categoryOf(other)) &&
            suffixOf(one).equals(suffixOf(other));
    }

    private static boolean overlap(final String one, final String other)
    {
        return one.equals(other) || one.equals(KiyotakaChannel.ANY) || other.equals(KiyotakaChannel.ANY);
    }

    private static String categoryOf(final KiyotakaChannel channel)
    {
        return channel.category() == null ? KiyotakaChannel.ANY : channel.category();
    }

    /** Composes the name that the channel would give the stream, rather than taking the name to pieces. */
    private static VenueFeed.Stream streamUnder(final KiyotakaChannel channel, final String name)
    {
        final int begin = channel.type().name().length() + 1;
        final int end = name.indexOf(':', begin);
        if (end < 0 || !name.startsWith(channel.type().name() + ':') ||
            !brings(channel, name.substring(begin, end)))
        {
            return null;
        }
        final String exchange = name.substring(begin, end);
        final String symbol = KiyotakaChannel.ANY.equals(channel.symbol()) ?
            symbolOf(channel, name.substring(end + 1)) :
            channel.isGrouped() ? KiyotakaNames.coin(channel.symbol()) : channel.symbol();
        return symbol.startsWith(COIN_PREFIX) == channel.isGrouped() &&
            name.equals(KiyotakaNames.stream(channel.type(), exchange, symbol, channel.blockSize())) ?
            KiyotakaStreams.stream(channel, name, KiyotakaNames.instrument(exchange, symbol)) : null;
    }

    /** Whether grouped points name an exchange is UNKNOWN: one that names none is of a stream of its own. */
    private static boolean brings(final KiyotakaChannel channel, final String exchange)
    {
        return channel.isOfAnyExchange() || exchange.equals(channel.exchange()) ||
            exchange.isEmpty() && channel.isGrouped();
    }

    private static String symbolOf(final KiyotakaChannel channel, final String rest)
    {
        final String suffix = suffixOf(channel);
        return rest.endsWith(suffix) ? rest.substring(0, rest.length() - suffix.length()) : rest;
    }

    /** What follows the symbol in names of the channel's streams. */
    private static String suffixOf(final KiyotakaChannel channel)
    {
        final String name = KiyotakaNames.stream(channel.type(), "", "", channel.blockSize());
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
