package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
class BinanceMutationTest
{
    private static final int ROUNDS = Boolean.getBoolean("ringtape.nightly") ? 400_000 : 40_000;
    private static final String REPLACEMENTS = "}],:\"\\ 0.-";
    private static final String NOISE = "{}[],:\"\\ \t\n0159.-+eE\u0000\u00ffbaAsSuUTtpqXmkiPovf";

    private final FrameCheck current = new FrameCheck();
    private final FrameCheck legacy = new FrameCheck(true);

    @Test
    void shouldSayOfDamagedFramesWhatTheOracleSays()
    {
        final Random random = seeded();
        for (int i = 0; i < ROUNDS; i++)
        {
            final boolean old = random.nextInt(4) == 0;
            final StringBuilder frame = new StringBuilder(pick(old ? Frames.LEGACY_EVENTS : Frames.ALL, random));
            for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--)
            {
                wound(frame, random);
            }
            (old ? legacy : current).check(frame.toString());
        }
    }

    @Test
    void shouldSayWhatTheOracleSaysOfEverySingleDeletionAndReplacement()
    {
        Frames.ALL.forEach(frame -> damageEverywhere(current, frame));
        Frames.LEGACY_EVENTS.forEach(frame -> damageEverywhere(legacy, frame));
    }

    private static void damageEverywhere(final FrameCheck check, final String frame)
    {
        final StringBuilder damaged = new StringBuilder(frame);
        for (int at = 0; at < frame.length(); at++)
        {
            damaged.deleteCharAt(at);
            check.check(damaged.toString());
            damaged.insert(at, frame.charAt(at));
            for (final char noise : REPLACEMENTS.toCharArray())
            {
                damaged.setCharAt(at, noise);
                check.check(damaged.toString());
            }
            damaged.setCharAt(at, frame.charAt(at));
        }
    }

    @Test
    void shouldDecodeShuffledAndSpacedFramesToTheSameEvents()
    {
        compareVariants(false);
    }

    @Test
    void shouldSkipAndCountUnknownKeysAnywhere()
    {
        compareVariants(true);
    }

    private void compareVariants(final boolean extend)
    {
        final Random random = seeded();
        for (int i = 0; i < ROUNDS / 3; i++)
        {
            final boolean old = random.nextInt(3) == 0;
            final FrameCheck check = old ? legacy : current;
            final String frame = pick(old ? Frames.LEGACY_EVENTS : Frames.CURRENT_EVENTS, random);
            final String variant = write(NaiveJson.parse(FrameCheck.bytes(frame), 0, frame.length()), random, extend);
            assertEquals(DecodeStatus.DECODED, check.check(variant), variant);
            assertEquals(events(check, frame), events(check, variant), variant);
        }
    }

    private static Random seeded()
    {
        final long seed = new Random().nextLong();
        System.out.println("BinanceMutationTest seed " + seed);
        return new Random(seed);
    }

    private static String pick(final List<String> frames, final Random random)
    {
        return frames.get(random.nextInt(frames.size()));
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

    private static List<String> events(final FrameCheck check, final String frame)
    {
        final byte[] bytes = FrameCheck.bytes(frame);
        check.decoder().decode(bytes, 0, bytes.length, check.sink());
        return check.sink().take();
    }

    private static String write(final Object tree, final Random random, final boolean extend)
    {
        if (tree instanceof Members members)
        {
            final List<Member> all = new ArrayList<>(members.all());
            if (extend)
            {
                final Literal extra = new Literal("[{\"e\":\"x\",\"s\":[]},null]");
                all.add(random.nextInt(all.size() + 1), new Member("extra", extra));
            }
            else
            {
                Collections.shuffle(all, random);
            }
            return all.stream()
                .map(m -> string(m.key(), random, extend) + blank(random) + ":" + write(m.value(), random, extend))
                .collect(Collectors.joining(blank(random) + "," + blank(random), "{" + blank(random), "}"));
        }
        if (tree instanceof List<?> list)
        {
            return list.stream().map(element -> write(element, random, extend))
                .collect(Collectors.joining("," + blank(random), "[", blank(random) + "]"));
        }
        return tree instanceof Text text ? string(text.value(), random, extend) : ((Literal)tree).text();
    }

    private static String string(final String text, final Random random, final boolean plain)
    {
        final StringBuilder written = new StringBuilder("\"");
        for (final char c : text.toCharArray())
        {
            written.append(plain || random.nextInt(40) != 0 ? Character.toString(c) : String.format("\\u%04x", (int)c));
        }
        return written.append('"').toString();
    }

    private static String blank(final Random random)
    {
        return random.nextInt(12) == 0 ? " \t\r\n".substring(random.nextInt(3)) : "";
    }
}
