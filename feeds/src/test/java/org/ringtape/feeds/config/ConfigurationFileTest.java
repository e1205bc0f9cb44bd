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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.TestCertificates;
import org.ringtape.feeds.transport.TestCertificates.Key;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

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
            List.of(BinanceModule.OPTIONS, BinanceModule.USDM, BinanceModule.OPTIONS_LEGACY),
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

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "100", "255", "257", "128", "2097152", "999999999"})
    void shouldRefuseARingThatThereCannotBe(final String slots)
    {
        assertEquals(
            List.of(path() + ":1: ringCapacity: must be a power of two from 256 to 1048576: " + slots),
            errors("ringCapacity: " + slots + "\nvenues:\n  - venue: vatic\n    symbols: [btc]\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void shouldRefuseWhatIsNestedTooDeeplyWithoutAStackTrace(final String opening)
    {
        for (final int depth : new int[] {17, 3_000, 100_000})
        {
            final String text = "venues:\n  " + opening.repeat(depth);
            final List<String> errors = errors(text);
            assertEquals(
                List.of(path() + ":2: more than 16 lists and mappings within each other"), errors);
        }
    }

    @Test
    void shouldReadNestingWithinTheLimitAndSayWhatIsWrongWithIt()
    {
        assertStartsWith(errors("venues:\n  " + "[".repeat(15) + "]".repeat(15)),
            "2: a venue: expected keys and values");
        assertStartsWith(errors("venues: &a [*a]"), "1: a venue: expected keys and values");
    }

    @Test
    void shouldRefuseAHugeFile() throws IOException
    {
        final String large = "# " + "x".repeat(BoundedYaml.MAX_LENGTH) + "\n";
        assertEquals(List.of(path() + ": longer than 1048576 bytes"), errors(large));
    }

    @Test
    void shouldSayWhatCannotBeReadAsText() throws IOException
    {
        Files.write(path(), new byte[] {'a', (byte)0xFF, (byte)0xC0});
        assertEquals(List.of(path() + ": not UTF-8"), assertThrows(ConfigurationException.class,
            () -> ConfigurationFile.read(path(), new BaseUrls(Map.of()))).errors());
        assertEquals(List.of(directory + ": cannot be read: a directory"), assertThrows(ConfigurationException.class,
            () -> ConfigurationFile.read(directory, new BaseUrls(Map.of()))).errors());
        assertEquals(List.of(path() + ":2: not YAML: character \\u0007"), errors("a: 1\nb: \u0007"));
    }

    /** One line each, whatever is in it. */
    @Test
    void shouldKeepEachMessageOnItsLine()
    {
        final List<String> errors = errors("""
            "ring\\r\\nCapacity": 1
            venues:
              - venue: "vatic\\n"
              - venue: binance-usdm
                symbols: ["BTC\\r\\nUSDT", "A\\u2028B", "A\\u202EB", "A\\0", "\\e[31m"]
                streams: ["btcusdt@trade\\n"]
                channels: ["depth\\u0085"]
                receive: "spin\\tning"
                depthLimit: "5\\n"
                webSocket: "ws://a\\nb/"
              - venue: kiyotaka
                symbols: ["BINANCE:BTC\\r\\nUSDT"]
                streams: ["TRADE:BINANCE:BTC\\nUSDT"]
                category: "SPOT\\n"
            """.replace("\\\\", "\\"));
        assertStartsWith(errors,
            "1: ring\\u000d\\u000aCapacity: unknown key",
            "3: venue: not a value: it holds control characters: 'vatic\\u000a'",
            "5: symbols: not a value: it holds control characters: 'BTC\\u000d\\u000aUSDT'",
            "5: symbols: not a value: it holds control characters: 'A\\u2028B'",
            "5: symbols: not a value: it holds control characters: 'A\\u202eB'",
            "5: symbols: not a value: it holds control characters: 'A\\u0000'",
            "5: symbols: not a value: it holds control characters: '\\u001b[31m'",
            "6: streams: not a value: it holds",
            "7: channels: not a value: it holds",
            "8: receive: not a value: it holds",
            "9: depthLimit: not a value: it holds",
            "10: webSocket: not a value: it holds",
            "12: symbols: not a value: it holds",
            "13: streams: not a value: it holds",
            "14: category: not a value: it holds");
        errors.forEach((error) -> assertEquals(1, error.lines().count(), error));
    }

    @Test
    void shouldRefuseAddressesThatCannotBeAndNotRepeatWhatMayBeASecret()
    {
        final List<String> errors = errors("""
            venues:
              - venue: binance-usdm
                symbols: [BTCUSDT]
                webSocket: ws://user:hush@host/
                rest: http://hush@host:8080
              - venue: vatic
                symbols: [btc]
                webSocket: ws://host:99999/
                rest: http://host/?token=hush
              - venue: kiyotaka
                symbols: [BINANCE:BTC-USDT]
                webSocket: ftp://user:hush@host
                rest: http://host:0
              - venue: vatic
                symbols: [eth]
                webSocket: ws://us er:hush@host
                rest: http://host#hush
              - venue: binance-options
                symbols: [BTC-261030-85000-C]
                webSocket: ws://host:99999999999/
                rest: https:///depth
            """);
        assertStartsWith(errors,
            "4: webSocket: must hold no credentials (user@…); it is not repeated here",
            "5: rest: must hold no credentials (user@…); it is not repeated here",
            "8: webSocket: no such port: 99999",
            "9: rest: must have neither query nor fragment; it is not repeated here",
            "12: webSocket: must hold no credentials (user@…); it is not repeated here",
            "13: rest: no such port: 0",
            "16: webSocket: must hold no credentials (user@…); it is not repeated here",
            "17: rest: must have neither query nor fragment; it is not repeated here",
            "20: webSocket: expected ws://host or wss://host: ws://host:99999999999/",
            "21: rest: expected http://host or https://host: https:///depth");
        assertFalse(errors.toString().contains("hush"), errors::toString);
    }

    @Test
    void shouldRefuseEmptyListsAndBlankItems()
    {
        assertStartsWith(errors("""
            venues:
              - venue: binance-usdm
                symbols: []
                streams: [btcusdt@trade]
                channels: []
              - venue: vatic
                symbols: [btc, ""]
                streams: [btc@5min, ]
                intervals: []
              - venue: kiyotaka
                symbols:
                streams: ["  "]
            """),
            "3: symbols: an empty list",
            "5: channels: an empty list",
            "7: symbols: expected a value",
            "9: intervals: an empty list",
            "11: symbols: expected a list",
            "12: streams: expected a value");
    }

    @Test
    void shouldRefuseKeysThatStandTwiceAnywhere()
    {
        assertStartsWith(errors("""
            ringCapacity: 256
            ringCapacity: 512
            venues:
              - venue: vatic
                venue: vatic
                symbols: [btc]
                proxy: none
                proxy: none
            venues: []
            """),
            "2: ringCapacity: given twice",
            "5: venue: given twice",
            "8: proxy: given twice",
            "9: venues: given twice");
    }

    @Test
    void shouldRefuseAStreamOfTwoVenues()
    {
        assertStartsWith(errors("""
            venues:
              - venue: binance-usdm
                streams: [btcusdt@trade]
              - venue: binance-usdm
                symbols: [BTCUSDT]
              - venue: binance-usdm
                symbols: [ETHUSDT]
            """),
            "4: symbols: stream given twice: btcusdt@trade (binance-usdm, line 2)");
    }

    @Test
    void shouldReadTheWayToVenuesOfTheFileAndOfEach() throws Exception
    {
        final Path ca = Files.writeString(directory.resolve("ca.pem"), TestCertificates.root(Key.EC).pem());
        final Path other = Files.writeString(directory.resolve("other.pem"), TestCertificates.root(Key.EC).pem());
        final List<VenueFeed> feeds = read(Map.of(), """
            trustStore: %s
            proxy: proxy.example:3128
            venues:
              - venue: binance-usdm
                symbols: [BTCUSDT]
              - venue: kiyotaka
                symbols: [BINANCE:BTC-USDT]
                trustStore: %s
                tls: conscrypt
              - venue: vatic
                symbols: [btc]
                proxy: none
            """.formatted(ca, other)).feeds();
        final NetworkRoute file =
            new NetworkRoute(TrustStore.read(ca), ProxyChoice.of("proxy.example:3128"));
        assertEquals(file, feeds.get(0).receivePath().route());
        assertEquals(
            new ReceivePath(ReceiveMode.BLOCKING, TlsProvider.CONSCRYPT, file.with(TrustStore.read(other))),
            feeds.get(1).receivePath());
        assertEquals(file.with(ProxyChoice.NONE), feeds.get(2).receivePath().route());
    }

    @Test
    void shouldSayWhatIsWrongWithTheWay() throws IOException
    {
        final Path text = Files.writeString(directory.resolve("ca.txt"), "hello");
        final List<String> errors = errors("""
            trustStore: %s
            trustStorePassword: hush
            venues:
              - venue: vatic
                symbols: [btc]
                trustStorePasswordFile: /nowhere
                proxy: user:hush@proxy:1
              - venue: vatic
                symbols: [eth]
                trustStore: [a]
                proxy: proxy:99999
              - venue: kiyotaka
                symbols: [BINANCE:BTC-USDT]
                trustStore: /nowhere/ca.pem
                trustStorePasswordFile: /nowhere/password
                trustStorePasswordVariable: hush
            """.formatted(text));
        assertStartsWith(errors,
            "1: trustStore: trustStore " + text + ": neither PEM certificates nor PKCS12 nor JKS",
            "2: trustStorePassword: a secret does not stand here",
            "6: trustStorePasswordFile: there is no trustStore beside it",
            "7: proxy: proxy must be host:port, none or system; credentials are not supported",
            "10: trustStore: expected one value, not a list",
            "11: proxy: proxy: no such port: 99999",
            "16: trustStorePasswordVariable: the password is said to be elsewhere as well",
            "16: trustStorePasswordVariable: trustStorePasswordVariable must be the name of a variable");
        assertFalse(errors.toString().contains("hush"), errors::toString);
    }

    @Test
    void shouldRefuseTwoWaysToOneVenue()
    {
        assertStartsWith(errors("""
            venues:
              - venue: vatic
                symbols: [btc]
              - venue: vatic
                symbols: [eth]
                proxy: none
            """),
            "4: symbols: trustStore and proxy must be the same wherever vatic is given");
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
