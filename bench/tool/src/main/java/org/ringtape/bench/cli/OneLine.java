package org.ringtape.bench.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of users, files and venues as one line for a person: what would end the line or steer the terminal is spelled
 * out, and names of Java classes give way to words.
 */
public final class OneLine
{
    /** With its package; or without, as long as it cannot be a word of somebody else's. */
    private static final Pattern THROWABLE = Pattern.compile(
        "\\b(?:(?:[a-z_][\\w$]*\\.)+(?:\\w+\\$)*([A-Z]\\w*?)(?:Exception|Error|Throwable)|([A-Z]\\w*?)Exception)\\b" +
        "(:\\s*)?");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    /** Exceptions that often come without words, or whose words name the thing and not what is wrong with it. */
    private static final Map<String, String> WORDS = Map.of(
        "Connect", "cannot connect",
        "HttpConnectTimeout", "cannot connect in time",
        "HttpTimeout", "no answer in time",
        "SocketTimeout", "no answer in time",
        "UnknownHost", "unknown host",
        "UnresolvedAddress", "unknown host",
        "EOF", "it ends too early",
        "OutOfMemory", "out of memory",
        "StackOverflow", "nested too deeply");

    private OneLine()
    {
    }

    public static String of(final String text)
    {
        final String plain = withoutClassNames(text);
        final StringBuilder line = new StringBuilder(plain.length());
        plain.chars().forEach((c) ->
        {
            switch (c)
            {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> append(line, (char)c);
            }
        });
        return line.toString();
    }

    /** The same, cut where it gets long. */
    public static String of(final String text, final int mostLength)
    {
        final String line = of(text);
        return line.length() <= mostLength ? line : line.substring(0, mostLength - 1) + "…";
    }

    private static void append(final StringBuilder line, final char c)
    {
        final int kind = Character.getType(c);
        if (Character.isISOControl(c) || kind == Character.FORMAT ||
            kind == Character.LINE_SEPARATOR || kind == Character.PARAGRAPH_SEPARATOR)
        {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int)c));
        }
        else
        {
            line.append(c);
        }
    }

    /** What an exception says is kept; of one that says nothing, its name in words. */
    private static String withoutClassNames(final String text)
    {
        final Matcher names = THROWABLE.matcher(text);
        final StringBuilder plain = new StringBuilder();
        while (names.find())
        {
            final String name = names.group(1) != null ? names.group(1) : names.group(2);
            final String words = WORDS.getOrDefault(name, "");
            final boolean says = names.group(3) != null && names.end() < text.length();
            names.appendReplacement(plain, Matcher.quoteReplacement(
                !says ? words.isEmpty() ? inWords(name) : words :
                words.isEmpty() || text.regionMatches(true, names.end(), words, 0, words.length()) ? "" :
                words + ": "));
        }
        return names.appendTail(plain).toString();
    }

    private static String inWords(final String name)
    {
        return String.join(" ", HUMP.split(name)).toLowerCase(Locale.ROOT);
    }
}
