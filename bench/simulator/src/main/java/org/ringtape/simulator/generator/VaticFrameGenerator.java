package org.ringtape.simulator.generator;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.vatic.VaticEvents;
import org.ringtape.simulator.vatic.VaticInferred;
import org.ringtape.simulator.vatic.VaticInterval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes random valid events of every kind, one a frame, together with what they mean. Knows nothing of the codecs.
 *
 * <p>Kinds are the {@code event} texts, one in fifty an unknown one that means nothing. Values: {@code asset} (lower
 * case), {@code marketType} (canonical, though the frame may use an alias), {@code windowStartNs}, {@code price},
 * {@code source}, {@code snapshot} (flag), {@code error} (raw text of the value), {@code message}, {@code channel},
 * {@code markPrice}, {@code timestampNs}, {@code supportedAssets, supportedMarketTypes, supportedChannels,
 * marketTypes}.
 */
public final class VaticFrameGenerator
{
    private static final String[] ASSETS = {"btc", "eth", "sol", "xrp", "hype", "doge", "bnb"};
    private static final String[][] ALIASES = {{"5m"}, {"15m"}, {"1h", "1hr"}, {"4h"}, {"day"}};
    private static final String[] SOURCES = {"chainlink", "binance", "binance_futures", "somewhere \"new\""};
    private static final long SOME_TIME_S = 1_768_452_600L;

    private final Random random;
    private final RandomSpelling spelling;

    /** @param seed of everything. */
    public VaticFrameGenerator(final long seed)
    {
        this.random = new Random(seed);
        this.spelling = new RandomSpelling(random);
    }

    /** @return the next frame, with exactly one event. */
    public GeneratedFrame next()
    {
        final Map<String, Object> event = new LinkedHashMap<>();
        final Map<String, Object> expected = new LinkedHashMap<>();
        final String kind = kind();
        event.put("event", kind);
        switch (kind)
        {
            case "connected":
                putTexts(event, expected, "supportedAssets", Arrays.asList(ASSETS));
                putTexts(event, expected, "supportedMarketTypes",
                    VaticEvents.labels(Arrays.asList(VaticInterval.values())));
                if (random.nextBoolean())
                {
                    putTexts(event, expected, "supportedChannels", VaticInferred.CHANNELS);
                }
                event.put("usage", "Send {\"type\":\"subscribe\",\"asset\":\"btc\"}");
                break;
            case "subscribed":
                putAsset(event, expected);
                putSubscription(event, expected);
                break;
            case "window_open":
                putOpening(event, expected);
                break;
            case "window_open_error":
                putFailure(event, expected);
                break;
            case "error":
                put(event, expected, "message", "Unknown asset: f\u00F6\\o " + random.nextInt(100));
                break;
            case VaticInferred.MARK_CHANNEL:
                putMark(event, expected);
                break;
            default:
                break;
        }
        return new GeneratedFrame(spelling.write(event).getBytes(StandardCharsets.UTF_8),
            List.of(new ExpectedEvent(kind, expected)));
    }

    private String kind()
    {
        final int kind = random.nextInt(50);
        final String[] others = {"connected", "subscribed", "unsubscribed", "error", "hello", "subscribed"};
        return kind < 25 ? "window_open" : kind < 35 ? VaticInferred.MARK_CHANNEL :
            kind < 44 ? "window_open_error" : others[kind - 44];
    }

    private void putOpening(final Map<String, Object> event, final Map<String, Object> expected)
    {
        putAsset(event, expected);
        final VaticInterval interval = putInterval(event, expected);
        final long start = interval.startOf(SOME_TIME_S + random.nextInt(100_000_000));
        // Either form of the start is enough; a whole second may come without milliseconds.
        final int form = random.nextInt(6);
        if (form != 0)
        {
            event.put("windowStart", BigDecimal.valueOf(start));
        }
        if (form != 1)
        {
            event.put("windowStartIso", random.nextInt(5) == 0 ? Instant.ofEpochSecond(start).toString() :
                VaticEvents.iso(start * 1000));
        }
        expected.put("windowStartNs", BigDecimal.valueOf(start * 1_000_000_000L));
        put(event, expected, "price", price());
        if (random.nextInt(20) > 0)
        {
            put(event, expected, "source", SOURCES[random.nextInt(SOURCES.length)]);
        }
        putSnapshot(event, expected);
    }

    private void putFailure(final Map<String, Object> event, final Map<String, Object> expected)
    {
        putAsset(event, expected);
        final VaticInterval interval = putInterval(event, expected);
        final long start = interval.startOf(SOME_TIME_S + random.nextInt(100_000_000));
        event.put("windowStart", BigDecimal.valueOf(start));
        expected.put("windowStartNs", BigDecimal.valueOf(start * 1_000_000_000L));
        if (random.nextBoolean())
        {
            event.put("windowStartIso", VaticEvents.iso(start * 1000));
        }
        final boolean number = random.nextInt(8) == 0;
        event.put("error", number ? new JsonNumber("502") : VaticInferred.FETCH_FAILED);
        expected.put("error", number ? "502" : VaticInferred.FETCH_FAILED);
    }

    private void putMark(final Map<String, Object> event, final Map<String, Object> expected)
    {
        putAsset(event, expected);
        put(event, expected, "markPrice", price());
        if (random.nextInt(10) > 0)
        {
            final long ms = SOME_TIME_S * 1000 + random.nextInt(1_000_000_000);
            event.put("timestamp", BigDecimal.valueOf(ms));
            expected.put("timestampNs", BigDecimal.valueOf(ms * 1_000_000));
        }
        putSnapshot(event, expected);
    }

    private void putSubscription(final Map<String, Object> event, final Map<String, Object> expected)
    {
        if (random.nextInt(4) == 0)
        {
            put(event, expected, "channel", VaticInferred.MARK_CHANNEL);
            return;
        }
        final List<String> labels = new ArrayList<>(VaticEvents.labels(Arrays.asList(VaticInterval.values())));
        Collections.shuffle(labels, random);
        putTexts(event, expected, "marketTypes", List.copyOf(labels.subList(0, 1 + random.nextInt(labels.size()))));
    }

    private void putAsset(final Map<String, Object> event, final Map<String, Object> expected)
    {
        final String asset = ASSETS[random.nextInt(ASSETS.length)];
        event.put("asset", random.nextInt(8) == 0 ? asset.toUpperCase(Locale.ROOT) : asset);
        expected.put("asset", asset);
    }

    private VaticInterval putInterval(final Map<String, Object> event, final Map<String, Object> expected)
    {
        final VaticInterval interval = VaticInterval.values()[random.nextInt(VaticInterval.values().length)];
        final String[] aliases = ALIASES[interval.ordinal()];
        event.put("marketType", random.nextInt(8) == 0 ? aliases[random.nextInt(aliases.length)] : interval.label());
        expected.put("marketType", interval.label());
        return interval;
    }

    private void putSnapshot(final Map<String, Object> event, final Map<String, Object> expected)
    {
        final Object[] spellings = {Boolean.TRUE, "true", new JsonNumber("1"), Boolean.FALSE, null};
        final int spelling = random.nextInt(10);
        if (spelling < spellings.length)
        {
            event.put("snapshot", spellings[spelling]);
            expected.put("snapshot", spelling < 3);
        }
    }

    private BigDecimal price()
    {
        final int digits = random.nextInt(6) == 0 ? 15 + random.nextInt(4) : 1 + random.nextInt(9);
        final BigInteger unscaled =
            new BigInteger(digits * 4, random).mod(BigInteger.TEN.pow(digits)).max(BigInteger.ONE);
        return new BigDecimal(unscaled, digits - random.nextInt(6));
    }

    private static void putTexts(
        final Map<String, Object> event,
        final Map<String, Object> expected,
        final String name,
        final List<String> texts)
    {
        put(event, expected, name, texts);
    }

    private static void put(
        final Map<String, Object> event, final Map<String, Object> expected, final String name, final Object value)
    {
        event.put(name, value);
        expected.put(name, value);
    }
}
