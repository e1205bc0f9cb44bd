package org.ringtape.feeds.kiyotaka;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.kiyotaka.KiyotakaNames;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;

/**
 * Channels as texts, and what a session must know of their streams. Control path, any thread.
 * <pre>
 *   TYPE:EXCHANGE:SYMBOL[?name=value[&amp;name=value]...]
 *   TRADE:BINANCE_FUTURES:BTCUSDT?category=PERPETUAL
 *   BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:BTCUSDT?blockSize=25&amp;maxDepth=500&amp;updateFrequency=1s
 *   VOLUME_PROFILE_AGG:*:BTC?groupByType=1
 * </pre>
 * Exchange or symbol may be {@code *}; a symbol may contain a colon. The names are the vendor's. What
 * {@link KiyotakaNames} calls a stream is such a text too.
 */
public final class KiyotakaStreams
{
    private static final String GROUPED = "1";
    private static final String COIN_PREFIX = KiyotakaNames.coin("");
    /** Silence of a book is at least this long. INFERRED, spec, "Sequencing and gap handling". */
    private static final long LEAST_SILENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int IMAGES_MISSED = 10;
    /** The vendor's own default is not known; this is the longest that its examples ask for. */
    private static final String UNKNOWN_FREQUENCY = "5s";

    private KiyotakaStreams()
    {
    }

    /**
     * The channel of a text.
     *
     * @param text such as {@code TRADE:BINANCE_FUTURES:BTCUSDT}
     * @return channel, of every category unless the text says which, aggregated over 1 s unless it says how long
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static KiyotakaChannel parse(final String text)
    {
        return parse(text, new ChannelDefaults());
    }

    static KiyotakaChannel parse(final String text, final ChannelDefaults defaults)
    {
        final int query = text.lastIndexOf('?');
        final String[] place = (query < 0 ? text : text.substring(0, query)).split(":", 3);
        if (place.length < 3)
        {
            throw wrong(text, "expected TYPE:EXCHANGE:SYMBOL");
        }
        requireExchange(text, place[1]);
        final boolean coin = place[2].startsWith(COIN_PREFIX);
        final String symbol = coin ? place[2].substring(COIN_PREFIX.length()) : place[2];
        try
        {
            final KiyotakaChannel.Builder channel = defaults.channel(typeOf(place[0]), place[1], symbol);
            if (coin)
            {
                channel.groupByType(GROUPED);
            }
            if (query >= 0)
            {
                parameters(channel, text.substring(query + 1));
            }
            return channel.build();
        }
        catch (final IllegalArgumentException e)
        {
            throw wrong(text, e.getMessage());
        }
    }

    /** The text of a channel: the same for the same channel. */
    public static String text(final KiyotakaChannel channel)
    {
        final StringBuilder text = new StringBuilder(
            channel.type().name() + ':' + KiyotakaNames.instrument(channel.exchange(), channel.symbol()));
        append(text, "blockSize", channel.blockSize());
        append(text, "groupByType", channel.groupByType());
        append(text, "category", KiyotakaChannel.ANY.equals(channel.category()) ? null : channel.category());
        append(text, "quote", channel.quote());
        append(text, "batchInterval", channel.batchInterval());
        append(text, "maxDepth", channel.maxDepth());
        append(text, "updateFrequency", channel.updateFrequency());
        return text.toString();
    }

    /** True if a channel brings streams whose names are not known before they come. */
    static boolean isWildcard(final KiyotakaChannel channel)
    {
        return channel.isOfAnyExchange() || KiyotakaChannel.ANY.equals(channel.symbol());
    }

    /** Name that a subscription is known by: the stream's, or the channel's text if it brings many. */
    static String name(final KiyotakaChannel channel)
    {
        return isWildcard(channel) ? text(channel) : channel.streamName();
    }

    /** What is subscribed to by a channel. A wildcard's own stream brings nothing; those that it means do. */
    static VenueFeed.Stream stream(final KiyotakaChannel channel)
    {
        return isWildcard(channel) ?
            new VenueFeed.Stream(name(channel), null, ruleOf(channel.type()), false) :
            stream(channel, name(channel), channel.instrumentSymbol());
    }

    /** One stream that a channel brings. */
    static VenueFeed.Stream stream(final KiyotakaChannel channel, final String name, final String symbol)
    {
        return new VenueFeed.Stream(name, symbol, ruleOf(channel.type()), false, silenceNs(channel));
    }

    /** Nothing is numbered. Books are whole images; of rates, interest and profiles the last value counts. */
    private static ContinuityRule ruleOf(final KiyotakaChannelType type)
    {
        switch (type)
        {
            case BLOCK_BOOK_SNAPSHOT:
                return ContinuityRule.IMAGE;
            case TRADE:
            case TRADE_AGG:
            case LIQUIDATION:
                return ContinuityRule.TIMED;
            default:
                return ContinuityRule.NONE;
        }
    }

    private static long silenceNs(final KiyotakaChannel channel)
    {
        return channel.type() != KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT ? 0L :
            Math.max(LEAST_SILENCE_NS, IMAGES_MISSED * updateNs(channel));
    }

    /** Least time between images, nanoseconds. */
    static long updateNs(final KiyotakaChannel channel)
    {
        final String text = channel.updateFrequency() == null ? UNKNOWN_FREQUENCY : channel.updateFrequency();
        return text.endsWith("ms") ?
            TimeUnit.MILLISECONDS.toNanos(Long.parseLong(text.substring(0, text.length() - 2))) :
            TimeUnit.SECONDS.toNanos(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    static KiyotakaChannelType typeOf(final String word)
    {
        return Arrays.stream(KiyotakaChannelType.values())
            .filter((type) -> type.name().equals(word))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(
                "unknown channel '" + word + "'; known: " + Arrays.toString(KiyotakaChannelType.values())));
    }

    /** Refuses what is no exchange's code; which codes there are is the vendor's business. */
    static void requireExchange(final String text, final String exchange)
    {
        if (!exchange.matches("\\*|[^:*\\s\\p{Cntrl}]+"))
        {
            throw wrong(text, "not an exchange: '" + exchange + "'");
        }
    }

    private static void parameters(final KiyotakaChannel.Builder channel, final String query)
    {
        final Set<String> seen = new HashSet<>();
        for (final String parameter : query.split("&", -1))
        {
            final int equals = parameter.indexOf('=');
            if (equals < 1 || equals == parameter.length() - 1)
            {
                throw new IllegalArgumentException("expected name=value: '" + parameter + "'");
            }
            final String name = parameter.substring(0, equals);
            if (!seen.add(name))
            {
                throw new IllegalArgumentException(name + " is given twice");
            }
            parameter(channel, name, parameter.substring(equals + 1));
        }
    }

    private static void parameter(final KiyotakaChannel.Builder channel, final String name, final String value)
    {
        switch (name)
        {
            case "category":
                channel.category(value);
                break;
            case "quote":
                channel.quote(value);
                break;
            case "batchInterval":
                channel.batchInterval(value);
                break;
            case "blockSize":
                channel.blockSize(value);
                break;
            case "maxDepth":
                channel.maxDepth(value);
                break;
            case "updateFrequency":
                channel.updateFrequency(value);
                break;
            case "groupByType":
                channel.groupByType(value);
                break;
            default:
                throw new IllegalArgumentException("unknown parameter '" + name + "'");
        }
    }

    private static void append(final StringBuilder text, final String name, final String value)
    {
        if (value != null)
        {
            text.append(text.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value);
        }
    }

    private static IllegalArgumentException wrong(final String text, final String problem)
    {
        return new IllegalArgumentException("stream '" + text + "': " + problem);
    }
}
