package org.ringtape.simulator.frames;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict, plain JSON reader for the other side of our tests: it shares no code with the codecs it helps to judge.
 * Objects become {@link LinkedHashMap} in the order of the text (the last of repeated keys wins), arrays {@link List},
 * strings {@link String}, numbers {@link JsonNumber}, and {@code true}, {@code false}, {@code null} themselves.
 * Nesting is limited to {@value #MAX_DEPTH}. One use, one thread.
 */
public final class JsonReader
{
    private static final int MAX_DEPTH = 64;

    private final byte[] text;
    private final int limit;
    private int at;
    private int depth;

    private JsonReader(final byte[] text, final int offset, final int length)
    {
        this.text = text;
        this.at = offset;
        this.limit = offset + length;
    }

    /**
     * @param text UTF-8 bytes of exactly one JSON value, with optional blanks around it
     * @return the value
     * @throws JsonSyntaxException naming line and column
     */
    public static Object read(final byte[] text) throws JsonSyntaxException
    {
        return read(text, 0, text.length);
    }

    /**
     * @param text   bytes
     * @param offset of the value
     * @param length of the value
     * @return the value
     * @throws JsonSyntaxException naming line and column, counted from the start of the array
     */
    public static Object read(final byte[] text, final int offset, final int length) throws JsonSyntaxException
    {
        final JsonReader reader = new JsonReader(text, offset, length);
        reader.skipBlanks();
        final Object value = reader.value();
        reader.skipBlanks();
        if (reader.at < reader.limit)
        {
            throw reader.error("trailing characters");
        }
        return value;
    }

    private Object value() throws JsonSyntaxException
    {
        switch (peek())
        {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return literal("true", Boolean.TRUE);
            case 'f':
                return literal("false", Boolean.FALSE);
            case 'n':
                return literal("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() throws JsonSyntaxException
    {
        final Map<String, Object> members = new LinkedHashMap<>();
        enter();
        if (peek() == '}')
        {
            leave();
            return members;
        }
        while (true)
        {
            if (peek() != '"')
            {
                throw error("key must be a string");
            }
            final String key = string();
            skipBlanks();
            expect(':', "expected `:`");
            skipBlanks();
            members.put(key, value());
            skipBlanks();
            if (peek() == '}')
            {
                leave();
                return members;
            }
            expect(',', "expected `,` or `}`");
            skipBlanks();
        }
    }

    private List<Object> array() throws JsonSyntaxException
    {
        final List<Object> elements = new ArrayList<>();
        enter();
        if (peek() == ']')
        {
            leave();
            return elements;
        }
        while (true)
        {
            elements.add(value());
            skipBlanks();
            if (peek() == ']')
            {
                leave();
                return elements;
            }
            expect(',', "expected `,` or `]`");
            skipBlanks();
        }
    }

    private void enter() throws JsonSyntaxException
    {
        if (++depth > MAX_DEPTH)
        {
            throw error("recursion limit exceeded");
        }
        at++;
        skipBlanks();
    }

    private void leave()
    {
        depth--;
        at++;
    }

    private String string() throws JsonSyntaxException
    {
        final int start = ++at;
        boolean ascii = true;
        for (; at < limit; at++)
        {
            final byte b = text[at];
            if (b == '"')
            {
                final int length = at++ - start;
                return new String(text, start, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            }
            if (b == '\\')
            {
                return escapedString(start);
            }
            if (b >= 0 && b < ' ')
            {
                throw error("control character found while parsing a string");
            }
            ascii &= b >= 0;
        }
        throw error("EOF while parsing a string");
    }

    private String escapedString(final int start) throws JsonSyntaxException
    {
        final StringBuilder built = new StringBuilder(new String(text, start, at - start, StandardCharsets.UTF_8));
        int run = at;
        while (at < limit && text[at] != '"')
        {
            if (text[at] >= 0 && text[at] < ' ')
            {
                throw error("control character found while parsing a string");
            }
            if (text[at] == '\\')
            {
                built.append(new String(text, run, at - run, StandardCharsets.UTF_8));
                at++;
                built.append(escape());
                run = at;
            }
            else
            {
                at++;
            }
        }
        built.append(new String(text, run, at - run, StandardCharsets.UTF_8));
        peek();
        at++;
        return built.toString();
    }

    private char escape() throws JsonSyntaxException
    {
        final int index = "\"\\/bfnrtu".indexOf(peek());
        if (index < 0)
        {
            throw error("invalid escape");
        }
        at++;
        if (index < 8)
        {
            return "\"\\/\b\f\n\r\t".charAt(index);
        }
        int code = 0;
        for (int i = 0; i < 4; i++, at++)
        {
            final int digit = Character.digit(peek(), 16);
            if (digit < 0)
            {
                throw error("invalid escape");
            }
            code = code << 4 | digit;
        }
        return (char)code;
    }

    private JsonNumber number() throws JsonSyntaxException
    {
        final int start = at;
        if (peek() == '-')
        {
            at++;
        }
        final boolean leadingZero = peek() == '0';
        final int whole = digits();
        if (whole == 0)
        {
            throw at == start ? error("expected value") : error("invalid number");
        }
        if (leadingZero && whole > 1)
        {
            throw error("invalid number");
        }
        if (at < limit && text[at] == '.')
        {
            at++;
            requireDigits();
        }
        if (at < limit && (text[at] | 0x20) == 'e')
        {
            at++;
            if (at < limit && (text[at] == '+' || text[at] == '-'))
            {
                at++;
            }
            requireDigits();
        }
        return new JsonNumber(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private void requireDigits() throws JsonSyntaxException
    {
        if (digits() == 0)
        {
            throw error("invalid number");
        }
    }

    private int digits()
    {
        final int start = at;
        while (at < limit && text[at] >= '0' && text[at] <= '9')
        {
            at++;
        }
        return at - start;
    }

    private Object literal(final String word, final Object meaning) throws JsonSyntaxException
    {
        for (int i = 0; i < word.length(); i++, at++)
        {
            if (at >= limit || text[at] != word.charAt(i))
            {
                throw error("expected ident");
            }
        }
        return meaning;
    }

    private void expect(final char wanted, final String problem) throws JsonSyntaxException
    {
        if (peek() != wanted)
        {
            throw error(problem);
        }
        at++;
    }

    private byte peek() throws JsonSyntaxException
    {
        if (at >= limit)
        {
            throw error("EOF while parsing a value");
        }
        return text[at];
    }

    private void skipBlanks()
    {
        while (at < limit && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
        {
            at++;
        }
    }

    private JsonSyntaxException error(final String problem)
    {
        int line = 1;
        int column = 0;
        for (int i = 0; i < Math.min(at, limit); i++)
        {
            final boolean end = text[i] == '\n';
            line += end ? 1 : 0;
            column = end ? 0 : column + 1;
        }
        return new JsonSyntaxException(problem, line, at < limit ? column + 1 : column);
    }
}
