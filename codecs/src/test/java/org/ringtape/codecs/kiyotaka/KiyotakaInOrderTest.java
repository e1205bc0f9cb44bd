package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.InstrumentLookup;

/** The path of the documented order: what takes it, and that nobody can tell from the events. */
class KiyotakaInOrderTest
{
    private static final int FRAMES = 6_000;
    private static final List<String> DOCUMENTED = List.of(Frames.TRADE, Frames.AGGREGATION, Frames.BOOK,
        Frames.LIQUIDATION, Frames.FUNDING, Frames.INTEREST, Frames.PROFILE, Frames.SHAPES);

    private final KiyotakaCheck check = new KiyotakaCheck();

    @Test
    void shouldReadEveryChannelInOrderOnceItsSeriesIsKnown()
    {
        for (final String frame : DOCUMENTED)
        {
            check.decode(frame);
            assertEquals(0, check.decoder.pointsInOrder(), frame);
            check.sink.take();
            check.againstOracle(frame, "");
            assertEquals(1, check.decoder.pointsInOrder(), frame);
            assertFalse(check.decoder.isPointReadAgain(), frame);
        }
        final String all = Frames.frame(String.join(",", DOCUMENTED.stream().map(Frames::inner).toList()));
        check.againstOracle(all, "");
        assertEquals(DOCUMENTED.size(), check.decoder.pointsInOrder());
    }

    @Test
    void shouldAnnounceAndDeliverOnceWhereverAPointDeviates()
    {
        for (final String frame : DOCUMENTED)
        {
            for (final String text : List.of(frame, Frames.frame(Frames.inner(Frames.TRADE) + "," +
                Frames.inner(frame) + "," + Frames.inner(Frames.BOOK))))
            {
                for (int at = 0; at <= text.length(); at++)
                {
                    check.prime(text);
                    check.againstOracle(text.substring(0, at) + " " + text.substring(at), "");
                }
            }
        }
        assertTrue(check.pointsReadAgain() > 1_000, check.pointsReadAgain() + " read again");
    }

    @Test
    void shouldGoOnBehindPointsInOrder()
    {
        final String good = Frames.inner(Frames.TRADE);
        final String bad = Frames.inner(Frames.TRADE.replace("3120.55", "true"));
        check.prime(Frames.TRADE);
        assertEquals(DecodeStatus.PARTIAL,
            check.againstOracle(Frames.frame(good + "," + good + "," + bad + "," + good), ""));
        assertEquals(2, check.decoder.pointsInOrder());
        for (final String tail : List.of(",\"points\":[]", ",\"id\":1", ",\"type\":\"pong\"", "}", ",", "]"))
        {
            check.againstOracle("{\"points\":[" + good + "," + good + "]" + tail + "}", "");
        }
        check.againstOracle("{\"points\":[" + good + "," + good + ",7,[],null]}", "");
    }

    @Test
    void shouldReadNumbersOfEveryShape()
    {
        final long seed = new Random().nextLong();
        System.out.println("KiyotakaInOrderTest numbers seed " + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < FRAMES; i++)
        {
            final StringBuilder levels = new StringBuilder();
            final int wholeDigits = 1 + random.nextInt(9);
            final int decimals = random.nextInt(8);
            for (int level = random.nextInt(8); level >= 0; level--)
            {
                levels.append(levels.length() == 0 ? "" : ",")
                    .append(random.nextInt(8) == 0 ? number(random) : plain(random, wholeDigits, decimals))
                    .append(',').append(number(random));
            }
            final String frame;
            switch (random.nextInt(4))
            {
                case 0:
                    frame = Frames.trade("\"id\":\"" + number(random) + "\",\"price\":" + number(random) +
                        ",\"amount\":" + number(random) + ",\"timestamp\":{\"seconds\":" + number(random) +
                        ",\"nanoseconds\":" + number(random) + "}");
                    break;
                case 1:
                    frame = Frames.PROFILE.replaceAll("\\[3115.*]\\,", "[" + levels + "," + number(random) + "," +
                        number(random) + "," + number(random) + ",5],");
                    break;
                default:
                    frame = Frames.SHAPES.replaceAll("\\[3120.5.*],\"asks", "[" + levels + "],\"asks");
                    break;
            }
            check.againstOracle(frame, " (seed " + seed + ")");
        }
        assertTrue(check.framesInOrder() > FRAMES / 8, check.framesInOrder() + " in order");
        assertTrue(check.pointsReadAgain() > FRAMES / 8, check.pointsReadAgain() + " read again");
    }

    @Test
    void shouldTellStreamsApartWhetherRememberedOrNot()
    {
        final long seed = new Random().nextLong();
        System.out.println("KiyotakaInOrderTest streams seed " + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < FRAMES; i++)
        {
            final StringBuilder points = new StringBuilder();
            for (int point = random.nextInt(4); point >= 0; point--)
            {
                points.append(points.length() == 0 ? "" : ",").append(Frames.inner(random.nextBoolean() ?
                    Frames.TRADE : Frames.BOOK).replace("ETHUSDT", "SYM" + random.nextInt(i % 3 == 0 ? 3_000 : 30))
                    .replace("SELL", random.nextBoolean() ? "BUY" : "SELL")
                    .replace(":2.5}", ":" + random.nextInt(3) + "}"));
            }
            check.againstOracle(Frames.frame(points.toString()), " (seed " + seed + ")");
        }
        assertTrue(check.framesInOrder() > FRAMES / 3, check.framesInOrder() + " in order");
    }

    @Test
    void shouldAskEachTimeWhetherAKnownStreamIsWanted()
    {
        for (final String frame : DOCUMENTED)
        {
            check.prime(frame);
            check.sink.wanted(false);
            final List<String> events = check.events(DecodeStatus.UNKNOWN_INSTRUMENT, frame);
            assertEquals(1, events.size(), frame);
            assertEquals(1, check.decoder.unknownEvents());
            check.sink.wanted(true);
            assertEquals(2, check.events(DecodeStatus.DECODED, frame).size());
        }
    }

    @Test
    void shouldAskAgainForAnInstrumentThatWasUnknown()
    {
        final List<Integer> answers = new ArrayList<>(List.of(InstrumentLookup.UNKNOWN, InstrumentLookup.UNKNOWN, 5));
        final KiyotakaFrameDecoder decoder =
            new KiyotakaFrameDecoder((bytes, offset, length) -> answers.remove(0));
        final byte[] frame = KiyotakaCheck.bytes(Frames.TRADE);
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decoder.decode(frame, 0, frame.length, check.sink));
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decoder.decode(frame, 0, frame.length, check.sink));
        assertEquals(DecodeStatus.DECODED, decoder.decode(frame, 0, frame.length, check.sink));
        check.sink.take();
        assertEquals(DecodeStatus.DECODED, decoder.decode(frame, 0, frame.length, check.sink));
        assertTrue(check.sink.take().get(1).startsWith("trade 5 "));
    }

    private static String plain(final Random random, final int wholeDigits, final int decimals)
    {
        final StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
        for (int i = 1; i < wholeDigits; i++)
        {
            number.append(random.nextInt(10));
        }
        for (int i = 0; i < decimals; i++)
        {
            number.append(i == 0 ? "." : "").append(random.nextInt(10));
        }
        return number.toString();
    }

    private static String number(final Random random)
    {
        final String plain = plain(random, 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 10),
            random.nextInt(random.nextInt(10) == 0 ? 20 : 9));
        switch (random.nextInt(40))
        {
            case 0:
                return "-" + plain;
            case 1:
                return "0" + plain;
            case 2:
                return plain + "e" + (random.nextInt(20) - 10);
            case 3:
                return plain + ".";
            case 4:
                return plain + "E+1";
            case 5:
                return "." + plain;
            case 6:
                return "\"" + plain + "\"";
            case 7:
                return plain.replace('.', ':');
            case 8:
            case 9:
            case 10:
            case 11:
                return "0." + random.nextInt(10_000);
            case 12:
                return "0";
            default:
                return plain;
        }
    }
}
