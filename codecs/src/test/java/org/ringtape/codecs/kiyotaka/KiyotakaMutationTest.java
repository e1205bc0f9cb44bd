package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Member;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** Frames cut, rewritten and damaged: the decoder never throws, and means what the oracle means. */
class KiyotakaMutationTest
{
    private static final int REWRITES = 5_000;
    private static final int DAMAGES = 30_000;
    /** No d: an escape must not become a lone surrogate, which the oracle's strings cannot hold. */
    private static final String NOISE = "{}[],:\"\\u 019e.-+nulsabtr4";
    private static final String[] VALUES = {"null", "\"\"", "0", "-1", "\"NaN\"", "\"Infinity\"", "true", "[]", "{}",
        "1e3", "\"2\"", "1e999999", "0.1234567890123456789", "4294967296", "1000000000", "999999999", "\"+1.50\"",
        "{\"seconds\":4294967295,\"nanoseconds\":999999999}", "{\"s\":1}", "\"12345678901234567890\"", "-0",
        "123456789012345678", "\"BUY\"", "1", "2", "[1,2,3,4,5,6]", "[1]", "\"TRADE\""};

    private final KiyotakaCheck check = new KiyotakaCheck();

    @Test
    void shouldRefuseEveryProperPrefix()
    {
        for (final String frame : all())
        {
            for (int length = 0; length < frame.length(); length++)
            {
                assertEquals(length == 0 ? DecodeStatus.IGNORED : DecodeStatus.MALFORMED,
                    check.againstOracle(frame.substring(0, length), ""));
                assertEquals(0, check.decoder.malformedEvents() + check.decoder.decodedEvents());
            }
        }
    }

    @Test
    void shouldSurviveEveryByteReplaced()
    {
        for (final String frame : all())
        {
            check.prime(frame);
            for (int at = 0; at < frame.length(); at++)
            {
                for (int i = at % 4; i < NOISE.length(); i += 4)
                {
                    check.againstOracle(frame.substring(0, at) + NOISE.charAt(i) + frame.substring(at + 1), "");
                }
                check.prime(frame);
            }
        }
        assertTrue(check.pointsReadAgain() > 2_000, check.pointsReadAgain() + " points deviated behind their series");
    }

    @Test
    void shouldReadAnyOrderSpacingEscapingQuotingAndUnknownKeys()
    {
        final long seed = new Random().nextLong();
        System.out.println("KiyotakaMutationTest rewrite seed " + seed);
        final Random random = new Random(seed);
        final List<String> frames = Frames.DATA;
        for (int i = 0; i < REWRITES; i++)
        {
            final byte[] bytes = KiyotakaCheck.bytes(frames.get(random.nextInt(frames.size())));
            final StringBuilder rewritten = new StringBuilder();
            write(NaiveJson.parse(bytes, 0, bytes.length), random, rewritten);
            assertEquals(DecodeStatus.DECODED, check.againstOracle(rewritten.toString(), " (seed " + seed + ")"));
        }
    }

    @Test
    void shouldMeanWhatTheOracleMeansAfterDamage()
    {
        final long seed = new Random().nextLong();
        System.out.println("KiyotakaMutationTest damage seed " + seed);
        final Random random = new Random(seed);
        final List<String> frames = all();
        final int[] statuses = new int[DecodeStatus.values().length];
        for (int i = 0; i < DAMAGES; i++)
        {
            final StringBuilder frame = new StringBuilder(frames.get(random.nextInt(frames.size())));
            check.prime(frame.toString());
            for (int edits = 1 + random.nextInt(2); edits > 0; edits--)
            {
                damage(frame, random);
            }
            statuses[check.againstOracle(frame.toString(), " (seed " + seed + ")").ordinal()]++;
        }
        assertTrue(statuses[DecodeStatus.DECODED.ordinal()] > DAMAGES / 20, "decoded");
        assertTrue(statuses[DecodeStatus.PARTIAL.ordinal()] > DAMAGES / 100, "partial");
        assertTrue(statuses[DecodeStatus.MALFORMED.ordinal()] > DAMAGES / 100, "malformed");
        assertTrue(statuses[DecodeStatus.IGNORED.ordinal()] > DAMAGES / 1_000, "ignored");
        assertTrue(check.framesInOrder() > DAMAGES / 20, check.framesInOrder() + " in order");
        assertTrue(check.pointsReadAgain() > DAMAGES / 10, check.pointsReadAgain() + " deviated behind their series");
    }

    @Test
    void shouldKeepEachQuantityOfAProfileAtAScaleOfItsOwn()
    {
        final String frame = "{\"points\":[{\"series\":{\"type\":\"VOLUME_PROFILE_AGG\",\"symbol\":\"ETHUSDT\"," +
            "\"exchange\":\"BINANCE\",\"blockSize\":5},\"volumeProfileAggregation\":{\"profile\":[%s]}}]}";
        for (final String profile : List.of("3120,11,4.1e25", "3120,4.1e25,11", "1,0.15,99999999999999999",
            "1,0.1,99999999999999999", "90000,0.30000000000000004,123.45", "1,0,4.1e25", "1,6e7,4.1e25",
            "1,4e7,4.1e25"))
        {
            assertEquals(DecodeStatus.DECODED, check.againstOracle(String.format(frame, profile), ""));
        }
    }

    @Test
    void shouldSurviveRandomBytes()
    {
        final Random random = new Random(7);
        for (int i = 0; i < DAMAGES; i++)
        {
            final byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            final DecodeStatus status = check.decoder.decode(bytes, 0, bytes.length, check.sink);
            assertTrue(status == DecodeStatus.MALFORMED || status == DecodeStatus.IGNORED); // a digit is JSON
        }
        assertEquals(List.of(), check.sink.take());
    }

    /** Another value in place of one, or a member twice, or one missing, or a key renamed to another. */
    private static void damage(final StringBuilder frame, final Random random)
    {
        final List<Integer> colons = new ArrayList<>();
        for (int i = 1; i < frame.length(); i++)
        {
            if (frame.charAt(i) == ':' && frame.charAt(i - 1) == '"')
            {
                colons.add(i);
            }
        }
        if (colons.isEmpty())
        {
            return;
        }
        final int colon = colons.get(random.nextInt(colons.size()));
        final int keyStart = frame.lastIndexOf("\"", colon - 2);
        final int stop = endOfValue(frame, colon + 1);
        if (keyStart < 0)
        {
            return; // the damage before has left half a key
        }
        switch (random.nextInt(6))
        {
            case 0:
                frame.insert(stop, "," + frame.substring(keyStart, stop));
                break;
            case 1:
                frame.replace(keyStart, stop, "\"was\":0");
                break;
            case 2:
                frame.setCharAt(keyStart + 1, (char)(frame.charAt(keyStart + 1) ^ 1));
                break;
            case 3:
                frame.insert(random.nextInt(frame.length()), NOISE.charAt(random.nextInt(NOISE.length())));
                break;
            default:
                frame.replace(colon + 1, stop, VALUES[random.nextInt(VALUES.length)]);
                break;
        }
    }

    private static int endOfValue(final CharSequence frame, final int from)
    {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < frame.length(); i++)
        {
            final char c = frame.charAt(i);
            if (!quoted && depth == 0 && (c == ',' || c == '}' || c == ']'))
            {
                return i;
            }
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        }
        return frame.length();
    }

    private static void write(final Object value, final Random random, final StringBuilder out)
    {
        if (value instanceof Members)
        {
            writeObject((Members)value, random, out);
        }
        else if (value instanceof List)
        {
            String separator = "[";
            for (final Object element : (List<?>)value)
            {
                out.append(separator);
                write(element, random, out);
                separator = random.nextInt(8) == 0 ? " ,\n" : ",";
            }
            out.append(((List<?>)value).isEmpty() ? "[]" : "]");
        }
        else if (value instanceof Text)
        {
            writeText(((Text)value).value(), random, out);
        }
        else
        {
            final boolean quoted = ((Literal)value).isNumber() && random.nextInt(5) == 0;
            out.append(quoted ? "\"" : "").append(((Literal)value).text()).append(quoted ? "\"" : "");
        }
    }

    private static void writeObject(final Members members, final Random random, final StringBuilder out)
    {
        final List<Member> shuffled = new ArrayList<>(members.all());
        Collections.shuffle(shuffled, random);
        if (random.nextInt(6) == 0)
        {
            final int depth = random.nextInt(200);
            final Object deep = new Literal("[".repeat(depth) + "{\"trade\":1}" + "]".repeat(depth));
            shuffled.add(random.nextInt(shuffled.size() + 1), new Member("fee", deep));
        }
        String separator = "{";
        for (final Member member : shuffled)
        {
            out.append(separator);
            writeText(member.key(), random, out);
            out.append(random.nextInt(8) == 0 ? " : " : ":");
            write(member.value(), random, out);
            separator = random.nextInt(8) == 0 ? "\t, " : ",";
        }
        out.append(shuffled.isEmpty() ? "{}" : "}");
    }

    private static void writeText(final String text, final Random random, final StringBuilder out)
    {
        out.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            out.append(random.nextInt(12) == 0 ? String.format("\\u%04x", (int)text.charAt(i)) :
                Character.toString(text.charAt(i)));
        }
        out.append('"');
    }

    private static List<String> all()
    {
        return Stream.of(Frames.DATA, Frames.CONTROL).flatMap(List::stream).toList();
    }
}
