package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.text.ByteWords;

/**
 * Windows as the venue writes them, and such as nearly are: a decoder that may read them in one pass, one that may not,
 * and the oracle must say the same. The first one has just read the undamaged frame, so that it knows stream and day.
 */
class VaticInOrderTest
{
    private static final int ROUNDS = Boolean.getBoolean("ringtape.nightly") ? 300_000 : 30_000;
    private static final int GARBAGE = 40;
    private static final List<String> ASSETS = List.of("btc", "eth", "sol", "xrp", "hype", "doge", "bnb");
    private static final List<String> INTERVALS = List.of("5min", "15min", "1hour", "4hour", "daily");
    private static final List<String> FRAMES = List.of(VaticFrames.OPEN,
        window("doge", "15min", 1_750_000_500L, "0.18", "chainlink", true),
        window("SOL", "1hr", 1_750_003_200L, "7", "binance", false),
        window("assets00", "daily", 1_749_960_000L, "9999999.12345678", "x", true),
        window("eth", "4h", 2_000_000_000L, "2512.123456789", "binance_futures", false),
        window("x", "5m", 1_000_000_200L, "0.000000001234567", "chainlink2345678", true));

    private final HeardTargets heard = new HeardTargets();
    private final HeardTargets heardInGeneral = new HeardTargets();
    private final VaticFrameDecoder decoder = heard.newDecoder();
    private final VaticFrameDecoder general = heardInGeneral.newDecoder(false);
    private int framesInOrder;

    @Test
    void shouldReadEveryDocumentedStreamInOnePassAtFirstSight()
    {
        for (final String asset : ASSETS)
        {
            for (final String interval : INTERVALS)
            {
                for (final boolean snapshot : new boolean[] {false, true})
                {
                    final String frame = window(asset, interval, 1_750_000_200L, "105123.45", "chainlink", snapshot);
                    assertEquals(DecodeStatus.DECODED, check(frame));
                    assertTrue(decoder.isInOrder(), frame);
                }
            }
        }
        for (final String frame : FRAMES)
        {
            check(frame);
            assertTrue(decoder.isInOrder(), frame);
            assertFalse(general.isInOrder());
        }
    }

    @Test
    void shouldKeepEveryDocumentedStreamInAPlaceOfItsOwn()
    {
        final Set<Integer> places = new HashSet<>();
        for (final String asset : ASSETS)
        {
            for (final String interval : INTERVALS)
            {
                assertTrue(places.add(StreamMemory.place(ByteWords.literal(asset), ByteWords.literal(interval))));
            }
        }
    }

    @Test
    void shouldSayWhatTheGeneralPathSaysWhateverByteIsReplacedByWhatever()
    {
        for (final String frame : FRAMES)
        {
            final byte[] good = bytes(frame);
            final byte[] damaged = bytes(frame);
            for (int at = 0; at < good.length; at++)
            {
                for (int other = 0; other < 256; other++)
                {
                    compare(good, 0, good.length);
                    damaged[at] = (byte)other;
                    compare(damaged, 0, damaged.length);
                }
                damaged[at] = good[at];
            }
        }
        assertTrue(framesInOrder > FRAMES.size() * 150 * 256, framesInOrder + " in order");
    }

    @Test
    void shouldSayWhatTheOracleSaysWhateverIsCutOutOrPutIn()
    {
        for (final String frame : FRAMES)
        {
            for (int at = 0; at <= frame.length(); at++)
            {
                for (final String text : List.of("0", "1", "\"", "\\", ",", ".", " ", "}", "e1", "\\u0061", "\u0000"))
                {
                    check(frame);
                    check(frame.substring(0, at) + text + frame.substring(at));
                }
                for (int to = at + 1; to <= Math.min(frame.length(), at + 12); to++)
                {
                    check(frame.substring(0, at) + frame.substring(to));
                }
            }
        }
    }

    @Test
    void shouldReadNeitherBehindTheFrameNorBehindItsArray()
    {
        for (final String frame : FRAMES)
        {
            final byte[] good = bytes(frame);
            for (final char garbage : "9\"},e".toCharArray())
            {
                for (int shift = 0; shift < GARBAGE; shift++)
                {
                    final byte[] among = new byte[good.length + GARBAGE];
                    Arrays.fill(among, (byte)garbage);
                    System.arraycopy(good, 0, among, shift, good.length);
                    compare(among, shift, good.length);
                    assertTrue(decoder.isInOrder(), frame);
                    assertEquals(DecodeStatus.MALFORMED, compare(among, shift, good.length - 1));
                    assertEquals(DecodeStatus.MALFORMED, compare(among, shift, good.length + 1));
                }
            }
            for (int length = 0; length < good.length; length++)
            {
                compare(good, 0, good.length);
                assertEquals(DecodeStatus.MALFORMED, compare(good, 0, length));
                assertEquals(DecodeStatus.MALFORMED, compare(Arrays.copyOf(good, length), 0, length));
            }
        }
    }

    @Test
    void shouldReadPricesOfEveryShape()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS; i++)
        {
            final String price = price(random);
            check(window("btc", "5min", 1_750_000_200L, price, random.nextBoolean() ? "chainlink" : "x",
                random.nextBoolean()));
        }
        for (final String price : List.of("0", "0.0", "0.00000000", "0.000000000", "00", "01", "1.", ".1", "1e3", "1E3",
            "1.5e3", "-1", "9999999", "99999999", "123456789", "1.12345678", "1.123456789", "1.123456789012345",
            "1.1234567890123456", "999.123456789012345", "9999.123456789012345", "0.123456789012345678"))
        {
            for (final String source : List.of("", "a", "ab", "chainlink"))
            {
                check(window("btc", "5min", 1_750_000_200L, price, source, false));
                check(window("btc", "5min", 1_750_000_200L, price, source, true));
            }
        }
        assertTrue(framesInOrder > ROUNDS / 2, framesInOrder + " in order");
    }

    @Test
    void shouldHoldEveryStartAgainstItsText()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS; i++)
        {
            final long start = random.nextInt(3) == 0 ? random.nextLong(1, 9_999_999_999L) :
                1_750_000_000L + random.nextLong(200_000);
            final long said = random.nextInt(4) > 0 ? start : start + random.nextLong(-90_000, 90_000);
            check(window("btc", "5min", start, "1.5", "chainlink", false)
                .replace(iso(start), random.nextInt(50) == 0 ? iso(said).replace("0Z", "1Z") : iso(said)));
        }
        assertTrue(framesInOrder > ROUNDS / 2, framesInOrder + " in order");
        assertTrue(decoder.startMismatches() > ROUNDS / 8);
        final String frame = window("btc", "5min", 1_750_032_000L, "1.5", "chainlink", false);
        for (final String text : List.of("2025-06-16T00:00:00.000Z", "2025-06-15T24:00:00.000Z",
            "2025-06-15T23:60:00.000Z", "2025-06-15T23:59:60.000Z", "2025-06-16T00:00:00.0000",
            "2025-06-16 00:00:00.000Z", "2025-06-16T00:00:00.100Z", "2025-05-47T00:00:00.000Z",
            "2025-06-16T00.00:00.000Z"))
        {
            check(frame);
            check(frame.replace("2025-06-16T00:00:00.000Z", text));
        }
        check(window("btc", "5min", 9_214_646_399L, "1.5", "chainlink", false));
        check(window("btc", "5min", 9_214_646_400L, "1.5", "chainlink", false));
    }

    @Test
    void shouldNotMixUpStreamsThatTakeTurns()
    {
        final SplittableRandom random = seeded();
        final List<String> names = List.of("5min", "15min", "1hour", "4hour", "daily", "5m", "15m", "1h", "1hr", "4h",
            "day", "30min", "", "5minutes", "5minutes9", "5MIN");
        for (int i = 0; i < ROUNDS; i++)
        {
            final StringBuilder asset = new StringBuilder();
            if (random.nextBoolean())
            {
                asset.append(ASSETS.get(random.nextInt(ASSETS.size())));
            }
            else
            {
                for (int length = random.nextInt(11); length > 0; length--)
                {
                    asset.append("xXyZ0-\u00f7".charAt(random.nextInt(7)));
                }
            }
            check(window(random.nextInt(8) == 0 ? asset.toString().toUpperCase(Locale.ROOT) :
                asset.toString(), names.get(random.nextInt(names.size())), 1_750_000_200L + 300 * random.nextInt(900),
                price(random), "chainlink", random.nextBoolean()));
        }
        assertTrue(framesInOrder > ROUNDS / 4, framesInOrder + " in order");
    }

    /** A frame whose whole outcome must be the oracle's, too. */
    private DecodeStatus check(final String frame)
    {
        final byte[] bytes = bytes(frame);
        final NaiveVatic.Outcome expected = NaiveVatic.decode(bytes);
        final DecodeStatus status = decoder.decode(bytes, 0, bytes.length, heard);
        final List<String> events = heard.take();
        heard.windows.clear();
        framesInOrder += decoder.isInOrder() ? 1 : 0;
        assertEquals(expected.status(), status, frame);
        if (!frame.contains("\\u"))
        {
            assertEquals(expected.events(), events, frame);
        }
        compare(bytes, 0, bytes.length);
        return status;
    }

    private DecodeStatus compare(final byte[] bytes, final int offset, final int length)
    {
        final long mismatches = decoder.startMismatches();
        final long mismatchesInGeneral = general.startMismatches();
        final long unknown = decoder.unknownIntervals() + decoder.unknownEvents();
        final long unknownInGeneral = general.unknownIntervals() + general.unknownEvents();
        final DecodeStatus status = decoder.decode(bytes, offset, length, heard);
        framesInOrder += decoder.isInOrder() ? 1 : 0;
        final DecodeStatus expected = general.decode(bytes, offset, length, heardInGeneral);
        final boolean same = status == expected && heard.windows.equals(heardInGeneral.windows) &&
            decoder.skippedKeys() == general.skippedKeys() &&
            decoder.startMismatches() - mismatches == general.startMismatches() - mismatchesInGeneral &&
            decoder.unknownIntervals() + decoder.unknownEvents() - unknown ==
                general.unknownIntervals() + general.unknownEvents() - unknownInGeneral;
        if (!same || !heard.take().equals(heardInGeneral.take()))
        {
            throw new AssertionError(status + " instead of " + expected + ": " +
                new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }
        heard.windows.clear();
        heardInGeneral.windows.clear();
        return status;
    }

    private static String window(
        final String asset,
        final String interval,
        final long start,
        final String price,
        final String source,
        final boolean snapshot)
    {
        return "{\"event\":\"window_open\",\"asset\":\"" + asset + "\",\"marketType\":\"" + interval +
            "\",\"windowStart\":" + start + ",\"windowStartIso\":\"" + iso(start) + "\",\"price\":" + price +
            ",\"source\":\"" + source + (snapshot ? "\",\"snapshot\":true}" : "\"}");
    }

    private static String iso(final long seconds)
    {
        return Instant.ofEpochSecond(seconds).toString().replace("Z", ".000Z");
    }

    private static String price(final SplittableRandom random)
    {
        final StringBuilder price = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--)
        {
            price.append(random.nextInt(10));
        }
        for (int i = random.nextInt(18); i > 0; i--)
        {
            price.append(price.indexOf(".") < 0 ? "." : "").append(random.nextInt(10));
        }
        return random.nextInt(4) == 0 ? price.toString() : price.toString().replaceFirst("^0+(?=\\d)", "");
    }

    private static byte[] bytes(final String frame)
    {
        return frame.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SplittableRandom seeded()
    {
        final long seed = new SplittableRandom().nextLong();
        System.out.println("VaticInOrderTest seed " + seed);
        return new SplittableRandom(seed);
    }
}
