package org.ringtape.simulator.kiyotaka;

import com.aayushatharva.brotli4j.decoder.Decoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrueBook;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;
import org.ringtape.simulator.net.PlainClient;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BOOK;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BTC;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.OTHER;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.START_NS;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.member;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.series;

/** What a generated Kiyotaka sends on its seven channels. */
final class KiyotakaGeneratedTest
{
    private static final String BTC_BOOK = "'type':'BLOCK_BOOK_SNAPSHOT'," + BTC + ",'blockSize':'25'";

    private KiyotakaRig rig = KiyotakaRig.generated();

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldSendTradesOfAllFormsOfIdsAndPrices()
    {
        final List<KiyotakaMarket> markets = rig.market().markets();
        final PlainClient client = rig.subscribed(OTHER, "", markets.stream().map(market ->
            "'type':'TRADE','exchange':'" + market.exchange() + "','symbol':'" + market.symbol() + "'")
            .toArray(String[]::new));
        rig.pass(10_000);
        final Set<String> forms = new TreeSet<>();
        final Set<String> oddities = new TreeSet<>();
        for (final Map<?, ?> point : rig.points(client))
        {
            final Map<?, ?> trade = member(point, "trade");
            final String id = (String)trade.get("id");
            forms.add(id.matches("[0-9]+") ? "decimal" : id.matches("0x[0-9a-f]{64}") ? "hash" :
                id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? "uuid" : id);
            oddities.add(trade.containsKey("amount") ? "amount" : "no amount");
            oddities.add(trade.get("price") instanceof JsonNumber price && price.text().contains("e-") ? "tiny" : "");
            oddities.add(member(point, "series").get("inverse") == Boolean.TRUE ? "inverse" : "");
            oddities.add(member(trade, "timestamp").containsKey("nanoseconds") ? "" : "whole second");
            assertEquals(8, member(point, "series").size());
        }
        assertEquals(Set.of("decimal", "hash", "uuid"), forms);
        assertTrue(oddities.containsAll(List.of("amount", "tiny", "inverse")), oddities::toString);
        assertEquals(rig.market().tradeCount(), rig.simulator.pointsSent());
    }

    @Test
    void shouldFanWildcardsOutToConcreteSeries()
    {
        final PlainClient client = rig.subscribed(OTHER, "",
            "'type':'TRADE','exchange':'*','symbol':'BTCUSDT','category':'*'");
        rig.pass(3000);
        final Set<String> seen = new TreeSet<>();
        rig.points(client).forEach(point ->
            seen.add(series(point, "exchange") + " " + series(point, "symbol") + " " + series(point, "category")));
        assertEquals(Set.of("BINANCE BTCUSDT SPOT", "BINANCE_FUTURES BTCUSDT PERPETUAL"), seen);
    }

    @Test
    void shouldKeepToTheCategory()
    {
        final PlainClient client = rig.subscribed(OTHER, "",
            "'type':'TRADE','exchange':'*','symbol':'BTCUSDT','category':'SPOT'");
        rig.pass(3000);
        final Set<String> seen = new TreeSet<>();
        rig.points(client).forEach(point -> seen.add(series(point, "exchange")));
        assertEquals(Set.of("BINANCE"), seen);
    }

    @Test
    void shouldLeaveSeriesOutWithoutVersion()
    {
        final PlainClient client = rig.authenticated(OTHER);
        KiyotakaRig.ask(client, KiyotakaRig.subscribe(2, "", "'type':'TRADE'," + BTC).replace(",'version':'v2'", ""));
        rig.pass(2000);
        final List<Map<?, ?>> points = rig.points(client);
        assertFalse(points.isEmpty());
        points.forEach(point -> assertEquals(Set.of("trade"), point.keySet()));
    }

    @ParameterizedTest
    @CsvSource({"25,3500", "125,3500", "25,5"})
    void shouldEndInTheTrueBook(final String blockSize, final int depth)
    {
        final PlainClient client = rig.subscribed(BOOK, "",
            "'type':'BLOCK_BOOK_SNAPSHOT'," + BTC + ",'blockSize':'" + blockSize + "','maxDepth':'" + depth +
            "','updateFrequency':'500ms'");
        rig.pass(5000);
        rig.market().halt();
        rig.pass(1000);
        final List<Map<?, ?>> images = rig.points(client);
        assertEquals(12, images.size());
        final Map<?, ?> last = images.get(images.size() - 1);
        final KiyotakaTrueBook truth =
            rig.market().trueBook("BINANCE_FUTURES", "BTCUSDT", new BigDecimal(blockSize)).orElseThrow();
        assertEquals(flat(truth.bids(), depth), numbers(member(last, "blockBookSnapshot").get("bids")));
        assertEquals(flat(truth.asks(), depth), numbers(member(last, "blockBookSnapshot").get("asks")));
        assertTrue(truth.bids().size() > 5);
        assertTrue(truth.bids().get(0).price().compareTo(truth.asks().get(0).price()) <= 0);
        assertEquals("BTCUSDT", series(last, "symbol"));
        assertTrue(images.stream().map(image -> member(image, "blockBookSnapshot").get("bids")).distinct().count() > 3);
    }

    @Test
    void shouldTellVolumesInUsdIfAsked()
    {
        final PlainClient client = rig.subscribed(BOOK, "", BTC_BOOK + ",'quote':'USD'");
        rig.market().halt();
        rig.pass(1000);
        final List<BigDecimal> bids =
            numbers(member(rig.points(client).get(0), "blockBookSnapshot").get("bids"));
        final KiyotakaTrueBook.Level best = rig.market()
            .trueBook("BINANCE_FUTURES", "BTCUSDT", new BigDecimal("25")).orElseThrow().bids().get(0);
        assertEquals(0, best.price().multiply(best.volume()).compareTo(bids.get(1)));
    }

    @Test
    void shouldSumAGroupAndOmitItsSymbol()
    {
        final PlainClient client = rig.subscribed(BOOK, "",
            "'type':'BLOCK_BOOK_SNAPSHOT','exchange':'BINANCE_FUTURES','symbol':'BTC','blockSize':'25'," +
            "'groupByType':'1','maxDepth':'100000'");
        rig.market().halt();
        rig.pass(1000);
        final Map<?, ?> image = rig.points(client).get(0);
        assertEquals("null", series(image, "symbol"));
        assertEquals("BTC", series(image, "coin"));
        BigDecimal expected = BigDecimal.ZERO;
        for (final String symbol : List.of("BTCUSDT", "BTCUSDC"))
        {
            expected = expected.add(rig.market().trueBook("BINANCE_FUTURES", symbol, new BigDecimal("25"))
                .orElseThrow().asks().stream().map(KiyotakaTrueBook.Level::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        final List<BigDecimal> asks = numbers(member(image, "blockBookSnapshot").get("asks"));
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < asks.size(); i += 2)
        {
            sum = sum.add(asks.get(i));
        }
        assertEquals(0, expected.compareTo(sum), () -> "group of two");
    }

    @Test
    void shouldAggregateTradesPerSideAndWindow()
    {
        final PlainClient client = rig.subscribed(OTHER, "",
            "'type':'TRADE'," + BTC, "'type':'TRADE_AGG'," + BTC + ",'batchInterval':'500ms'");
        rig.pass(5000);
        BigDecimal traded = BigDecimal.ZERO;
        BigDecimal aggregated = BigDecimal.ZERO;
        final Set<String> windows = new HashSet<>();
        for (final Map<?, ?> point : rig.points(client))
        {
            if ("TRADE".equals(series(point, "type")))
            {
                final Object amount = member(point, "trade").get("amount");
                traded = traded.add(amount == null ? BigDecimal.ZERO : ((JsonNumber)amount).value());
                continue;
            }
            final Map<?, ?> window = member(point, "tradeAggregation");
            aggregated = aggregated.add(((JsonNumber)window.get("volume")).value());
            final BigDecimal high = ((JsonNumber)window.get("high")).value();
            assertTrue(high.compareTo(((JsonNumber)window.get("open")).value()) >= 0);
            assertTrue(high.compareTo(((JsonNumber)window.get("low")).value()) >= 0);
            final long startNs = KiyotakaNumbers.timeNs(window);
            assertEquals(0, startNs % 500_000_000L);
            final long firstNs = KiyotakaNumbers.timeNs(Map.of("timestamp", window.get("firstTimestamp")));
            assertTrue(firstNs >= startNs && firstNs < startNs + 500_000_000L);
            assertTrue(windows.add(startNs + series(point, "side")), "a window once a side");
        }
        assertTrue(windows.size() > 10, windows::toString);
        assertTrue(traded.subtract(aggregated).abs().doubleValue() < 1e-9, traded + " " + aggregated);
    }

    @Test
    void shouldSendTheTrueProfile()
    {
        final PlainClient client = rig.subscribed(OTHER, "",
            "'type':'VOLUME_PROFILE_AGG'," + BTC + ",'updateFrequency':'100ms'");
        rig.pass(10_000);
        rig.market().halt();
        rig.pass(200);
        final List<Map<?, ?>> images = rig.points(client);
        final List<BigDecimal> expected = new ArrayList<>();
        rig.market().trueProfile("BINANCE_FUTURES", "BTCUSDT").forEach((price, volumes) ->
        {
            expected.add(price);
            expected.add(new BigDecimal(Double.toString(volumes[0])));
            expected.add(new BigDecimal(Double.toString(volumes[1])));
        });
        final Map<?, ?> last = images.get(images.size() - 1);
        assertEquals(stripped(expected), numbers(member(last, "volumeProfileAggregation").get("profile")));
        assertFalse(expected.isEmpty());
        assertEquals(102, images.size());
    }

    @Test
    void shouldSendFundingWithAbsentValuesAndInterestAndLiquidations()
    {
        final PlainClient client = rig.subscribed(OTHER, "", "'type':'FUNDING_RATE'," + BTC,
            "'type':'OPEN_INTEREST'," + BTC, "'type':'LIQUIDATION'," + BTC);
        rig.pass(59_000);
        final Set<String> seen = new TreeSet<>();
        for (final Map<?, ?> point : rig.points(client))
        {
            final KiyotakaType type = KiyotakaType.named(series(point, "type")).orElseThrow();
            final Map<?, ?> payload = member(point, type.payload());
            seen.add(type + " " + new TreeSet<>(payload.keySet().stream().map(String::valueOf).toList()));
        }
        assertTrue(seen.containsAll(List.of(
            "FUNDING_RATE [fundingRate, predictedFundingRate, timestamp]",
            "FUNDING_RATE [fundingRate, timestamp]", "FUNDING_RATE [predictedFundingRate, timestamp]",
            "OPEN_INTEREST [openInterest, timestamp]",
            "LIQUIDATION [amount, id, price, timestamp]")), seen::toString);
    }

    @Test
    void shouldCompressDataButNotReplies() throws Exception
    {
        final PlainClient client = rig.subscribed(BOOK, ",'compression':'brotli'", BTC_BOOK);
        rig.pass(1000);
        assertEquals(List.of(), rig.texts(client));
        final byte[] frame = client.binaries.remove();
        final String text = new String(Decoder.decompress(frame).getDecompressedData(), StandardCharsets.UTF_8);
        assertEquals("BTCUSDT", series(KiyotakaRig.points(text).get(0), "symbol"));
    }

    @Test
    void shouldCompressRepliesToIfEverythingIsBinary() throws Exception
    {
        rig.close();
        rig = new KiyotakaRig(KiyotakaGeneratedSource.builder().build(), builder -> builder.everythingBinary(true));
        final PlainClient client = rig.authenticated(BOOK);
        client.send(KiyotakaRig.quoted(KiyotakaRig.subscribe(2, ",'compression':'brotli'", BTC_BOOK)));
        client.send("{\"type\":\"ping\",\"timestamp\":5}");
        final List<String> replies = new ArrayList<>();
        for (int i = 0; i < 2; i++)
        {
            final byte[] reply = client.binaries.poll(10, TimeUnit.SECONDS);
            replies.add(new String(Decoder.decompress(reply).getDecompressedData(), StandardCharsets.UTF_8));
        }
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"ok\"}",
            "{\"type\":\"pong\",\"timestamp\":5}"), replies);
        assertTrue(client.texts.isEmpty());
    }

    @Test
    void shouldSendTheSameForTheSameSeedHoweverTimeIsSliced()
    {
        final List<String> whole = trades(1, 4000);
        rig.close();
        rig = KiyotakaRig.generated();
        assertEquals(whole, trades(8, 500));
        rig.close();
        rig = new KiyotakaRig(KiyotakaGeneratedSource.builder().seed(2).build(), builder -> builder);
        assertFalse(whole.equals(trades(1, 4000)));
    }

    @Test
    void shouldLiveByItsOwnThreadUnlessStepped()
    {
        final AtomicLong nowNs = new AtomicLong(START_NS);
        try (KiyotakaSimulator simulator = KiyotakaSimulator.builder(KiyotakaGeneratedSource.builder().build())
            .clock(nowNs::get).build())
        {
            simulator.start();
            try (PlainClient client = new PlainClient(simulator, OTHER))
            {
                KiyotakaRig.ask(client,
                    "{'id':1,'method':'public/authenticate','params':{'token':'simulated-key'}}");
                KiyotakaRig.ask(client, KiyotakaRig.subscribe(2, "", "'type':'TRADE'," + BTC));
                nowNs.addAndGet(5_000_000_000L);
                assertEquals("TRADE", series(KiyotakaRig.points(client.next()).get(0), "type"));
            }
        }
    }

    private List<String> trades(final int slices, final int milliseconds)
    {
        final PlainClient client = rig.subscribed(OTHER, "", "'type':'TRADE'," + BTC);
        for (int i = 0; i < slices; i++)
        {
            rig.pass(milliseconds);
        }
        assertEquals(START_NS + 4_000_000_000L, rig.nowNs.get());
        return rig.texts(client);
    }

    private static List<BigDecimal> flat(final List<KiyotakaTrueBook.Level> levels, final int depth)
    {
        final List<BigDecimal> flat = new ArrayList<>();
        levels.stream().limit(depth).forEach(level -> flat.addAll(List.of(level.price(), level.volume())));
        return stripped(flat);
    }

    private static List<BigDecimal> numbers(final Object array)
    {
        return stripped(((List<?>)array).stream().map(number -> ((JsonNumber)number).value()).toList());
    }

    private static List<BigDecimal> stripped(final List<BigDecimal> values)
    {
        return values.stream().map(BigDecimal::stripTrailingZeros).toList();
    }
}
