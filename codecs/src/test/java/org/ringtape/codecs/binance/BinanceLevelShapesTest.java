package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;

/** Levels that are read by the shape of those before them: every outcome must be the oracle's, whatever came before. */
class BinanceLevelShapesTest
{
    private static final int ROUNDS = 3_000;
    /** One more, with a point, is for the general path. */
    private static final int MAX_DIGITS = 17;
    private static final byte[] GARBAGE = FrameCheck.bytes("9\"],[\"1.0\",\"1.0\"]]}}0123456789\",\"77.7\"],[\"");
    private static final List<String> TAILS = List.of("}", ",\"st\":1}", "}}", ",\"st\":1}}");

    private final FrameCheck check = new FrameCheck();

    @Test
    void shouldReadAllDigitCountsAndPointsInARow()
    {
        for (int digits = 1; digits <= MAX_DIGITS; digits++)
        {
            for (int scale = 0; scale < digits; scale++)
            {
                final String price = number(digits, scale, 7);
                final String quantity = number(digits, digits - 1 - scale, 3);
                final String level = level(price, quantity);
                assertEquals(DecodeStatus.DECODED,
                    check.check(frame(level + "," + level + "," + level, level + "," + level, "}}")));
                assertTrue(check.decoder().isInOrder(), level);
            }
        }
    }

    @Test
    void shouldReadLevelsWhoseShapesChange()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS; i++)
        {
            final String frame = frame(
                levels(random.nextInt(8), random), levels(random.nextInt(8), random),
                TAILS.get(random.nextInt(TAILS.size())));
            assertEquals(DecodeStatus.DECODED, check.check(frame));
            assertTrue(check.decoder().isInOrder(), frame);
        }
    }

    @Test
    void shouldReadSidesOfAnyLength()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS / 4; i++)
        {
            final String tail = TAILS.get(random.nextInt(TAILS.size()));
            assertEquals(DecodeStatus.DECODED, check.check(frame(side(random), side(random), tail)));
            assertTrue(check.decoder().isInOrder());
        }
    }

    @Test
    void shouldJudgeADamagedByteAmongManyLevels()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS / 4; i++)
        {
            final byte[] bytes = FrameCheck.bytes(frame(side(random), side(random), "}}"));
            check.check(bytes, 0, bytes.length);
            for (int damage = 0; damage < 4; damage++)
            {
                final int at = random.nextInt(bytes.length);
                final byte original = bytes[at];
                bytes[at] = random.nextBoolean() ? (byte)random.nextInt(256) :
                    (byte)"0123456789.,\"[]{}".charAt(random.nextInt(17));
                check.check(bytes, 0, bytes.length);
                bytes[at] = original;
            }
        }
    }

    /** What one number lacks, the other has too much: the level ends where levels like those before it end. */
    @Test
    void shouldTellLevelsApartThatAreOnlyAsLongAsOthers()
    {
        final String usual = level("61800.20", "0.250");
        for (final String other : List.of(level("9999.90", "10.250"), level("100000.10", "7.25"),
            level("61800.2", "0.2500"), level("618000.2", "0.250"), level("61800.20", "12345"),
            level("61800200", "0.250"), level("6180020", "0.2500"), level("6180", "20\",\"0.250")))
        {
            for (int before = 0; before < 70; before += 1 + before / 4)
            {
                final String many = (usual + ",").repeat(before);
                check.check(frame(usual + "," + usual, usual, "}}"));
                check.check(frame(many + other + "," + usual, many + usual + "," + other, "}}"));
                check.check(frame(many + other, other + "," + many + usual, "}}"));
            }
        }
    }

    @Test
    void shouldJudgeEveryByteInEveryPlaceOfALevel()
    {
        for (final String shape : List.of("[\"61800.20\",\"0.000\"]", "[\"61800.20000000\",\"12.50000000\"]",
            "[\"61800.20\",\"120.000\"]", "[\"7\",\"159\"]"))
        {
            for (final String tail : TAILS)
            {
                final String frame = frame(shape + "," + shape + "," + shape, shape + "," + shape, tail);
                final byte[] bytes = FrameCheck.bytes(frame);
                for (int at = frame.indexOf("\"b\""); at < bytes.length; at++)
                {
                    judgeEveryByte(bytes, at, frame);
                }
            }
        }
    }

    /** The undamaged frame before each damaged one, so that its shape is the expected one. */
    private void judgeEveryByte(final byte[] bytes, final int at, final String frame)
    {
        final byte original = bytes[at];
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value += at % 3 == 0 || value >= ' ' ? 1 : 7)
        {
            check.decoder().decode(bytes, 0, bytes.length, check.sink());
            assertFalse(check.sink().take().isEmpty(), frame);
            bytes[at] = (byte)value;
            check.check(bytes, 0, bytes.length);
            bytes[at] = original;
        }
    }

    @Test
    void shouldNeitherReadBehindTheFrameNorBeforeIt()
    {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS / 2; i++)
        {
            final byte[] frame = FrameCheck.bytes(frame(levels(1 + random.nextInt(3), random),
                levels(1 + random.nextInt(3), random), TAILS.get(random.nextInt(TAILS.size()))));
            check.check(frame, 0, frame.length);
            final int offset = random.nextInt(GARBAGE.length);
            final byte[] large = Arrays.copyOf(GARBAGE, offset + frame.length + GARBAGE.length);
            System.arraycopy(frame, 0, large, offset, frame.length);
            System.arraycopy(GARBAGE, 0, large, offset + frame.length, GARBAGE.length);
            assertEquals(DecodeStatus.DECODED, check.check(large, offset, frame.length));
            // Cut off anywhere, the garbage may complete what is missing: it must not.
            final int cut = 1 + random.nextInt(frame.length - 1);
            System.arraycopy(GARBAGE, 0, large, offset + cut, GARBAGE.length);
            assertEquals(DecodeStatus.MALFORMED, check.check(large, offset, cut));
            final byte[] exact = Arrays.copyOf(frame, cut);
            assertEquals(DecodeStatus.MALFORMED, check.check(exact, 0, cut));
        }
    }

    @Test
    void shouldJudgeNumbersThatAreNone()
    {
        final String good = level("61800.20", "0.250");
        for (final String bad : List.of("", ".", "1.", ".5", "1e3", "1E-2", "-1.5", "1..2", "1.2.3", "+1", " 1", "1 ",
            "0x1", "00.50", "61800\\u002e20", "1234567890123456789", "12345678901234567.89", "1,5", "null"))
        {
            check.check(frame(good + "," + good, good, "}}"));
            check.check(frame(good + "," + level(bad, "0.250") + "," + good, good, "}}"));
            check.check(frame(good + "," + level("61800.20", bad) + "," + good, good, "}}"));
            check.check(frame(good + "," + level("741852963074185296", "3.07418529630741852"), good, "}}"));
            check.check(frame(good, good + "," + level(bad, bad), "}}"));
        }
    }

    private static SplittableRandom seeded()
    {
        final long seed = new Random().nextLong();
        System.out.println("BinanceLevelShapesTest seed " + seed);
        return new SplittableRandom(seed);
    }

    private static String frame(final String bids, final String asks, final String tail)
    {
        final String event = "{\"e\":\"depthUpdate\",\"E\":1700000000123,\"T\":1700000000120,\"s\":\"BTCUSDT\"," +
            "\"U\":9001,\"u\":9005,\"pu\":8990,\"b\":[" + bids + "],\"a\":[" + asks + "]" + tail;
        return tail.endsWith("}}") ? "{\"stream\":\"btcusdt@depth@100ms\",\"data\":" + event : event;
    }

    /** Up to two hundred levels, as a busy market has them. */
    private static String side(final SplittableRandom random)
    {
        final int digits = 4 + random.nextInt(8);
        final int scale = 1 + random.nextInt(3);
        final int rare = 2 + random.nextInt(60);
        return IntStream.range(0, random.nextInt(200))
            .mapToObj(i -> level(number(digits, scale, random.nextInt(10)),
                random.nextInt(rare) == 0 ? number(4 + random.nextInt(4), 3 - random.nextInt(2), random.nextInt(10)) :
                    number(4, 3, random.nextInt(10))))
            .collect(Collectors.joining(","));
    }

    /** Mostly of one shape, as in the field, with others between them. */
    private static String levels(final int count, final SplittableRandom random)
    {
        final int digits = 1 + random.nextInt(15);
        final int scale = random.nextInt(digits);
        return IntStream.range(0, count)
            .mapToObj(i -> random.nextInt(4) == 0 ? level(any(random), any(random)) :
                level(number(digits, scale, random.nextInt(10)), random.nextInt(4) == 0 ? "0.000" :
                    number(4, 3, random.nextInt(10))))
            .collect(Collectors.joining(","));
    }

    private static String any(final SplittableRandom random)
    {
        final int digits = 1 + random.nextInt(MAX_DIGITS);
        return number(digits, random.nextInt(digits), random.nextInt(10));
    }

    private static String number(final int digits, final int scale, final int from)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++)
        {
            text.append(scale > 0 && i == digits - scale ? "." : "").append((from + i * 7) % 10);
        }
        return text.toString();
    }

    private static String level(final String price, final String quantity)
    {
        return "[\"" + price + "\",\"" + quantity + "\"]";
    }
}
