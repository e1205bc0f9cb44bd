package org.ringtape.simulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.net.PlainClient;

/** What a generated options market says beside books and trades has the documented keys, on the documented path. */
final class GeneratedStatisticsTest
{
    private static final Map<String, String> V2_KEYS = Map.of(
        "24hrTicker", "C E F L O P Q c e h l n o p q s v w",
        "kline", "E e k s",
        "markPrice", "E P a ao aq b bo bq d e g hl i ll mp rf s t v vo",
        "indexPrice", "E e p s",
        "openInterest", "E e h o s",
        "optionSymbol", "E cs d dt e ot ps qa s sp u",
        "depthUpdate", "E T U a b e pu s u");
    private static final Map<String, String> LEGACY_KEYS = Map.of(
        "trade", "E S T X a b e p q s t",
        "depth", "E T a b e pu s u",
        "24hrTicker", "A E F L P Q T V a ao aq b bo bq c d e eep g h hl l ll mp n o p s t v vo",
        "kline", "E e k s",
        "index", "E e p s",
        "markPrice", "E e mp s",
        "openInterest", "E e h o s",
        "OPTION_PAIR", "E d e ed mq qa s sp u unit");
    private static final String CANDLE_KEYS = "L Q T V c h i l n o q s t v x";

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
    void shouldSendEveryKindOnItsPath() throws Exception
    {
        final GeneratedMarket market =
            GeneratedMarket.options(6).seed(3).eventsPerSecond(0).waitForSubscriber(true).build();
        final BinanceSimulator simulator = started(market);
        final Map<String, String> seen = new LinkedHashMap<>();
        collect(simulator, "market/stream", market.statisticsStreams(), seen,
            Set.of("kline", "markPrice", "indexPrice", "openInterest", "optionSymbol"));
        collect(simulator, "public/stream", market.statisticsStreams(), seen, Set.of("24hrTicker", "depthUpdate"));
        assertEquals(sorted(V2_KEYS), sorted(seen));
        final Map<?, ?> info = (Map<?, ?>)JsonReader.read(
            PlainClient.get(simulator, "eapi/v1/exchangeInfo").body().getBytes());
        assertEquals(6, ((List<?>)info.get("optionSymbols")).size());
    }

    @Test
    void shouldSpeakTheRetiredDialect() throws Exception
    {
        final GeneratedMarket market =
            GeneratedMarket.legacyOptions(6).seed(3).eventsPerSecond(0).waitForSubscriber(true).build();
        final BinanceSimulator simulator = started(market);
        final Map<String, String> seen = new LinkedHashMap<>();
        final Set<String> all = new TreeSet<>(market.streams());
        all.addAll(market.statisticsStreams());
        collect(simulator, "eoptions/stream", all, seen, LEGACY_KEYS.keySet());
        assertEquals(sorted(LEGACY_KEYS), sorted(seen));
    }

    private void collect(
        final BinanceSimulator simulator,
        final String path,
        final Set<String> streams,
        final Map<String, String> seen,
        final Set<String> wanted) throws Exception
    {
        final PlainClient client = new PlainClient(simulator, path);
        open.add(client);
        client.subscribe(streams.toArray(new String[0]));
        while (!seen.keySet().containsAll(wanted))
        {
            final Map<?, ?> frame = (Map<?, ?>)JsonReader.read(client.next().getBytes());
            if (frame.containsKey("stream"))
            {
                assertTrue(streams.contains(frame.get("stream")), frame::toString);
                final Object payload = frame.get("data");
                note(payload instanceof List<?> array ? (Map<?, ?>)array.get(0) : (Map<?, ?>)payload, seen);
            }
        }
        seen.keySet().forEach((name) -> assertTrue(
            wanted.contains(name) || !path.startsWith("market"), name + " on " + path));
    }

    private static void note(final Map<?, ?> event, final Map<String, String> seen)
    {
        seen.put((String)event.get("e"), keys(event));
        if (event.get("k") instanceof Map<?, ?> candle)
        {
            final Set<String> keys = new TreeSet<>(List.of(keys(candle).split(" ")));
            assertTrue(keys.remove("f") || keys.remove("F"));
            assertEquals(CANDLE_KEYS, String.join(" ", keys));
        }
    }

    private static String keys(final Map<?, ?> object)
    {
        final Set<String> keys = new TreeSet<>();
        object.keySet().forEach((key) -> keys.add((String)key));
        return String.join(" ", keys);
    }

    private static String sorted(final Map<String, String> keys)
    {
        return new TreeMap<>(keys).toString();
    }

    private BinanceSimulator started(final GeneratedMarket market)
    {
        final BinanceSimulator simulator = BinanceSimulator.builder(market).build();
        open.add(simulator);
        simulator.start();
        return simulator;
    }
}
