package org.ringtape.codecs.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A recursive JSON reader that builds a tree: objects as {@link Members}, arrays as lists, strings as strings, numbers
 * as {@link Literal}, and {@code true}, {@code false}, {@code null} as {@link Literal} too. Bytes are read as Latin-1,
 * so that every byte is a character.
 */
public final class NaiveJson
{
    /** As deep as the scanner goes, so that they agree on what is too deep. */
    private static final int MAX_DEPTH = 512;

    private final String text;
    private int at;
    private int depth;

    private NaiveJson(final String text)
    {
        this.text = text;
    }

    /** A value that is not text. */
    public record Literal(String text)
    {
        /** True for a number. */
        public boolean isNumber()
        {
            return "-0123456789".indexOf(text.charAt(0)) >= 0;
        }
    }

    /** A string: what it says, and how the frame wrote it. */
    public record Text(String value, String raw)
    {
    }

    /** A member of an object. */
    public record Member(String key, Object value)
    {
    }

    /** An object, duplicates included. */
    public record Members(List<Member> all)
    {
        /** Value of the only member of that name, or null. */
        public Object value(final String key)
        {
            return all.stream().filter(member -> member.key().equals(key)).map(Member::value).findFirst().orElse(null);
        }

        /** How often the key is there. */
        public long count(final String key)
        {
            return all.stream().filter(member -> member.key().equals(key)).count();
        }
    }

    /** Reads a whole document, or returns null if it is none. */
    public static Object parse(final byte[] bytes, final int offset, final int length)
    {
        final NaiveJson reader = new NaiveJson(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        try
        {
            final Object value = reader.value();
            reader.blanks();
            return reader.at == reader.text.length() ? value : null;
        }
        catch (final IllegalArgumentException | StringIndexOutOfBoundsException e)
        {
            return null;
        }
    }

    private Object value()
    {
        blanks();
        final char first = text.charAt(at);
        if (first == '{' || first == '[')
        {
            if (++depth > MAX_DEPTH)
            {
                throw new IllegalArgumentException("too deep");
            }
            final Object container = first == '{' ? object() : array();
            depth--;
            return container;
        }
        return first == '"' ? string() : literal();
    }

    private Members object()
    {
        final List<Member> members = new ArrayList<>();
        at++;
        blanks();
        if (text.charAt(at) == '}')
        {
            at++;
            return new Members(members);
        }
        while (true)
        {
            blanks();
            final String key = string().value();
            blanks();
            expect(':');
            members.add(new Member(key, value()));
            blanks();
            if (text.charAt(at) == '}')
            {
                at++;
                return new Members(members);
            }
            expect(',');
        }
    }

    private List<Object> array()
    {
        final List<Object> elements = new ArrayList<>();
        at++;
        blanks();
        if (text.charAt(at) == ']')
        {
            at++;
            return elements;
        }
        while (true)
        {
            elements.add(value());
            blanks();
            if (text.charAt(at) == ']')
            {
                at++;
                return elements;
            }
            expect(',');
        }
    }

    private Text string()
    {
        expect('"');
        final int from = at;
        final StringBuilder value = new StringBuilder();
        while (text.charAt(at) != '"')
        {
            final char c = text.charAt(at++);
            if (c < ' ')
            {
                throw new IllegalArgumentException("control character");
            }
            value.append(c == '\\' ? escape() : Character.toString(c));
        }
        return new Text(value.toString(), text.substring(from, at++));
    }

    private String escape()
    {
        final char kind = text.charAt(at++);
        final int simple = "\"\\/bfnrt".indexOf(kind);
        if (simple >= 0)
        {
            return Character.toString("\"\\/\b\f\n\r\t".charAt(simple));
        }
        final String hex = text.substring(at, at + 4);
        if (kind != 'u' || !hex.matches("[0-9a-fA-F]{4}"))
        {
            throw new IllegalArgumentException("escape");
        }
        at += 4;
        return Character.toString((char)Integer.parseInt(hex, 16));
    }

    private Literal literal()
    {
        final int from = at;
        while (at < text.length() && "{}[],:\" \t\r\n".indexOf(text.charAt(at)) < 0)
        {
            at++;
        }
        final String literal = text.substring(from, at);
        if (!literal.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"))
        {
            throw new IllegalArgumentException(literal);
        }
        return new Literal(literal);
    }

    private void blanks()
    {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
        {
            at++;
        }
    }

    private void expect(final char c)
    {
        if (text.charAt(at) != c)
        {
            throw new IllegalArgumentException("expected " + c);
        }
        at++;
    }
}
