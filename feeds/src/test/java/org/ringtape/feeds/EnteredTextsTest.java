package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.config.BaseUrls;
import org.ringtape.feeds.config.ConfigurationException;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.vatic.VaticFeed;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.VenueModule;
import org.ringtape.feeds.venue.VenueModules;

/** Names and addresses that a host hands to a builder: what cannot be one is refused where it enters, on one line. */
class EnteredTextsTest
{
    private static String refused(final Executable step)
    {
        final String message = assertThrows(IllegalArgumentException.class, step).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.length() < 2_000, message);
        return message;
    }

    static Collection<VenueModule> modules()
    {
        return VenueModules.installed().all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldRefuseControlCharactersInNamesOfEveryVenue(final VenueModule module)
    {
        for (final String bad : List.of(
            "\r\n", "\n", "\0", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u202e", "\ud800"))
        {
            final FeedBuilder feed = module.newFeed();
            for (final String name : List.of("BTC" + bad + "USDT", "BINANCE:BTC" + bad, bad + "btc", "btc" + bad))
            {
                refused(() -> feed.symbols(name));
                refused(() -> feed.streams(name + "@trade"));
                refused(() -> feed.streams("TRADE:BINANCE:" + name));
                refused(() -> feed.streams("btc@5min" + bad));
            }
            for (final String setting : feed.settings())
            {
                refused(() -> feed.setting(setting, "depth" + bad));
            }
            refused(() -> feed.setting("no" + bad, "x"));
        }
    }

    @Test
    void shouldRefuseControlCharactersInAChannelOfTheTypedBuilder()
    {
        final KiyotakaChannel channel = KiyotakaChannel.of(KiyotakaChannelType.TRADE, "BINANCE", "BTC\r\nX").build();
        assertEquals(
            "not a symbol: it holds control characters: 'BINANCE:BTC\\u000d\\u000aX'",
            refused(() -> new KiyotakaFeed().channel(channel)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldRefuseNamesThatAreTooLongWithoutRepeatingThemWhole(final VenueModule module)
    {
        final FeedBuilder feed = module.newFeed();
        refused(() -> feed.symbols("BINANCE:" + "X".repeat(100_000)));
        refused(() -> feed.symbols("BINANCE:" + "X".repeat(193)));
        refused(() -> feed.streams("TRADE:BINANCE:" + "X".repeat(100_000)));
        refused(() -> feed.symbols(""));
        refused(() -> feed.symbols(" "));
    }

    @Test
    void shouldTakeTheLongestSymbolThereMayBeAndLettersOfAnyLanguage()
    {
        final String longest = "BINANCE:" + "X".repeat(Texts.MAX_SYMBOL_LENGTH - 8);
        assertEquals(longest, new KiyotakaFeed().symbols(longest).build().streams().get(0).symbol());
        assertEquals(3, BinanceFeed.usdm().symbols("\u5e01\u5b89USDT").build().streams().size());
    }

    @Test
    void shouldRefuseNoChannelsInPlaceOfTheUsualOnes()
    {
        assertEquals("channels: none given", refused(() -> BinanceFeed.usdm().channels()));
    }

    @ParameterizedTest
    @CsvSource({
        "ws://user:hush@host,must hold no credentials",
        "wss://hush@host:1/path,must hold no credentials",
        "http://user:hush@host,must hold no credentials",
        "ws://host:99999,no such port: 99999",
        "ws://host:0,no such port: 0",
        "ws://host/?key=hush,must have neither query nor fragment",
        "ws://host/#hush,must have neither query nor fragment",
        "wss:/host,must be ws://host or wss://host: wss:/host",
        "ws://my_host/,must be ws://host or wss://host: ws://my_host/",
        "mailto:hush@host,must"})
    void shouldRefuseAddressesInEveryBuilder(final String address, final String problem)
    {
        final URI uri = URI.create(address);
        for (final VenueModule module : VenueModules.installed().all())
        {
            final String message = refused(() -> module.newFeed().webSocket(uri));
            assertTrue(message.startsWith("webSocket") && message.contains(problem), message);
            assertFalse(message.contains("hush"), message);
            final URI rest = URI.create(address.replaceFirst("^ws", "http"));
            final String ofRest = refused(() -> module.newFeed().rest(rest));
            assertTrue(ofRest.startsWith("rest") && !ofRest.contains("hush"), ofRest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://user:hush@host", "ws://host:99999", "ws://us er:hush@host", "ws://host?hush",
        "hush@host", "ws://a\nb"})
    void shouldRefuseAddressesOfTheEnvironment(final String address)
    {
        final BaseUrls urls = new BaseUrls(Map.of("RINGTAPE_VATIC_WS", address));
        final String message = assertThrows(ConfigurationException.class,
            () -> urls.apply(VaticModule.VENUE, new VaticFeed())).getMessage();
        assertTrue(message.startsWith("RINGTAPE_VATIC_WS: "), message);
        assertFalse(message.contains("hush") || message.contains("\n"), message);
    }
}
