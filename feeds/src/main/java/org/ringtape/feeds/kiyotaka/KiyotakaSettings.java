package org.ringtape.feeds.kiyotaka;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Texts;

/** The builder's methods by name, with their values as texts. Control path, any thread. */
final class KiyotakaSettings
{
    private static final Map<String, BiConsumer<KiyotakaFeed, String>> SETTINGS = Map.ofEntries(
        Map.entry("region", (feed, value) -> feed.region(KiyotakaRegion.of(value))),
        Map.entry("channels", (feed, value) -> feed.channels(types(value))),
        Map.entry("blockSize", KiyotakaFeed::blockSize),
        Map.entry("maxDepth", KiyotakaFeed::maxDepth),
        Map.entry("updateFrequency", KiyotakaFeed::updateFrequency),
        Map.entry("batchInterval", KiyotakaFeed::batchInterval),
        Map.entry("quote", KiyotakaFeed::quote),
        Map.entry("category", KiyotakaFeed::category),
        Map.entry("compression", (feed, value) -> feed.brotli(isBrotli(value))),
        Map.entry("authPlain", (feed, value) -> feed.authPlain(isTrue("authPlain", value))),
        Map.entry("keyFile", (feed, value) -> feed.keyFile(path(value))),
        Map.entry("keyVariable", KiyotakaFeed::keyVariable),
        Map.entry("dataSilenceMs", (feed, value) -> feed.dataSilenceMs(FeedBuilder.wholeNumber(value))));

    /** Names of all settings. */
    static final Set<String> NAMES = SETTINGS.keySet();

    private KiyotakaSettings()
    {
    }

    /** Makes a setting; a value of one that does not exist is not repeated: it might be a secret. */
    static void apply(final KiyotakaFeed feed, final String name, final String value)
    {
        final BiConsumer<KiyotakaFeed, String> setting = SETTINGS.get(name);
        if (setting == null)
        {
            throw new IllegalArgumentException("no such setting: " + Texts.shown(name));
        }
        setting.accept(feed, Texts.requirePlain("value", value));
    }

    private static Set<KiyotakaChannelType> types(final String words)
    {
        final Set<KiyotakaChannelType> types = EnumSet.noneOf(KiyotakaChannelType.class);
        for (final String word : words.split(","))
        {
            types.add(KiyotakaStreams.typeOf(word.strip()));
        }
        return types;
    }

    private static boolean isBrotli(final String value)
    {
        if (!value.equals("none") && !value.equals("brotli"))
        {
            throw new IllegalArgumentException("compression must be none or brotli: '" + value + "'");
        }
        return value.equals("brotli");
    }

    private static boolean isTrue(final String name, final String value)
    {
        if (!value.equals("true") && !value.equals("false"))
        {
            throw new IllegalArgumentException(name + " must be true or false: '" + value + "'");
        }
        return value.equals("true");
    }

    private static Path path(final String value)
    {
        try
        {
            return Path.of(value);
        }
        catch (final InvalidPathException e)
        {
            throw new IllegalArgumentException("keyFile is not a path: '" + value + "'", e);
        }
    }
}
