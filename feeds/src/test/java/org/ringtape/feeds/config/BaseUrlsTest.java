package org.ringtape.feeds.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.VenueModule;
import org.ringtape.feeds.venue.VenueModules;

/** Base addresses that the environment says. */
class BaseUrlsTest
{
    @ParameterizedTest
    @CsvSource({
        "binance-options, RINGTAPE_BINANCE_OPTIONS", "binance-usdm, RINGTAPE_BINANCE_USDM",
        "binance-options-legacy, RINGTAPE_BINANCE_OPTIONS_LEGACY", "kiyotaka, RINGTAPE_KIYOTAKA",
        "vatic, RINGTAPE_VATIC"})
    void shouldOverrideEveryVenueByItsName(final String label, final String prefix)
    {
        final VenueModule module = VenueModules.installed().of(label);
        final Addresses feed = new Addresses();
        new BaseUrls(Map.of(
            prefix + "_WS", "wss://a.example/", prefix + "_REST", "http://b.example/", "RINGTAPE_OTHER_WS", "nonsense"))
            .apply(module.venue(), feed);
        assertEquals(List.of("ws wss://a.example/", "rest http://b.example/"), feed.told);
    }

    @Test
    void shouldNotDependOnTheLocale()
    {
        final Locale before = Locale.getDefault();
        try
        {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            final Addresses feed = new Addresses();
            new BaseUrls(Map.of("RINGTAPE_KIYOTAKA_WS", "ws://a.example/")).apply(KiyotakaModule.VENUE, feed);
            assertEquals(1, feed.told.size());
        }
        finally
        {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldLeaveAloneWhatIsNotSaid()
    {
        final Addresses feed = new Addresses();
        new BaseUrls(Map.of("RINGTAPE_VATIC_WS", " ")).apply(VaticModule.VENUE, feed);
        assertEquals(List.of(), feed.told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "http://a.example/", "ws:/a", "ws://", "ws://a b/"})
    void shouldNameTheVariableThatIsNoAddress(final String value)
    {
        final BaseUrls urls = new BaseUrls(Map.of("RINGTAPE_VATIC_WS", value));
        final Exception thrown = assertThrows(
            ConfigurationException.class, () -> urls.apply(VaticModule.VENUE, new Addresses()));
        assertTrue(thrown.getMessage().startsWith("RINGTAPE_VATIC_WS: "), thrown.getMessage());
    }

    /** Hears addresses. */
    private static final class Addresses implements FeedBuilder
    {
        private final List<String> told = new ArrayList<>();

        @Override
        public FeedBuilder symbols(final String... symbols)
        {
            throw new AssertionError();
        }

        @Override
        public FeedBuilder streams(final String... names)
        {
            throw new AssertionError();
        }

        @Override
        public FeedBuilder webSocket(final URI base)
        {
            told.add("ws " + base);
            return this;
        }

        @Override
        public FeedBuilder rest(final URI base)
        {
            told.add("rest " + base);
            return this;
        }

        @Override
        public FeedBuilder receive(final ReceiveMode mode)
        {
            throw new AssertionError();
        }

        @Override
        public FeedBuilder tls(final TlsProvider provider)
        {
            throw new AssertionError();
        }

        @Override
        public FeedBuilder trustStore(final TrustStore store)
        {
            throw new AssertionError();
        }

        @Override
        public FeedBuilder proxy(final ProxyChoice choice)
        {
            throw new AssertionError();
        }

        @Override
        public Set<String> settings()
        {
            return Set.of();
        }

        @Override
        public FeedBuilder setting(final String name, final String value)
        {
            throw new AssertionError();
        }

        @Override
        public VenueFeed build()
        {
            throw new AssertionError();
        }
    }
}
