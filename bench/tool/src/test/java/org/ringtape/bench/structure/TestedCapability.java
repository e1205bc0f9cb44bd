package org.ringtape.bench.structure;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;

/**
 * One row of the capability table.
 *
 * @param venue      whose it is
 * @param capability what it is
 * @param tests      simple names of test classes that cover it
 */
record TestedCapability(Venue venue, Capability capability, List<String> tests)
{
    private static final Pattern TOKEN = Pattern.compile("<([^>]*)>|\\[|]|[^<\\[\\]]+");

    List<String> channels()
    {
        return capability.channels();
    }

    Set<String> types()
    {
        return capability.types();
    }

    String basis()
    {
        return capability.basis();
    }

    /** Names of streams of a shape. */
    static Pattern names(final String shape)
    {
        final StringBuilder regex = new StringBuilder();
        final Matcher token = TOKEN.matcher(shape);
        while (token.find())
        {
            switch (token.group())
            {
                case "[" -> regex.append("(?:");
                case "]" -> regex.append(")?");
                default -> regex.append(token.group(1) == null ? Pattern.quote(token.group()) : value(token.group(1)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    boolean matches(final String stream)
    {
        return channels().stream().anyMatch((shape) -> names(shape).matcher(stream).matches());
    }

    private static String value(final String placeholder)
    {
        return switch (placeholder)
        {
            case "YYMMDD" -> "[0-9]{6}";
            case "speed" -> "[0-9]+ms";
            case "interval" -> "[0-9]+[mhdwM]";
            case "size" -> "[0-9.]+";
            default -> placeholder.contains("|") ? "(?:" + placeholder + ")" : "[^@:=?]+";
        };
    }
}
