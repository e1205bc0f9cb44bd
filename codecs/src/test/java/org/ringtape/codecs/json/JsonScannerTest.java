package org.ringtape.codecs.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.oracle.NaiveJson;

/** What is JSON and what is not, and where its tokens are. */
class JsonScannerTest
{
    private static final int RANDOM_DOCUMENTS = 300_000;
    private static final String SAMPLE =
        "{\"a\":[1,-2.5e+3,\"x\\\"\\u00e9\\n\",true,false,null,{}],\"longer key\":{\"b\":[[],[0]]},\"\":\"\"}";
    private static final String ALPHABET = "{}[],:\"\\u/ \t\n01e.-+truefalsnl\u0001";

    private final JsonScanner scanner = new JsonScanner();

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "[]", "0", "-0", "1.5", "1e5", "1E-05", "\"\"", "true", "false", "null", " [ ] ", "\t{\r\n}", "[1,2]",
        "{\"a\":{\"b\":[{}]}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0aF9\"", "\"\u00e9\u007f\"", "[[],[]]", SAMPLE})
    void shouldAccept(final String text)
    {
        assertTrue(isJson(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{]", "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1]]", "[1] x", "{} {}", "01", "-", "+1", "1.", ".5",
        "1e", "1e+", "--1", "0x1", "tru", "truE", "nul", "falsey", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12g4\"",
        "\"\\u123\"", "\"\\", "\"a\nb\"", "\"01234567890\u0001\"", "'a'", "NaN", "\u00e9", "[\"a\":1]", "1,2"})
    void shouldRefuse(final String text)
    {
        assertFalse(isJson(text));
    }

    @Test
    void shouldRefuseEveryProperPrefix()
    {
        for (int length = 0; length < SAMPLE.length(); length++)
        {
            assertFalse(isJson(SAMPLE.substring(0, length)), SAMPLE.substring(0, length));
        }
    }

    @Test
    void shouldBoundNesting()
    {
        assertTrue(isJson("[".repeat(JsonScanner.MAX_DEPTH) + "]".repeat(JsonScanner.MAX_DEPTH)));
        assertFalse(isJson("[".repeat(JsonScanner.MAX_DEPTH + 1) + "]".repeat(JsonScanner.MAX_DEPTH + 1)));
        assertTrue(isJson("{\"a\":[".repeat(32) + "]}".repeat(32)));
        assertFalse(isJson("{\"a\":[".repeat(32) + "}]" + "]}".repeat(31)));
        assertFalse(isJson("[".repeat(100_000)));
    }

    @Test
    void shouldRememberTheKindsOfContainersAtEveryDepth()
    {
        final long seed = new Random().nextLong();
        System.out.println("JsonScannerTest depth seed " + seed);
        final Random random = new Random(seed);
        for (int depth = 1; depth <= JsonScanner.MAX_DEPTH; depth++)
        {
            final String nested = nested(random, depth);
            assertTrue(isJson(nested), () -> nested + " (seed " + seed + ")");
            final int closing = nested.length() - 1 - random.nextInt(depth);
            final StringBuilder wrong = new StringBuilder(nested);
            wrong.setCharAt(closing, nested.charAt(closing) == '}' ? ']' : '}');
            assertFalse(isJson(wrong.toString()), () -> wrong + " (seed " + seed + ")");
        }
        assertFalse(isJson(nested(random, JsonScanner.MAX_DEPTH + 1)));
    }

    @Test
    void shouldGoInAndOutAcrossWordsOfBits()
    {
        for (int depth = 60; depth < 70; depth++)
        {
            final String inner = "[{},[[],{\"a\":[{}]}],{\"b\":[]}]";
            final String text = "{\"a\":[".repeat(depth / 2) + inner + ',' + inner + "]}".repeat(depth / 2);
            assertTrue(isJson(text));
            assertFalse(isJson(text.replaceFirst("\\},", "],")));
        }
    }

    @Test
    void shouldSkipADeepValueWithoutLosingItsPlace()
    {
        final String deep = nested(new Random(1), 200);
        final byte[] bytes = bytes("{\"a\":" + deep + ",\"b\":1}");
        scanner.wrap(bytes, 2, bytes.length - 4);
        assertEquals(JsonToken.OBJECT_START, scanner.next());
        assertEquals(JsonToken.KEY, scanner.next());
        final int token = scanner.skip();
        assertTrue(token == JsonToken.OBJECT_START || token == JsonToken.ARRAY_START);
        assertEquals(deep, text(bytes));
        assertEquals(1, scanner.depth());
        assertToken(JsonToken.KEY, "b", bytes);
        assertEquals(JsonToken.NUMBER, scanner.next());
        assertEquals(JsonToken.OBJECT_END, scanner.next());
        assertTrue(scanner.finish());
    }

    @Test
    void shouldSayWhereTokensAre()
    {
        final byte[] bytes = bytes("{\"key\" : [\"va\\u006c\", 12.5], \"b\":{\"c\":1}}");
        scanner.wrap(bytes, 2, bytes.length - 4);
        assertEquals(JsonToken.OBJECT_START, scanner.next());
        assertToken(JsonToken.KEY, "key", bytes);
        assertEquals(JsonToken.ARRAY_START, scanner.next());
        assertEquals(2, scanner.depth());
        assertToken(JsonToken.STRING, "va\\u006c", bytes);
        assertTrue(scanner.isEscaped());
        assertToken(JsonToken.NUMBER, "12.5", bytes);
        assertFalse(scanner.isEscaped());
        assertEquals(JsonToken.ARRAY_END, scanner.next());
        assertToken(JsonToken.KEY, "b", bytes);
        assertEquals(JsonToken.OBJECT_START, scanner.skip());
        assertEquals("{\"c\":1}", text(bytes));
        assertEquals(JsonToken.OBJECT_END, scanner.next());
        assertEquals(JsonToken.END, scanner.next());
        assertEquals(JsonToken.END, scanner.next());
    }

    @Test
    void shouldStayInError()
    {
        final byte[] bytes = bytes("[1,]");
        scanner.wrap(bytes, 2, bytes.length - 4);
        scanner.next();
        scanner.next();
        assertEquals(JsonToken.ERROR, scanner.next());
        assertEquals(JsonToken.ERROR, scanner.skip());
        assertFalse(scanner.finish());
    }

    @Test
    void shouldSkipEveryKindOfValueAndTellTheEndOfAnArray()
    {
        final byte[] bytes = bytes("[1,\"a\",[[2]],{\"b\":3},null]");
        scanner.wrap(bytes, 2, bytes.length - 4);
        scanner.next();
        assertEquals(JsonToken.NUMBER, scanner.skip());
        assertEquals(JsonToken.STRING, scanner.skip());
        assertEquals(JsonToken.ARRAY_START, scanner.skip());
        assertEquals("[[2]]", text(bytes));
        assertEquals(JsonToken.OBJECT_START, scanner.skip());
        assertEquals(JsonToken.NULL, scanner.skip());
        assertEquals(JsonToken.ARRAY_END, scanner.skip());
        assertTrue(scanner.finish());
    }

    @Test
    void shouldUnescape()
    {
        assertEquals("e\"\\/\b\f\n\r\t\u00e9\u20ac\ud83d\ude00", unescaped(
            "\\u0065\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\uDE00"));
        assertEquals("plain", unescaped("plain"));
        final byte[] lone = bytes("\\ud83d\\u0041");
        final JsonText text = new JsonText();
        assertTrue(text.wrap(lone, 2, lone.length - 2, true));
        assertEquals(4, text.length());
    }

    @Test
    void shouldRefuseEscapedTextThatIsTooLong()
    {
        final byte[] longest = bytes("\\u0041" + "a".repeat(JsonText.MAX_UNESCAPED_LENGTH));
        assertFalse(new JsonText().wrap(longest, 2, longest.length - 2, true));
        assertTrue(new JsonText().wrap(longest, 2, longest.length - 2, false));
    }

    @Test
    void shouldAgreeWithNaiveReaderOnRandomText()
    {
        final long seed = new Random().nextLong();
        System.out.println("JsonScannerTest seed " + seed);
        final Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < RANDOM_DOCUMENTS; i++)
        {
            final StringBuilder text = new StringBuilder(i % 2 == 0 ? SAMPLE : "");
            for (int edits = random.nextInt(4) + (i % 2 == 0 ? 0 : 3); edits > 0; edits--)
            {
                final char noise = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                final int at = random.nextInt(text.length() + 1);
                if (at < text.length() && random.nextBoolean())
                {
                    text.setCharAt(at, noise);
                }
                else
                {
                    text.insert(at, noise);
                }
            }
            final byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            final boolean expected = NaiveJson.parse(bytes, 0, bytes.length) != null;
            accepted += expected ? 1 : 0;
            assertEquals(expected, isJson(text.toString()), () -> text + " (seed " + seed + ")");
        }
        assertTrue(accepted > RANDOM_DOCUMENTS / 50);
    }

    /** Containers of random kinds, one inside the other; all closing brackets stand at the end. */
    private static String nested(final Random random, final int depth)
    {
        final StringBuilder opening = new StringBuilder();
        final StringBuilder closing = new StringBuilder();
        for (int i = 0; i < depth; i++)
        {
            final boolean object = random.nextBoolean();
            opening.append(object ? "{" : "[").append(object && i < depth - 1 ? "\"k\":" : "");
            closing.append(object ? '}' : ']');
        }
        return opening + closing.reverse().toString();
    }

    private boolean isJson(final String text)
    {
        final byte[] exact = text.getBytes(StandardCharsets.ISO_8859_1);
        final boolean alone = scanner.wrap(exact, 0, exact.length).finish();
        final byte[] inside = bytes(text);
        assertEquals(alone, scanner.wrap(inside, 2, exact.length).finish(), text);
        return alone;
    }

    /** The text with two brackets and quotes around it: a scanner that reads on would find them. */
    private static byte[] bytes(final String text)
    {
        return ("[\"" + text + "\"]").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void assertToken(final int token, final String text, final byte[] bytes)
    {
        assertEquals(token, scanner.next());
        assertEquals(text, text(bytes));
    }

    private String text(final byte[] bytes)
    {
        return new String(Arrays.copyOfRange(bytes, scanner.start(), scanner.stop()), StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(final String raw)
    {
        final byte[] bytes = bytes(raw);
        final JsonText text = new JsonText();
        assertTrue(text.wrap(bytes, 2, bytes.length - 2, raw.indexOf('\\') >= 0));
        return new String(text.bytes(), text.offset(), text.length(), StandardCharsets.UTF_8);
    }
}
