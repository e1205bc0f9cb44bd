package org.ringtape.bench.report;

import org.ringtape.bench.report.read.BenchmarkClass;

import java.util.List;
import java.util.Map;

/** What the README claims of speed, claim by claim. */
final class Claims
{
    private static final String OURS = BenchmarkClass.OURS;
    private static final List<String> HAND_DRIVEN = List.of("dslJsonReaderFastest", "dslJsonReader");
    private static final String READER = "DSL-JSON's reader, driven by hand to scaled longs";
    private static final String NATURAL_READER = "the same reader with `BigDecimal`";
    private static final List<String> TREES = List.of("dslJsonTree", "fastjson2Tree", "jacksonTree");
    private static final String BEST_TREE = "best tree of DSL-JSON, fastjson2, Jackson";

    private Claims()
    {
    }

    static List<Claim> all()
    {
        final Map<String, String> depth = Map.of("kind", "986");
        return List.of(
            decode("depth frame, 20+20 levels, 986 B", "DepthFrameBenchmark", depth, HAND_DRIVEN, READER,
                "4×, at least 2.5×"),
            decode("the same", "DepthFrameBenchmark", depth, List.of("dslJsonReader"), NATURAL_READER, ""),
            decode("the same", "DepthFrameBenchmark", depth, TREES, BEST_TREE, "6×"),
            decode("the same", "DepthFrameBenchmark", depth, List.of("jacksonStream"), "Jackson's streaming parser",
                ""),
            decode("trade frame, 188 B", "TradeFrameBenchmark", Map.of("kind", "188"), HAND_DRIVEN, READER, "5×"),
            decode("the same", "TradeFrameBenchmark", Map.of("kind", "188"), List.of("dslJsonReader"), NATURAL_READER,
                ""),
            decode("the same", "TradeFrameBenchmark", Map.of("kind", "188"), TREES, BEST_TREE, ""),
            decode("depth frames, recorded", "DepthFrameBenchmark", Map.of("kind", "recorded"), HAND_DRIVEN, READER,
                ""),
            decode("option chain of 752 marks, 249 KB", "ChainFrameBenchmark", Map.of("options", "752"),
                List.of("dslJsonReaderFastest"), READER, ""),
            decode("Kiyotaka image, 500 levels", "KiyotakaBookBenchmark", Map.of("levels", "500"),
                List.of("dslJsonReader"), READER, ""),
            decode("the same, 20 levels", "KiyotakaBookBenchmark", Map.of("levels", "20"),
                List.of("dslJsonReader"), READER, ""),
            decode("Kiyotaka trade point", "KiyotakaTradeBenchmark", Map.of("points", "1"),
                List.of("dslJsonReader"), READER, ""),
            decode("Vatic window", "VaticFrameBenchmark", Map.of(), List.of("dslJsonReader"), READER, ""),
            claim("one decimal", "DecimalBenchmark", Map.of(), OURS, "bigDecimal", "`BigDecimal`", ""),
            claim("level into the book, recorded stream", "BookBenchmark", Map.of(), OURS, "treeOfLongs",
                "`TreeMap<Long, Long>`", "2×"),
            claim("the same", "BookBenchmark", Map.of(), OURS, "treeOfDecimals", "`TreeMap<BigDecimal, …>`", "10×"),
            claim("decode + book, recorded BTCUSDT frames", "WholePathBenchmark", Map.of(), OURS, "xchange",
                "XChange 5.2", "30×, at least 15×"),
            claim("symbol to id, 10,000 instruments", "InstrumentLookupBenchmark", Map.of("instruments", "10000"), OURS,
                "hashMap", "`HashMap<String, …>`", ""),
            claim("frame off the socket, 1 KB", "TransportBenchmark",
                Map.of("payloadBytes", "1024", "tls", "plain"), OURS, "stock", "Java-WebSocket's own draft", "4×"),
            claim("the same over TLS", "TransportBenchmark",
                Map.of("payloadBytes", "1024", "tls", "jdk"), OURS, "stock", "Java-WebSocket's own draft", ""),
            claim("two hops through the ring, median", "RingHopBenchmark", Map.of("waitStrategy", "BUSY_SPIN"), OURS,
                "bareDisruptor", "a bare Disruptor", "at least 0.67×"),
            claim("the same", "RingHopBenchmark", Map.of("waitStrategy", "BUSY_SPIN"), OURS,
                "blockingQueue", "`ArrayBlockingQueue`", ""));
    }

    private static Claim decode(
        final String what, final String benchmark, final Map<String, String> setting, final List<String> others,
        final String against, final String target)
    {
        return new Claim(what, benchmark, setting, OURS, others, against, target);
    }

    private static Claim claim(
        final String what, final String benchmark, final Map<String, String> setting, final String ours,
        final String other, final String against, final String target)
    {
        return new Claim(what, benchmark, setting, ours, List.of(other), against, target);
    }
}
