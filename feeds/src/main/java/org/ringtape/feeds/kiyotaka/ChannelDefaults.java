package org.ringtape.feeds.kiyotaka;

import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;

/** Parameters of channels that do not say otherwise, each sent only where it applies. Control path, one thread. */
final class ChannelDefaults
{
    /** What the vendor takes for an interval that is not given is not known, so one is always given. */
    private static final String BATCH_INTERVAL = "1s";

    private String category = KiyotakaChannel.ANY;
    private String batchInterval = BATCH_INTERVAL;
    private String quote;
    private String blockSize;
    private String maxDepth;
    private String updateFrequency;

    /** Defaults to check the text of a book with, while its block size may still be set. */
    static ChannelDefaults forChecks()
    {
        final ChannelDefaults defaults = new ChannelDefaults();
        defaults.blockSize = "1";
        return defaults;
    }

    /** The same, independent of what is set later. */
    ChannelDefaults copy()
    {
        final ChannelDefaults copy = new ChannelDefaults();
        copy.category = category;
        copy.batchInterval = batchInterval;
        copy.quote = quote;
        copy.blockSize = blockSize;
        copy.maxDepth = maxDepth;
        copy.updateFrequency = updateFrequency;
        return copy;
    }

    /** A channel with the defaults that apply to it. */
    KiyotakaChannel.Builder channel(final KiyotakaChannelType type, final String exchange, final String symbol)
    {
        final KiyotakaChannel.Builder channel = KiyotakaChannel.of(type, exchange, symbol).category(category);
        switch (type)
        {
            case BLOCK_BOOK_SNAPSHOT:
                return channel.quote(quote).blockSize(blockSize).maxDepth(maxDepth).updateFrequency(updateFrequency);
            case VOLUME_PROFILE_AGG:
                return channel.quote(quote).updateFrequency(updateFrequency);
            case TRADE_AGG:
                return channel.batchInterval(batchInterval);
            default:
                return channel;
        }
    }

    /** True if books can be asked for. */
    boolean hasBlockSize()
    {
        return blockSize != null;
    }

    void category(final String value)
    {
        probe(KiyotakaChannelType.TRADE).category(value).build();
        category = value;
    }

    void batchInterval(final String value)
    {
        probe(KiyotakaChannelType.TRADE_AGG).batchInterval(value).build();
        batchInterval = value;
    }

    void quote(final String value)
    {
        probe(KiyotakaChannelType.VOLUME_PROFILE_AGG).quote(value).build();
        quote = value;
    }

    void blockSize(final String value)
    {
        probe(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT).blockSize(value).build().streamName();
        blockSize = value;
    }

    void maxDepth(final String value)
    {
        probe(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT).blockSize("1").maxDepth(value).build();
        maxDepth = value;
    }

    void updateFrequency(final String value)
    {
        probe(KiyotakaChannelType.VOLUME_PROFILE_AGG).updateFrequency(value).build();
        updateFrequency = value;
    }

    /** A channel that refuses a parameter as a real one would. */
    private static KiyotakaChannel.Builder probe(final KiyotakaChannelType type)
    {
        return KiyotakaChannel.of(type, KiyotakaChannel.ANY, KiyotakaChannel.ANY);
    }
}
