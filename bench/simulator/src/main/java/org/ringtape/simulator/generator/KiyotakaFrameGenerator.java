package org.ringtape.simulator.generator;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Makes random valid data frames of all seven channels, together with what they mean. Knows nothing of the codecs.
 *
 * <p>Kinds are the series types. Values: {@code symbol, exchange, normalizedSymbol, category, side, coin, id} (text),
 * {@code inverse} (flag), {@code blockSize}, {@code timestampNs} (a number; absent if the frame has no time), trades
 * and liquidations {@code price, amount}; aggregates {@code open, high, low, close, volume, firstTimestampNs,
 * lastTimestampNs}; books {@code bids, asks}; profiles {@code profile}; {@code fundingRate, predictedFundingRate,
 * openInterest}, absent if unknown.
 */
public final class KiyotakaFrameGenerator
{
    private static final int MOST_POINTS = 400;
    private static final int MOST_LEVELS = 150;
    private static final long SOME_TIME_S = 1_769_058_900L;
    private static final String[] CATEGORIES = {"SPOT", "PERPETUAL", "FUTURE", "OPTION", "COMBO"};
    private static final KiyotakaType[] TYPES = KiyotakaType.values();

    private final Random random;
    private final RandomSpelling spelling;
    private final List<KiyotakaMarket> markets = KiyotakaMarket.defaults();

    /** @param seed of everything. */
    public KiyotakaFrameGenerator(final long seed)
    {
        this.random = new Random(seed);
        this.spelling = new RandomSpelling(random);
    }

    /** @return the next frame: 1 to 8 points mostly, now and then none or up to {@value #MOST_POINTS}. */
    public GeneratedFrame next()
    {
        final List<Object> points = new ArrayList<>();
        final List<ExpectedEvent> events = new ArrayList<>();
        for (int count = pointCount(); count > 0; count--)
        {
            points.add(point(events));
        }
        final Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("points", points.isEmpty() && random.nextBoolean() ? null : points);
        return new GeneratedFrame(spelling.write(frame).getBytes(StandardCharsets.UTF_8), List.copyOf(events));
    }

    private int pointCount()
    {
        final int kind = random.nextInt(200);
        return kind == 0 ? 0 : kind == 1 ? 1 + random.nextInt(MOST_POINTS) : 1 + random.nextInt(8);
    }

    private Map<String, Object> point(final List<ExpectedEvent> events)
    {
        final KiyotakaType type = TYPES[random.nextInt(TYPES.length)];
        final Map<String, Object> expected = new LinkedHashMap<>();
        final Map<String, Object> members = new LinkedHashMap<>();
        members.put("series", series(type, expected));
        members.put(type.payload(), payload(type, expected));
        events.add(new ExpectedEvent(type.name(), expected));
        return members;
    }

    private Map<String, Object> series(final KiyotakaType type, final Map<String, Object> expected)
    {
        final KiyotakaMarket market = markets.get(random.nextInt(markets.size()));
        final boolean bucketed = type.isBook() || type == KiyotakaType.VOLUME_PROFILE_AGG;
        final boolean grouped = bucketed && random.nextInt(5) == 0;
        final boolean sided = type == KiyotakaType.TRADE || type == KiyotakaType.TRADE_AGG ||
            type == KiyotakaType.LIQUIDATION;
        final Map<String, Object> series = new LinkedHashMap<>();
        series.put("type", type.name());
        if (!grouped)
        {
            put(series, expected, "symbol", market.symbol());
        }
        put(series, expected, "exchange", market.exchange());
        maybePut(series, expected, "normalizedSymbol", market.normalizedSymbol());
        maybePut(series, expected, "category", CATEGORIES[random.nextInt(CATEGORIES.length)]);
        if (type == KiyotakaType.TRADE_AGG)
        {
            series.put("session", "0");
        }
        if (sided)
        {
            final boolean buy = random.nextBoolean();
            // The enum's numbers are accepted beside its names: 2 is BUY, 1 is SELL.
            series.put("side", random.nextInt(8) > 0 ? buy ? "BUY" : "SELL" : new JsonNumber(buy ? "2" : "1"));
            expected.put("side", buy ? "BUY" : "SELL");
        }
        if (bucketed)
        {
            put(series, expected, "coin", market.coin());
            put(series, expected, "blockSize", market.blockSize());
        }
        else
        {
            maybePut(series, expected, "coin", market.coin());
        }
        maybePut(series, expected, "inverse", market.inverse());
        return series;
    }

    private Map<String, Object> payload(final KiyotakaType type, final Map<String, Object> expected)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        switch (type)
        {
            case TRADE:
            case LIQUIDATION:
                putId(payload, expected);
                put(payload, expected, "price", positive());
                putOrOmitZero(payload, expected, "amount", random.nextInt(50) == 0 ? BigDecimal.ZERO : positive());
                break;
            case TRADE_AGG:
                for (final String name : List.of("open", "high", "low", "close"))
                {
                    put(payload, expected, name, positive());
                }
                putOrOmitZero(payload, expected, "volume", random.nextInt(50) == 0 ? BigDecimal.ZERO : positive());
                putTime(payload, expected, "firstTimestamp");
                putTime(payload, expected, "lastTimestamp");
                break;
            case BLOCK_BOOK_SNAPSHOT:
                putArray(payload, expected, "bids", levels(-1));
                putArray(payload, expected, "asks", levels(1));
                break;
            case VOLUME_PROFILE_AGG:
                putArray(payload, expected, "profile", triplets());
                break;
            case FUNDING_RATE:
                maybePut(payload, expected, "fundingRate", signed());
                maybePut(payload, expected, "predictedFundingRate", signed());
                break;
            case OPEN_INTEREST:
                maybePut(payload, expected, "openInterest", positive());
                break;
            default:
                throw new IllegalStateException(type.name());
        }
        putTime(payload, expected, "timestamp");
        return payload;
    }

    private void putId(final Map<String, Object> payload, final Map<String, Object> expected)
    {
        final long number = random.nextLong() >>> 1 + random.nextInt(40);
        final String id = switch (random.nextInt(4))
        {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "0x" + String.format("%064x", new BigInteger(256, random));
            case 2 -> "t-\u20BF\"" + number;
            default -> Long.toString(number);
        };
        final boolean bare = id.equals(Long.toString(number)) && random.nextInt(4) == 0;
        payload.put("id", bare ? new JsonNumber(id) : id);
        expected.put("id", id);
    }

    private List<Object> levels(final int direction)
    {
        final List<Object> levels = new ArrayList<>();
        final BigDecimal step = new BigDecimal(random.nextInt(4) == 0 ? "0.05" : "25");
        BigDecimal price = step.multiply(BigDecimal.valueOf(3600 + direction * random.nextInt(2)));
        for (int count = levelCount(); count > 0; count--)
        {
            levels.add(price);
            levels.add(positive());
            price = price.add(step.multiply(BigDecimal.valueOf(direction * (1 + random.nextInt(2)))));
        }
        return levels;
    }

    /** Few mostly, to be fast; now and then more than an event slot holds. */
    private int levelCount()
    {
        return random.nextInt(random.nextInt(25) == 0 ? MOST_LEVELS : 12);
    }

    private List<Object> triplets()
    {
        final List<Object> triplets = new ArrayList<>();
        final int first = 3000 + random.nextInt(1000);
        for (int count = levelCount(); count > 0; count--)
        {
            triplets.add(BigDecimal.valueOf((first + triplets.size()) * 25L));
            triplets.add(random.nextInt(5) == 0 ? BigDecimal.ZERO : positive());
            triplets.add(random.nextInt(5) == 0 ? BigDecimal.ZERO : positive());
        }
        return triplets;
    }

    private void putTime(final Map<String, Object> payload, final Map<String, Object> expected, final String name)
    {
        final int kind = random.nextInt(30);
        if (kind == 0)
        {
            if (random.nextBoolean())
            {
                payload.put(name, null);
            }
            return;
        }
        final long seconds = SOME_TIME_S + random.nextInt(1_000_000);
        final long nanos = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
        // REST spells the names s and ns; both are accepted.
        final boolean brief = kind == 1;
        final Map<String, Object> time = new LinkedHashMap<>();
        time.put(brief ? "s" : "seconds", BigDecimal.valueOf(seconds));
        if (nanos != 0 || random.nextInt(10) == 0)
        {
            time.put(brief ? "ns" : "nanoseconds", BigDecimal.valueOf(nanos));
        }
        payload.put(name, time);
        expected.put(name + "Ns", BigDecimal.valueOf(seconds * 1_000_000_000L + nanos));
    }

    private void putArray(
        final Map<String, Object> payload,
        final Map<String, Object> expected,
        final String name,
        final List<Object> values)
    {
        expected.put(name, List.copyOf(values));
        if (!values.isEmpty() || random.nextInt(3) == 0)
        {
            payload.put(name, values.isEmpty() && random.nextBoolean() ? null : values);
        }
    }

    private void putOrOmitZero(
        final Map<String, Object> payload,
        final Map<String, Object> expected,
        final String name,
        final BigDecimal value)
    {
        expected.put(name, value);
        if (value.signum() != 0 || random.nextInt(3) == 0)
        {
            payload.put(name, value.signum() == 0 && random.nextBoolean() ? null : value);
        }
    }

    private static void put(
        final Map<String, Object> object, final Map<String, Object> expected, final String name, final Object value)
    {
        object.put(name, value);
        expected.put(name, value);
    }

    /** Leaves one in eight out, half of those as null. */
    private void maybePut(
        final Map<String, Object> object, final Map<String, Object> expected, final String name, final Object value)
    {
        switch (random.nextInt(16))
        {
            case 0:
                object.put(name, null);
                break;
            case 1:
                break;
            default:
                put(object, expected, name, value);
                break;
        }
    }

    private BigDecimal signed()
    {
        final BigDecimal rate = BigDecimal.valueOf(random.nextInt(200_000_000), 10 + random.nextInt(3));
        return random.nextInt(10) == 0 ? BigDecimal.ZERO : random.nextBoolean() ? rate : rate.negate();
    }

    /** @return 1 to 17 significant digits, rarely 19, from about 1e-12 to about 1e12. */
    private BigDecimal positive()
    {
        final int digits = random.nextInt(40) == 0 ? 18 + random.nextInt(2) :
            random.nextInt(8) == 0 ? 15 + random.nextInt(3) : 1 + random.nextInt(8);
        final BigInteger bound = BigInteger.TEN.pow(digits);
        final BigInteger unscaled = new BigInteger(digits * 4, random).mod(bound).max(BigInteger.ONE);
        final int exponent = random.nextInt(20) == 0 ? random.nextInt(25) - 12 : random.nextInt(8) - 2;
        return new BigDecimal(unscaled, digits - 1 - exponent);
    }
}
