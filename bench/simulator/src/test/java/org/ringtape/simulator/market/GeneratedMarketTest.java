package org.ringtape.simulator.market;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.net.PlainClient;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A generated market against a naive client that follows the documented rules over real sockets. */
final class GeneratedMarketTest
{
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception
    {
        for (int i = open.size() - 1; i >= 0; i--)
        {
            open.get(i).close();
        }
    }

    @Test
    void shouldEndInTheBooksThatANaiveClientBuilds()
    {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("GeneratedMarketTest seed " + seed);
        final GeneratedMarket market = GeneratedMarket.options(12).seed(seed).eventsPerSecond(20_000).maxEvents(20_000)
            .fullDepthSnapshots(true).waitForSubscriber(true).build();
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "public/stream");
        final Map<String, NaiveClientBook> books = new HashMap<>();
        market.symbols().forEach(symbol -> books.put(symbol, new NaiveClientBook()));
        client.subscribe(depthStreams(market));
        client.next();
        boolean bridgedInside = false;
        // The end is awaited apart from frames: who waits for a frame after the last was sent, but before the market
        // has said so, waits in vain.
        while (!books.values().stream().allMatch(NaiveClientBook::isSynchronised))
        {
            bridgedInside |= follow(simulator, client, books);
        }
        market.finished().orTimeout(20, TimeUnit.SECONDS).join();
        while (!areAtTheEnd(market, books))
        {
            bridgedInside |= follow(simulator, client, books);
        }
        assertTrue(bridgedInside);
        for (final String symbol : market.symbols())
        {
            assertEquals(0, books.get(symbol).gaps, symbol);
            final TrueBook truth = market.trueBook(symbol).orElseThrow();
            assertEquals(truth.sha256(), books.get(symbol).copy().sha256(), symbol);
            assertFalse(truth.isCrossed());
        }
        assertTrue(market.isUncrossed());
    }

    @Test
    void shouldStandStillAtTheTrueBooksWhenPaused()
    {
        final GeneratedMarket market = GeneratedMarket.futures("BTCUSDT", "ETHUSDT").seed(5).eventsPerSecond(20_000)
            .fullDepthSnapshots(true).build();
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "stream?streams=btcusdt@depth@100ms");
        final NaiveClientBook book = new NaiveClientBook();
        book.onFrame(client.next());
        while (!book.onSnapshot(PlainClient.get(simulator, "fapi/v1/depth?symbol=BTCUSDT&limit=1000").body()))
        {
            book.onFrame(client.next());
        }
        market.pause();
        final TrueBook truth = market.trueBook("BTCUSDT").orElseThrow();
        while (book.lastUpdateId() < truth.lastUpdateId())
        {
            book.onFrame(client.next());
        }
        assertEquals(truth.sha256(), book.copy().sha256());
        final long events = market.events();
        assertEquals(events, market.events());
        market.resume();
        book.onFrame(client.next());
        assertTrue(market.events() > events);
        assertEquals(0, book.gaps);
    }

    @Test
    void shouldSendDenseTradesAndUncrossedQuotes() throws Exception
    {
        final GeneratedMarket market = GeneratedMarket.options(3).seed(9).eventsPerSecond(0).maxEvents(3_000)
            .waitForSubscriber(true).build();
        final PlainClient client = client(started(market),
            "public/stream?streams=btcusdt@optionTrade/ethusdt@optionTrade/solusdt@optionTrade/" +
            market.symbols().iterator().next().toLowerCase(Locale.ROOT) + "@bookTicker");
        market.finished().get(20, TimeUnit.SECONDS);
        final Map<Object, Long> lastTrade = new HashMap<>();
        int quotes = 0;
        for (int i = 0; i < 300; i++)
        {
            final Map<?, ?> event = (Map<?, ?>)NaiveClientBook.object(client.next()).get("data");
            if ("trade".equals(event.get("e")))
            {
                final long id = NaiveClientBook.number(event, "t");
                assertEquals(lastTrade.getOrDefault(event.get("s"), 0L) + 1, id);
                lastTrade.put(event.get("s"), id);
                assertEquals("SELL".equals(event.get("S")), event.get("m"));
            }
            else
            {
                quotes++;
                assertTrue(new BigDecimal((String)event.get("b"))
                    .compareTo(new BigDecimal((String)event.get("a"))) < 0);
            }
        }
        assertEquals(3, lastTrade.size());
        assertTrue(quotes > 0);
    }

    @Test
    void shouldRepeatItselfForTheSameSeed()
    {
        assertEquals(hashes(3), hashes(3));
        assertFalse(hashes(3).equals(hashes(4)));
    }

    @Test
    void shouldNameOptionsAsTheVenueDoes()
    {
        final Set<String> symbols = new HashSet<>(GeneratedMarket.options(600).build().symbols());
        assertEquals(600, symbols.size());
        symbols.forEach(symbol ->
            assertTrue(symbol.matches("[A-Z0-9]{1,16}-[0-9]{6}-[0-9]+(\\.[0-9]+)?-[CP]"), symbol));
    }

    private List<String> hashes(final long seed)
    {
        final AtomicLong clock = new AtomicLong(1_000_000_000L);
        final GeneratedMarket market = GeneratedMarket.options(4).seed(seed).eventsPerSecond(0).maxEvents(2_000)
            .clock(clock::get).build();
        started(market);
        market.finished().orTimeout(10, TimeUnit.SECONDS).join();
        return market.symbols().stream().map(symbol -> market.trueBook(symbol).orElseThrow().sha256()).toList();
    }

    /** @return whether the client's next diff begins in the middle of a gap that other symbols' ids fill. */
    private static boolean follow(
        final BinanceSimulator simulator, final PlainClient client, final Map<String, NaiveClientBook> books)
    {
        final Map<?, ?> diff = (Map<?, ?>)NaiveClientBook.object(client.next()).get("data");
        final NaiveClientBook book = books.get(diff.get("s"));
        book.onFrame(JsonWriter.compact(diff));
        if (!book.isSynchronised())
        {
            book.onSnapshot(PlainClient.get(simulator,
                "eapi/v1/depth?symbol=" + diff.get("s") + "&limit=1000").body());
        }
        return NaiveClientBook.number(diff, "U") > NaiveClientBook.number(diff, "pu") + 1;
    }

    private static boolean areAtTheEnd(final GeneratedMarket market, final Map<String, NaiveClientBook> books)
    {
        return market.symbols().stream().allMatch(symbol ->
            books.get(symbol).lastUpdateId() >= market.trueBook(symbol).orElseThrow().lastUpdateId());
    }

    private static String[] depthStreams(final GeneratedMarket market)
    {
        return market.streams().stream().filter(name -> name.contains("@depth")).toArray(String[]::new);
    }

    private BinanceSimulator started(final GeneratedMarket market)
    {
        final BinanceSimulator simulator = BinanceSimulator.builder(market).build();
        open.add(simulator);
        simulator.start();
        return simulator;
    }

    private PlainClient client(final BinanceSimulator simulator, final String path)
    {
        final PlainClient client = new PlainClient(simulator, path);
        open.add(client);
        return client;
    }
}
