package org.ringtape.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.generator.BinanceFrameGenerator;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.generator.GeneratedFrame;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.generator.KiyotakaFrameGenerator;
import org.ringtape.simulator.generator.VaticFrameGenerator;
import org.ringtape.simulator.vatic.VaticGeneratedSource;
import org.ringtape.simulator.vatic.VaticSimulator;

/**
 * What the codecs make of what the venues' generators and simulators send: by venue, the event types of each stream. A
 * REST body has no stream; {@code GET} and its path stand for one. One thread.
 */
public final class CapabilityEvidence
{
    private static final int FRAMES = 1_000;
    private static final long SEED = 20_261_122L;

    private final Map<Venue, Map<String, Set<String>>> seen = new TreeMap<>();
    private final Map<Venue, RawDecoder> decoders = new TreeMap<>();

    /** Decodes everything there is to see; takes some seconds. */
    public static Map<Venue, Map<String, Set<String>>> gather() throws Exception
    {
        final CapabilityEvidence evidence = new CapabilityEvidence();
        evidence.addGenerated(BinanceModule.OPTIONS, new BinanceFrameGenerator(SEED)::next);
        evidence.addGenerated(KiyotakaModule.VENUE, new KiyotakaFrameGenerator(SEED)::next);
        evidence.addGenerated(VaticModule.VENUE, new VaticFrameGenerator(SEED)::next);
        evidence.addMarket(BinanceModule.OPTIONS, GeneratedMarket.options(6), "public/stream",
            List.of("GET /eapi/v1/depth", "GET /eapi/v1/exchangeInfo"));
        evidence.addMarket(BinanceModule.USDM, GeneratedMarket.futures("BTCUSDT", "ETHUSDT"), "stream",
            List.of("GET /fapi/v1/depth"));
        evidence.addMarket(BinanceModule.OPTIONS_LEGACY, GeneratedMarket.legacyOptions(6), "eoptions/stream",
            List.of("GET /eapi/v1/exchangeInfo"));
        evidence.addTargets();
        SpelledFrames.ALL.forEach((venue, frames) -> frames.forEach((frame) ->
            evidence.add(venue, null, frame.getBytes(UTF_8))));
        evidence.add(BinanceModule.USDM, "GET /fapi/v1/exchangeInfo",
            SpelledFrames.FUTURES_INFORMATION.getBytes(UTF_8));
        return evidence.seen;
    }

    private void addGenerated(final Venue venue, final Supplier<GeneratedFrame> frames)
    {
        for (int i = 0; i < FRAMES; i++)
        {
            add(venue, null, frames.get().frame());
        }
    }

    private void addMarket(
        final Venue venue, final GeneratedMarket.Builder settings, final String path, final List<String> requests)
        throws Exception
    {
        final GeneratedMarket market = settings.seed(SEED).eventsPerSecond(0).waitForSubscriber(true).build();
        try (BinanceSimulator simulator = BinanceSimulator.builder(market).build())
        {
            simulator.start();
            final Set<String> streams = new TreeSet<>(market.streams());
            if (!venue.equals(BinanceModule.OPTIONS)) // its generator sends all the others
            {
                streams.addAll(market.statisticsStreams());
            }
                for (final String frame : SimulatorClient.frames(simulator.webSocketUri().resolve(path), streams))
            {
                add(venue, null, frame.getBytes(UTF_8));
            }
            final String symbol = market.symbols().iterator().next();
            for (final String request : requests)
            {
                final String parameters = request.endsWith("depth") ? "?symbol=" + symbol : "";
                add(venue, request, SimulatorClient.body(simulator.restUri(), request, parameters));
            }
        }
    }

    private void addTargets() throws Exception
    {
        final long nowNs = 1_768_452_720_000_000_000L;
        try (VaticSimulator simulator = VaticSimulator.builder(VaticGeneratedSource.builder().build())
            .clock(() -> nowNs).stepped().build())
        {
            simulator.start();
            final String path = "GET /api/v1/targets/";
            final Map<String, String> requests = Map.of("timestamp", "?asset=btc&type=5min&timestamp=1768452600",
                "timestamp/batch", "?assets=btc,eth&type=5min&timestamp=1768452600");
            for (final Map.Entry<String, String> request : requests.entrySet())
            {
                final String name = path + request.getKey();
                add(VaticModule.VENUE, name,
                    SimulatorClient.body(simulator.restUri(), name, request.getValue()));
            }
        }
    }

    /** Notes what a frame holds; one that is refused is a failure, one that holds nothing to note is not. */
    private void add(final Venue venue, final String request, final byte[] frame)
    {
        final Map<String, Object> decoded = decoders.computeIfAbsent(venue, RawDecoder::new).decode(0, frame);
        final Object status = decoded.get("status");
        final List<?> events = (List<?>)decoded.get("events");
        final boolean isSilent = "CONTROL".equals(status) || "IGNORED".equals(status);
        if (request != null ? events.isEmpty() : !isSilent && !"DECODED".equals(status))
        {
            throw new AssertionError(venue.label() + " " + status + ": " + new String(frame, UTF_8));
        }
        for (final Object element : events)
        {
            final Map<?, ?> event = (Map<?, ?>)element;
            final String stream = request != null ? request : String.valueOf(event.get("stream"));
            seen.computeIfAbsent(venue, (key) -> new TreeMap<>())
                .computeIfAbsent(stream, (key) -> new TreeSet<>())
                .add(type(event));
        }
    }

    /** A book update that replaces the book is something else than one that changes it; so is a window's failure. */
    private static String type(final Map<?, ?> event)
    {
        final String kind = Boolean.TRUE.equals(event.get("image")) ? " image" :
            "BOOK_UPDATE".equals(event.get("type")) && Boolean.TRUE.equals(event.get("snapshot")) ? " snapshot" :
            "FAILED".equals(event.get("status")) ? " failed" : "";
        return event.get("type") + kind;
    }
}
