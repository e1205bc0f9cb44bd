package org.ringtape.feeds.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.ReceiveMode;
import org.ringtape.feeds.transport.ReceivePath;
import org.ringtape.feeds.transport.TlsProvider;

/** What a file says, and what is wrong with it. */
class ConfigurationFileTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldReadEveryVenueOfBinance() throws IOException
    {
        final ConfigurationFile file = read(Map.of(), """
            ringCapacity: 16384
            venues:
              - venue: binance-options
                symbols: [BTC-261030-85000-C]
                channels: [depth, kline_1m]
                underlyings: BTCUSDT
                expiries: [261030, "261127"]
                depthLimit: 100
                exchangeInfo: false
                rest: http://127.0.0.1:9002/
              - venue: binance-usdm
                streams:
                  - btcusdt@depth@100ms
                  - btcusdt@markPrice@1s
                dataSilenceMs: 7000
                webSocket: ws://127.0.0.1:9001/
              - venue: binance-options-legacy
                symbols: [BTC-220930-18000-C]
                channels: trade
            """);
        assertEquals(Optional.of(16_384), file.ringCapacity());
        final List<VenueFeed> feeds = file.feeds();
        assertEquals(
            List.of(Venue.BINANCE_OPTIONS, Venue.BINANCE_USDM, Venue.BINANCE_OPTIONS_LEGACY),
            feeds.stream().map(VenueFeed::venue).toList());
        assertEquals(
            List.of("btc-261030-85000-c@depth@100ms", "btc-261030-85000-c@kline_1m", "btcusdt@optionMarkPrice",
                "!index@arr", "!optionSymbol", "btcusdt@openInterest@261030", "btcusdt@openInterest@261127"),
            names(feeds.get(0)));
        assertEquals(5, feeds.get(0).protocol().snapshots().snapshotWeight());
        assertEquals(List.of("btcusdt@depth@100ms", "btcusdt@markPrice@1s"), names(feeds.get(1)));
        assertEquals(URI.create("ws://127.0.0.1:9001/public/stream"), feeds.get(1).protocol().endpoint());
        assertEquals(7_000_000_000L, feeds.get(1).protocol().limits().dataSilenceNs());
        assertEquals(List.of("BTC-220930-18000-C@trade"), names(feeds.get(2)));
    }

    @Test
    void shouldPutTheEnvironmentBeforeTheFile() throws IOException
    {
        final ConfigurationFile file = read(Map.of("RINGTAPE_BINANCE_USDM_WS", "ws://127.0.0.1:7/"), """
            venues:
              - venue: binance-usdm
                symbols: [BTCUSDT]
                webSocket: ws://127.0.0.1:9001/
            """);
        assertEquals(URI.create("ws://127.0.0.1:7/public/stream"), file.feeds().get(0).protocol().endpoint());
    }

    @Test
    void shouldNameFileLineAndKeyOfEverythingThatIsWrong()
    {
        final List<String> errors = errors("""
            ringCapacity: many
            venues:
              - venue: binance-usdm
                symbols:
                  - BTCUSDT
                  - BTC USDT
                streams: btcusdt@trade
                depthLimit: [100]
                depthlimit: 100
                channels: [depth, [depth10]]
              - venue: nowhere
                symbols: [X]
              - symbols: [X]
              - text
              - venue: binance-options
                symbols: [A-1-2-C]
                symbols: [A-1-2-P]
                exchangeInfo: maybe
                webSocket: http://127.0.0.1/
            """);
        assertStartsWith(errors,
            "1: ringCapacity: expected a whole number: 'many'",
            "6: symbols: not a symbol: 'BTC USDT'",
            "7: streams: expected a list",
            "8: depthLimit: expected one value, not a list",
            "9: depthlimit: unknown key; known: allInstruments, channels,",
            "10: channels: expected one value, not a list",
            "11: venue: unknown venue 'nowhere'; known: binance-options,",
            "13: venue: missing; known: binance-options,",
            "14: a venue: expected keys and values",
            "17: symbols: given twice",
            "18: exchangeInfo: expected true or false: 'maybe'",
            "19: webSocket: expected ws://");
    }

    @Test
    void shouldReadHowEachVenueReceives() throws IOException
    {
        final ConfigurationFile file = read(Map.of(), """
            venues:
              - venue: binance-usdm
                symbols: [BTCUSDT]
              - venue: binance-options
                symbols: [BTC-261030-85000-C]
                receive: spinning
              - venue: kiyotaka
                symbols: [BINANCE:BTC-USDT]
                tls: conscrypt
              - venue: vatic
                symbols: [btc]
                receive: spinning
                tls: conscrypt
              - venue: vatic
                symbols: [eth]
                receive: blocking
                tls: jdk
            """);
        assertEquals(
            List.of(
                ReceivePath.DEFAULT,
                new ReceivePath(ReceiveMode.SPINNING, TlsProvider.JDK),
                new ReceivePath(ReceiveMode.BLOCKING, TlsProvider.CONSCRYPT),
                new ReceivePath(ReceiveMode.SPINNING, TlsProvider.CONSCRYPT),
                ReceivePath.DEFAULT),
            file.feeds().stream().map(VenueFeed::receivePath).toList());
    }

    @Test
    void shouldNameWhatThereIsWhereAReceivePathIsUnknown()
    {
        assertStartsWith(errors("""
            venues:
              - venue: vatic
                symbols: [btc]
                receive: polling
                tls: [jdk]
              - venue: binance-usdm
                symbols: [BTCUSDT]
                tls: openssl
            """),
            "4: receive: unknown receive mode 'polling'; known: blocking, spinning",
            "5: tls: expected one value, not a list",
            "8: tls: unknown TLS provider 'openssl'; known: jdk, conscrypt");
    }

    @Test
    void shouldSayWhatAVenueLacks()
    {
        assertStartsWith(errors("""
            venues:
              - venue: binance-usdm
                depthLimit: 5
            """),
            "2: symbols: binance-usdm: neither symbols nor streams given");
    }

    @Test
    void shouldRefuseASecretWithoutRepeatingIt()
    {
        final List<String> errors = errors("""
            venues:
              - venue: binance-usdm
                symbols: [BTCUSDT]
                apiKey: hush
            """);
        assertStartsWith(errors, "4: apiKey: a secret does not stand here");
        assertFalse(errors.toString().contains("hush"));
    }

    @Test
    void shouldSayWhatIsNoConfiguration()
    {
        assertStartsWith(errors("venues: ["), "1: not YAML: ");
        assertStartsWith(errors("venues: []"), "1: venues: no venue given");
        assertStartsWith(errors("venues: binance-usdm"), "1: venues: expected a list");
        assertStartsWith(errors("- 1"), "1: the file: expected keys and values");
        assertEquals(List.of(path() + ": empty"), errors(""));
        final Path missing = directory.resolve("missing.yaml");
        assertEquals(List.of(missing + ": no such file"), assertThrows(ConfigurationException.class,
            () -> ConfigurationFile.read(missing, new BaseUrls(Map.of()))).errors());
    }

    private void assertStartsWith(final List<String> errors, final String... starts)
    {
        final List<String> cut = errors.stream().map((error) -> error.substring((path() + ":").length())).toList();
        for (int i = 0; i < Math.min(starts.length, cut.size()); i++)
        {
            final int at = i;
            assertEquals(starts[i], cut.get(i).substring(0, Math.min(starts[i].length(), cut.get(i).length())),
                () -> at + " of " + cut);
        }
        assertEquals(starts.length, cut.size(), cut::toString);
    }

    private List<String> errors(final String text)
    {
        return assertThrows(ConfigurationException.class, () -> read(Map.of(), text)).errors();
    }

    private ConfigurationFile read(final Map<String, String> environment, final String text) throws IOException
    {
        Files.writeString(path(), text);
        return ConfigurationFile.read(path(), new BaseUrls(environment));
    }

    private Path path()
    {
        return directory.resolve("feeds.yaml");
    }

    private static List<String> names(final VenueFeed feed)
    {
        return feed.streams().stream().map(VenueFeed.Stream::name).toList();
    }
}
