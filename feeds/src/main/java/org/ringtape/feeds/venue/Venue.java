package org.ringtape.feeds.venue;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where data comes from. Which venues there are is not decided here: each has a {@link VenueModule}, and
 * {@link VenueModules} finds those that are at hand.
 *
 * @param id    its number in events, 1 to 65,535; stable, since recordings of events outlive a version
 * @param label its name in commands, configuration and files: words of small letters and digits with a hyphen between
 */
public record Venue(int id, String label) implements Comparable<Venue>
{
    /** What fits the header of an event. */
    public static final int MOST_ID = 0xFFFF;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]{1,32}(?:-[a-z0-9]{1,32}){0,3}");

    /** Checks both. */
    public Venue
    {
        if (id < 1 || id > MOST_ID)
        {
            throw new IllegalArgumentException("number of venue '" + label + "' not in 1.." + MOST_ID + ": " + id);
        }
        if (label == null || !LABEL.matcher(label).matches())
        {
            throw new IllegalArgumentException("not a name of a venue: '" + label + "'");
        }
    }

    /** What names of its variables of the environment begin with, such as {@code RINGTAPE_BINANCE_USDM}. */
    public String variablePrefix()
    {
        return "RINGTAPE_" + label.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** By number. */
    @Override
    public int compareTo(final Venue other)
    {
        return Integer.compare(id, other.id);
    }

    @Override
    public String toString()
    {
        return label;
    }
}
