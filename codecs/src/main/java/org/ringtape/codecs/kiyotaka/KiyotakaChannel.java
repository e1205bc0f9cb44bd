package org.ringtape.codecs.kiyotaka;

import java.util.regex.Pattern;

/**
 * One channel to subscribe to, and to give up with the same parameters. Every parameter is text on the wire, numbers
 * included; null leaves it out. Source: page "Subscribing". Immutable.
 *
 * @param type            channel
 * @param exchange        code, or {@code *} for every exchange; unknown codes are the vendor's business
 * @param symbol          the exchange's own symbol; the coin if the channel is grouped
 * @param category        {@code SPOT}, {@code PERPETUAL}, {@code *} or another class of market
 * @param quote           unit of quantities, {@code COIN} or {@code USD}: books and profiles only
 * @param batchInterval   window as {@code 200ms} or {@code 1s}: {@link KiyotakaChannelType#TRADE_AGG} only
 * @param blockSize       width of a price bucket: a book needs it, nothing else may have it
 * @param maxDepth        most levels a side: books only
 * @param updateFrequency least time between images as {@code 500ms} or {@code 1s}: books and profiles only
 * @param groupByType     {@code 1} for one stream a coin, {@code 0} for one a symbol: books and profiles only
 */
public record KiyotakaChannel(
    KiyotakaChannelType type,
    String exchange,
    String symbol,
    String category,
    String quote,
    String batchInterval,
    String blockSize,
    String maxDepth,
    String updateFrequency,
    String groupByType)
{
    /** Stands for every exchange or category. */
    public static final String ANY = "*";

    /** INFERRED from the values of the examples. */
    private static final Pattern DURATION = Pattern.compile("0*[1-9][0-9]{0,8}(ms|s)");
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    /** Refuses what the vendor would. */
    public KiyotakaChannel
    {
        if (type == null)
        {
            throw new IllegalArgumentException("type is missing");
        }
        required("exchange", exchange);
        required("symbol", symbol);
        notBlank("category", category);
        final boolean book = type == KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT;
        final boolean bookOrProfile = book || type == KiyotakaChannelType.VOLUME_PROFILE_AGG;
        only(bookOrProfile, type, "quote", quote);
        oneOf("quote", quote, "COIN", "USD");
        only(type == KiyotakaChannelType.TRADE_AGG, type, "batchInterval", batchInterval);
        matching("batchInterval", batchInterval, DURATION, "digits and ms or s, above 0");
        only(book, type, "blockSize", blockSize);
        if (book)
        {
            required("blockSize", blockSize);
        }
        matching("blockSize", blockSize, DECIMAL, "a plain decimal");
        if (blockSize != null && blockSize.chars().allMatch(c -> c == '0' || c == '.'))
        {
            throw new IllegalArgumentException("blockSize must be above 0");
        }
        only(book, type, "maxDepth", maxDepth);
        matching("maxDepth", maxDepth, COUNT, "a whole number above 0");
        only(bookOrProfile, type, "updateFrequency", updateFrequency);
        matching("updateFrequency", updateFrequency, DURATION, "digits and ms or s, above 0");
        only(bookOrProfile, type, "groupByType", groupByType);
        oneOf("groupByType", groupByType, "0", "1");
    }

    /**
     * Begins a channel.
     *
     * @param type     channel
     * @param exchange code, or {@link #ANY}
     * @param symbol   the exchange's own symbol, or the coin of a grouped channel
     * @return a builder without any other parameter
     */
    public static Builder of(final KiyotakaChannelType type, final String exchange, final String symbol)
    {
        return new Builder(type, exchange, symbol);
    }

    /** True if the channel has one stream a coin; its points then carry no symbol. */
    public boolean isGrouped()
    {
        return "1".equals(groupByType);
    }

    /** True if the points name exchanges that the channel does not, so that its streams are not known before. */
    public boolean isOfAnyExchange()
    {
        return ANY.equals(exchange);
    }

    /** Name of the channel's stream as the decoder spells it; of no use where {@link #isOfAnyExchange()}. */
    public String streamName()
    {
        return KiyotakaNames.stream(type, exchange, symbolOrCoin(), blockSize);
    }

    /** Symbol of the channel's instrument as the decoder spells it; of no use where {@link #isOfAnyExchange()}. */
    public String instrumentSymbol()
    {
        return KiyotakaNames.instrument(exchange, symbolOrCoin());
    }

    private String symbolOrCoin()
    {
        return isGrouped() ? KiyotakaNames.coin(symbol) : symbol;
    }

    private static void required(final String name, final String value)
    {
        if (value == null || value.isBlank())
        {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    private static void notBlank(final String name, final String value)
    {
        if (value != null && value.isBlank())
        {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    private static void only(
        final boolean applies, final KiyotakaChannelType type, final String name, final String value)
    {
        if (!applies && value != null)
        {
            throw new IllegalArgumentException(name + " does not apply to " + type);
        }
    }

    private static void oneOf(final String name, final String value, final String first, final String second)
    {
        if (value != null && !value.equals(first) && !value.equals(second))
        {
            throw new IllegalArgumentException(name + " must be " + first + " or " + second + ", not " + value);
        }
    }

    private static void matching(
        final String name, final String value, final Pattern pattern, final String grammar)
    {
        if (value != null && !pattern.matcher(value).matches())
        {
            throw new IllegalArgumentException(name + " must be " + grammar + ", not " + value);
        }
    }

    /** Collects the parameters of a channel. */
    public static final class Builder
    {
        private final KiyotakaChannelType type;
        private final String exchange;
        private final String symbol;
        private String category;
        private String quote;
        private String batchInterval;
        private String blockSize;
        private String maxDepth;
        private String updateFrequency;
        private String groupByType;

        private Builder(final KiyotakaChannelType type, final String exchange, final String symbol)
        {
            this.type = type;
            this.exchange = exchange;
            this.symbol = symbol;
        }

        /** Class of market, or {@link #ANY}. */
        public Builder category(final String value)
        {
            category = value;
            return this;
        }

        /** Unit of quantities. */
        public Builder quote(final String value)
        {
            quote = value;
            return this;
        }

        /** Window of aggregated trades. */
        public Builder batchInterval(final String value)
        {
            batchInterval = value;
            return this;
        }

        /** Width of a book's price bucket. */
        public Builder blockSize(final String value)
        {
            blockSize = value;
            return this;
        }

        /** Most levels a side. */
        public Builder maxDepth(final String value)
        {
            maxDepth = value;
            return this;
        }

        /** Least time between images. */
        public Builder updateFrequency(final String value)
        {
            updateFrequency = value;
            return this;
        }

        /** {@code 1}: one stream a coin. */
        public Builder groupByType(final String value)
        {
            groupByType = value;
            return this;
        }

        /**
         * The channel.
         *
         * @return channel
         * @throws IllegalArgumentException naming the parameter that is missing, wrong or not the channel's
         */
        public KiyotakaChannel build()
        {
            return new KiyotakaChannel(type, exchange, symbol, category, quote, batchInterval, blockSize, maxDepth,
                updateFrequency, groupByType);
        }
    }
}
