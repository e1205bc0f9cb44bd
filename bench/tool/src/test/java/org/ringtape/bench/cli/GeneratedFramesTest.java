package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.generator.BinanceFrameGenerator;
import org.ringtape.simulator.generator.ExpectedEvent;
import org.ringtape.simulator.generator.GeneratedFrame;
import org.ringtape.simulator.generator.KiyotakaFrameGenerator;
import org.ringtape.simulator.generator.VaticFrameGenerator;
import org.ringtape.simulator.vatic.VaticInterval;

/** 100,000 random valid frames of each venue's generator decode to exactly what they mean. */
final class GeneratedFramesTest
{
    private static final int FRAMES = Boolean.getBoolean("ringtape.nightly") ? 200_000 : 50_000;
    private static final int HALF_HOUR_S = 1_800;

    @Test
    void shouldDecodeWhateverBinanceMaySend()
    {
        final long seed = ThreadLocalRandom.current().nextLong();
        check(BinanceModule.OPTIONS, seed, new BinanceFrameGenerator(seed)::next, (event) -> "DECODED",
            GeneratedFramesTest::binance);
    }

    @Test
    void shouldDecodeWhateverKiyotakaMaySend()
    {
        final long seed = ThreadLocalRandom.current().nextLong();
        check(KiyotakaModule.VENUE, seed, new KiyotakaFrameGenerator(seed)::next, (event) -> "DECODED",
            GeneratedFramesTest::kiyotaka);
    }

    @Test
    void shouldDecodeWhateverVaticMaySend()
    {
        final long seed = ThreadLocalRandom.current().nextLong();
        check(VaticModule.VENUE, seed, new VaticFrameGenerator(seed)::next, GeneratedFramesTest::vaticStatus,
            GeneratedFramesTest::vatic);
    }

    private static void check(
        final Venue venue,
        final long seed,
        final Supplier<GeneratedFrame> frames,
        final Function<ExpectedEvent, String> status,
        final Function<ExpectedEvent, Meaning> meaning)
    {
        System.out.println("GeneratedFramesTest " + venue.label() + " seed " + seed);
        final RawDecoder decoder = new RawDecoder(venue);
        for (int i = 0; i < FRAMES; i++)
        {
            final GeneratedFrame frame = frames.get();
            final Map<String, Object> line = decoder.decode(i, frame.frame());
            final String expected = frame.events().isEmpty() ? "DECODED" : status.apply(frame.events().get(0));
            assertEquals(expected, line.get("status"), () -> text(venue, seed, frame));
            final List<Meaning> meant = new ArrayList<>();
            if (expected.equals("DECODED"))
            {
                frame.events().forEach((event) -> meant.add(meaning.apply(event)));
            }
            assertEquals("", Meaning.difference((List<?>)line.get("events"), meant), () -> text(venue, seed, frame));
        }
    }

    private static Meaning binance(final ExpectedEvent event)
    {
        final Meaning meaning = new Meaning(event.kind(), event.text("instrument"), event.text("stream"));
        event.values().forEach(meaning::with);
        return meaning;
    }

    private static Meaning kiyotaka(final ExpectedEvent event)
    {
        final String instrument = event.text("exchange") + ":" +
            (event.has("symbol") ? event.text("symbol") : "coin=" + event.text("coin"));
        final String stream = event.kind() + ":" + instrument;
        switch (event.kind())
        {
            case "TRADE":
                return timed(event, new Meaning("TRADE", instrument, stream)).with("id", event.text("id"))
                    .with("price", decimal(event, "price")).with("quantity", decimal(event, "amount"))
                    .with("aggressor", event.text("side")).with("kind", "BOOK");
            case "LIQUIDATION":
                return timed(event, new Meaning("MARKET_LIQUIDATION", instrument, stream)).with("id", event.text("id"))
                    .with("price", decimal(event, "price")).with("quantity", decimal(event, "amount"))
                    .with("rawSide", event.text("side"));
            case "TRADE_AGG":
                return timed(event, new Meaning("CANDLE", instrument, stream))
                    .with("open", decimal(event, "open")).with("high", decimal(event, "high"))
                    .with("low", decimal(event, "low")).with("close", decimal(event, "close"))
                    .with("quantity", decimal(event, "volume")).with("openTimeNs", ns(event, "timestampNs"))
                    .with("firstTradeTimeNs", ns(event, "firstTimestampNs"))
                    .with("lastTradeTimeNs", ns(event, "lastTimestampNs"))
                    .with("side", event.text("side")).with("completion", "MAYBE_CLOSED");
            case "FUNDING_RATE":
                return timed(event, new Meaning("FUNDING", instrument, stream))
                    .with("current", decimal(event, "fundingRate"))
                    .with("predicted", decimal(event, "predictedFundingRate"));
            case "OPEN_INTEREST":
                return timed(event, new Meaning("OPEN_INTEREST", instrument, stream))
                    .with("quantity", decimal(event, "openInterest")).with("unit", "UNKNOWN");
            case "VOLUME_PROFILE_AGG":
                return profile(event, timed(event, new Meaning("VOLUME_PROFILE", instrument, stream)));
            default:
                return book(event, timed(event, new Meaning("BOOK_UPDATE", instrument, stream + "?blockSize=" +
                    decimal(event, "blockSize").stripTrailingZeros().toPlainString())));
        }
    }

    private static Meaning profile(final ExpectedEvent event, final Meaning meaning)
    {
        final List<BigDecimal> numbers = event.numbers("profile");
        final List<Object> blocks = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 3)
        {
            blocks.add(List.of(meaning.rounded(numbers.get(i)), meaning.rounded(numbers.get(i + 1)),
                meaning.rounded(numbers.get(i + 2))));
        }
        return meaning.with("blockSize", decimal(event, "blockSize")).with("blocks", blocks);
    }

    private static Meaning book(final ExpectedEvent event, final Meaning meaning)
    {
        final List<Object> levels = new ArrayList<>();
        addLevels("bid", event.numbers("bids"), meaning, levels);
        addLevels("ask", event.numbers("asks"), meaning, levels);
        return meaning.with("image", true).with("partial", true).with("bucketed", true).with("levels", levels);
    }

    private static void addLevels(
        final String side, final List<BigDecimal> numbers, final Meaning meaning, final List<Object> levels)
    {
        for (int i = 0; i < numbers.size(); i += 2)
        {
            levels.add(List.of(side, meaning.rounded(numbers.get(i)), meaning.rounded(numbers.get(i + 1))));
        }
    }

    private static Meaning timed(final ExpectedEvent event, final Meaning meaning)
    {
        return meaning.with("venueTimeNs", ns(event, "timestampNs"));
    }

    private static String vaticStatus(final ExpectedEvent event)
    {
        switch (event.kind())
        {
            case "window_open":
            case "window_open_error":
            case "hyperliquid_mark_price":
                return "DECODED";
            case "hello":
                return "IGNORED";
            default:
                return "CONTROL";
        }
    }

    private static Meaning vatic(final ExpectedEvent event)
    {
        final String asset = event.text("asset");
        if (event.kind().equals("hyperliquid_mark_price"))
        {
            return new Meaning("MARK_PRICE", asset, asset + "@hyperliquid_mark_price")
                .with("venueTimeNs", ns(event, "timestampNs")).with("mark", decimal(event, "markPrice"));
        }
        final String label = event.text("marketType");
        final long startNs = ns(event, "windowStartNs");
        final boolean open = event.kind().equals("window_open");
        return new Meaning("PRICE_TARGET", asset, asset + "@" + label).with("venueTimeNs", startNs)
            .with("interval", label).with("intervalNs", nominalNs(label)).with("startNs", startNs)
            .with("endNs", endNs(label, startNs)).with("price", decimal(event, "price"))
            .with("source", event.has("source") ? event.text("source") : null)
            .with("status", open ? "OPEN" : "FAILED").with("snapshot", event.flag("snapshot"))
            .with("error", event.has("error") ? event.text("error") : null);
    }

    /** Begin of the window after: the first half hour, or window of minutes, that belongs to another one. */
    private static long endNs(final String label, final long startNs)
    {
        final VaticInterval interval = interval(label);
        final long startS = startNs / 1_000_000_000L;
        final int stepS = (int)Math.min(HALF_HOUR_S, nominalNs(label) / 1_000_000_000L);
        long end = startS;
        while (interval.startOf(end) == startS)
        {
            end += stepS;
        }
        return end * 1_000_000_000L;
    }

    private static VaticInterval interval(final String label)
    {
        for (final VaticInterval interval : VaticInterval.values())
        {
            if (interval.label().equals(label))
            {
                return interval;
            }
        }
        throw new AssertionError(label);
    }

    private static long nominalNs(final String label)
    {
        return Map.of("5min", 5L, "15min", 15L, "1hour", 60L, "4hour", 240L, "daily", 1_440L).get(label) *
            60_000_000_000L;
    }

    private static BigDecimal decimal(final ExpectedEvent event, final String name)
    {
        return event.number(name).orElse(null);
    }

    private static Long ns(final ExpectedEvent event, final String name)
    {
        return event.number(name).map(BigDecimal::longValueExact).orElse(null);
    }

    private static String text(final Venue venue, final long seed, final GeneratedFrame frame)
    {
        return venue.label() + ", seed " + seed + ": " + new String(frame.frame(), StandardCharsets.UTF_8);
    }
}
