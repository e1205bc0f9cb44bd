package org.ringtape.bench.cli.live;

import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.feeds.Venue;

/** Counts every kind of event by venue and keeps a recent example of each as text. Market thread. */
final class ValueBoard
{
    private static final int KINDS = EventType.values().length;

    private final long[][] counts = new long[Venue.values().length + 1][KINDS];
    private final String[][] examples = new String[Venue.values().length + 1][KINDS];
    private final boolean[][] shown = new boolean[Venue.values().length + 1][KINDS];

    /**
     * Counts an event.
     *
     * @return true if an example of its kind is wanted: at most one a picture
     */
    boolean count(final int venueId, final EventType type)
    {
        if (venueId >= counts.length)
        {
            return false;
        }
        counts[venueId][type.id()]++;
        return !shown[venueId][type.id()];
    }

    boolean count(final EventHeader event)
    {
        return count(event.venueId(), event.type());
    }

    void example(final int venueId, final EventType type, final String text)
    {
        examples[venueId][type.id()] = text;
        shown[venueId][type.id()] = true;
    }

    void example(final EventHeader event, final String text)
    {
        example(event.venueId(), event.type(), text);
    }

    /** What came so far, and new examples from here on. */
    List<MarketPicture.Kind> picture()
    {
        final List<MarketPicture.Kind> kinds = new ArrayList<>();
        for (final Venue venue : Venue.values())
        {
            for (int type = 0; type < KINDS; type++)
            {
                if (counts[venue.id()][type] > 0)
                {
                    kinds.add(new MarketPicture.Kind(venue.label(), EventType.of(type), counts[venue.id()][type],
                        examples[venue.id()][type]));
                    shown[venue.id()][type] = false;
                }
            }
        }
        return List.copyOf(kinds);
    }
}
