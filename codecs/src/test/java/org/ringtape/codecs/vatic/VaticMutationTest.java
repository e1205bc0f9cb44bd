package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Member;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** Frames that are shuffled, blown up and damaged by seed; each outcome must be the oracle's. */
class VaticMutationTest
{
    private static final int ROUNDS = Boolean.getBoolean("ringtape.nightly") ? 400_000 : 40_000;
    private static final String NOISE = "{}[],:\"\\ \t\n0159.-+eEZT\u0000\u00ffbtcx";

    private final HeardTargets heard = new HeardTargets();
    private final VaticFrameDecoder decoder = heard.newDecoder();

    @Test
    void shouldRefuseEveryTruncationAndSayNothing()
    {
        for (final String frame : VaticFrames.ALL)
        {
            for (int length = 0; length < frame.length(); length++)
            {
                assertEquals(DecodeStatus.MALFORMED, check(frame.substring(0, length)), frame.substring(0, length));
            }
        }
    }

    @Test
    void shouldNotReadBehindTheLength()
    {
        for (final String frame : VaticFrames.ALL)
        {
            final byte[] bytes = ("#" + frame + "\"}]").getBytes(StandardCharsets.ISO_8859_1);
            final DecodeStatus status = decoder.decode(bytes, 1, frame.length(), heard);
            final List<String> events = heard.take();
            assertEquals(check(frame), status, frame);
            decoder.decode(bytes, 1, frame.length(), heard);
            assertEquals(events, heard.take(), frame);
            assertEquals(DecodeStatus.MALFORMED, decoder.decode(bytes, 1, bytes.length, heard));
            assertEquals(List.of(), heard.take());
        }
    }

    @Test
    void shouldSayOfDamagedFramesWhatTheOracleSays()
    {
        final Random random = seeded();
        for (int i = 0; i < ROUNDS; i++)
        {
            final StringBuilder frame = new StringBuilder(pick(random));
            for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--)
            {
                wound(frame, random);
            }
            check(frame.toString());
        }
    }

    @Test
    void shouldSayWhatTheOracleSaysOfEverySingleDeletionAndReplacement()
    {
        for (final String frame : VaticFrames.ALL)
        {
            final StringBuilder damaged = new StringBuilder(frame);
            for (int at = 0; at < frame.length(); at++)
            {
                damaged.deleteCharAt(at);
                check(damaged.toString());
                damaged.insert(at, frame.charAt(at));
                for (final char noise : "}],:\"\\ 0.-".toCharArray())
                {
                    damaged.setCharAt(at, noise);
                    check(damaged.toString());
                }
                damaged.setCharAt(at, frame.charAt(at));
            }
        }
    }

    @Test
    void shouldDecodeShuffledSpacedEscapedAndExtendedFramesToTheSameEvents()
    {
        final Random random = seeded();
        for (int i = 0; i < ROUNDS / 4; i++)
        {
            final String frame = pick(random);
            final DecodeStatus status = check(frame);
            final List<String> events = eventsOf(frame);
            final Object tree = NaiveJson.parse(frame.getBytes(StandardCharsets.ISO_8859_1), 0, frame.length());
            final String variant = write((Members)tree, random);
            assertEquals(status, check(variant), variant);
            if (!frame.contains("error") && !frame.contains("\\"))
            {
                assertEquals(events, eventsOf(variant), variant); // raw texts differ in their escapes
            }
        }
    }

    private List<String> eventsOf(final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
        decoder.decode(bytes, 0, bytes.length, heard);
        return heard.take();
    }

    private DecodeStatus check(final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
        final NaiveVatic.Outcome expected = NaiveVatic.decode(bytes);
        final DecodeStatus status = decoder.decode(bytes, 0, bytes.length, heard);
        final List<String> events = heard.take();
        assertEquals(expected.status(), status, frame);
        if (expected.events().stream().noneMatch(event -> event.contains(NaiveVatic.CONTAINER)) &&
            !frame.contains("\\u"))
        {
            assertEquals(expected.events(), events, frame);
        }
        assertFalse(events.size() > 1 && status == DecodeStatus.MALFORMED, frame);
        return status;
    }

    private static Random seeded()
    {
        final long seed = new Random().nextLong();
        System.out.println("VaticMutationTest seed " + seed);
        return new Random(seed);
    }

    private static String pick(final Random random)
    {
        return VaticFrames.ALL.get(random.nextInt(VaticFrames.ALL.size()));
    }

    private static void wound(final StringBuilder frame, final Random random)
    {
        if (frame.length() == 0)
        {
            return;
        }
        final int at = random.nextInt(frame.length());
        final int to = Math.min(frame.length(), at + 1 + random.nextInt(12));
        final char noise = NOISE.charAt(random.nextInt(NOISE.length()));
        switch (random.nextInt(6))
        {
            case 0:
                frame.insert(at, noise);
                break;
            case 1:
                frame.deleteCharAt(at);
                break;
            case 2:
                frame.delete(at, to);
                break;
            case 3:
                frame.insert(random.nextInt(frame.length()), frame.substring(at, to));
                break;
            default:
                frame.setCharAt(at, noise);
                break;
        }
    }

    private static String write(final Members tree, final Random random)
    {
        final List<Member> all = new ArrayList<>(tree.all());
        all.add(new Member("extra" + random.nextInt(9), new Literal("[{\"event\":\"x\",\"asset\":[]},null]")));
        Collections.shuffle(all, random);
        return all.stream()
            .map(m -> string(m.key(), random) + blank(random) + ":" + blank(random) + value(m.value(), random))
            .collect(Collectors.joining(blank(random) + "," + blank(random), "{" + blank(random), "}"));
    }

    private static String value(final Object value, final Random random)
    {
        if (value instanceof List<?> list)
        {
            return list.stream().map(element -> value(element, random)).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Text text ? string(text.value(), random) : ((Literal)value).text();
    }

    private static String string(final String text, final Random random)
    {
        final StringBuilder written = new StringBuilder("\"");
        for (final char c : text.toCharArray())
        {
            final boolean must = c == '"' || c == '\\';
            written.append(
                must || random.nextInt(40) == 0 ? String.format("\\u%04x", (int)c) : Character.toString(c));
        }
        return written.append('"').toString();
    }

    private static String blank(final Random random)
    {
        return random.nextInt(12) == 0 ? " \t\r\n".substring(random.nextInt(3)) : "";
    }
}
