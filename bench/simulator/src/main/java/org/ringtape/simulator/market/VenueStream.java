package org.ringtape.simulator.market;

import java.util.Collection;
import java.util.Locale;

/**
 * One stream of one symbol that a market produces. Compared by identity.
 *
 * <p>A subscription gets it under its exact name; else, under the name subscribed to, if that is the same channel of
 * the
 * same symbol or of its underlying ({@code btcusdt@optionTrade} against {@code btc-261030-85000-c@optionTrade}) or the
 * same depth channel at another speed, because a market has each depth stream at one speed only.
 */
public final class VenueStream
{
    private final String name;
    private final String symbol;
    private final StreamName parts;

    VenueStream(final String name, final String symbol)
    {
        this.name = name;
        this.symbol = symbol;
        this.parts = StreamName.of(name);
    }

    public String name()
    {
        return name;
    }

    public String symbol()
    {
        return symbol;
    }

    boolean isDiffDepth()
    {
        return parts.isDiffDepth();
    }

    /** @return the subscribed name under which this stream is delivered; empty if none of them means it. */
    public String deliveredAs(final Collection<String> subscribed)
    {
        if (subscribed.contains(name))
        {
            return name;
        }
        for (final String candidate : subscribed)
        {
            if (means(StreamName.of(candidate)))
            {
                return candidate;
            }
        }
        return "";
    }

    private boolean means(final StreamName other)
    {
        if (!other.channel().equals(parts.channel()) || symbol.isEmpty())
        {
            return false;
        }
        if (isExpiryForm(other))
        {
            return true;
        }
        final boolean upperCase = parts.subject().equals(symbol) && !symbol.equals(symbol.toLowerCase(Locale.ROOT));
        final boolean sameSubject = upperCase ?
            other.subject().equals(symbol) || other.subject().equals(symbol.replaceFirst("-.*", "")) :
            other.subject().equals(symbol.toLowerCase(Locale.ROOT)) ||
            other.subject().equals(StreamName.underlying(symbol));
        return sameSubject && (parts.isAnyDepth() || other.suffix().equals(parts.suffix()));
    }

    /** {@code btcusdt@optionTicker@261030} means the tickers of that expiry. */
    private boolean isExpiryForm(final StreamName other)
    {
        return other.suffix().length() > 1 && symbol.contains("-" + other.suffix().substring(1) + "-") &&
            parts.suffix().isEmpty() && other.subject().equals(StreamName.underlying(symbol));
    }
}
