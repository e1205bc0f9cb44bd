package org.ringtape.feeds;

import java.nio.charset.StandardCharsets;

import org.ringtape.engine.event.control.InstrumentDefinition;

/**
 * What hosts, files and commands hand us as text: checked where it enters, and shown in messages so that it stays on
 * its line. Static, any thread.
 */
public final class Texts
{
    /** Most bytes of a venue's symbol, in UTF-8. */
    public static final int MAX_SYMBOL_LENGTH = InstrumentDefinition.MAX_SYMBOL_LENGTH;
    /** Most bytes of any other text, in UTF-8. */
    public static final int MAX_LENGTH = 1024;

    private static final int MAX_SHOWN = 100;

    private Texts()
    {
    }

    /**
     * A venue's symbol.
     *
     * @return the text
     * @throws IllegalArgumentException as {@link #requirePlain}, or if it is longer than a symbol may be
     */
    public static String requireSymbol(final String text)
    {
        return require("symbol", text, MAX_SYMBOL_LENGTH);
    }

    /**
     * A text of one line.
     *
     * @param what it is, for the message
     * @return the text
     * @throws IllegalArgumentException if it is empty, too long, or holds anything that does not show as a character
     */
    public static String requirePlain(final String what, final String text)
    {
        return require(what, text, MAX_LENGTH);
    }

    private static String require(final String what, final String text, final int maxBytes)
    {
        if (text.isBlank())
        {
            throw new IllegalArgumentException("not a " + what + ": '" + shown(text) + "'");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes)
        {
            throw new IllegalArgumentException(
                "not a " + what + ": longer than " + maxBytes + " bytes: '" + shown(text) + "'");
        }
        if (!text.codePoints().allMatch(Texts::isShown))
        {
            throw new IllegalArgumentException(
                "not a " + what + ": it holds control characters: '" + shown(text) + "'");
        }
        return text;
    }

    /** A text for a message: what is not a character that shows is escaped, and the rest of a long one is left out. */
    public static String shown(final String text)
    {
        final StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_SHOWN).forEach((point) ->
        {
            if (isShown(point))
            {
                shown.appendCodePoint(point);
            }
            else
            {
                shown.append(String.format("\\u%04x", point));
            }
        });
        return text.codePointCount(0, text.length()) > MAX_SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /** Escapes as {@link #shown} and leaves nothing out. */
    public static String onOneLine(final String message)
    {
        final StringBuilder line = new StringBuilder();
        message.codePoints().forEach((point) -> line.append(
            isShown(point) ? Character.toString(point) : String.format("\\u%04x", point)));
        return line.toString();
    }

    private static boolean isShown(final int point)
    {
        switch (Character.getType(point))
        {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SURROGATE:
                return false;
            default:
                return true;
        }
    }
}
