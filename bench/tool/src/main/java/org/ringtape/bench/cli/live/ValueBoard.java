package org.ringtape.bench.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.agrona.collections.Int2ObjectHashMap;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.feeds.venue.VenueModules;

/**
 * Counts every kind of event by venue and keeps a recent example of each as text. Market thread. Allocates at the first
 * event of a venue only.
 */
final class ValueBoard
{
    private static final int KINDS = EventType.values().length;

    private final Int2ObjectHashMap<Kinds> venues = new Int2ObjectHashMap<>();

    /**
     * Counts an event.
     *
     * @return true if an example of its kind is wanted: at most one a picture
     */
    boolean count(final int venueId, final EventType type)
    {
        if (venueId == 0)
        {
            return false; // of no venue
        }
        final Kinds kinds = kinds(venueId);
        kinds.counts[type.id()]++;
        return !kinds.shown[type.id()];
    }

    boolean count(final EventHeader event)
    {
        return count(event.venueId(), event.type());
    }

    void example(final int venueId, final EventType type, final String text)
    {
        final Kinds kinds = kinds(venueId);
        kinds.examples[type.id()] = text;
        kinds.shown[type.id()] = true;
    }

    void example(final EventHeader event, final String text)
    {
        example(event.venueId(), event.type(), text);
    }

    /** What came so far, and new examples from here on. */
    List<MarketPicture.Kind> picture()
    {
        final List<MarketPicture.Kind> picture = new ArrayList<>();
        for (final Map.Entry<Integer, Kinds> venue : new TreeMap<>(venues).entrySet())
        {
            final String label = VenueModules.installed().labelOf(venue.getKey());
            final Kinds kinds = venue.getValue();
            for (int type = 0; type < KINDS; type++)
            {
                if (kinds.counts[type] > 0)
                {
                    picture.add(new MarketPicture.Kind(
                        label, EventType.of(type), kinds.counts[type], kinds.examples[type]));
                    kinds.shown[type] = false;
                }
            }
        }
        return List.copyOf(picture);
    }

    private Kinds kinds(final int venueId)
    {
        Kinds kinds = venues.get(venueId);
        if (kinds == null)
        {
            kinds = new Kinds();
            venues.put(venueId, kinds);
        }
        return kinds;
    }

    /** The events of one venue, each by the number of its type. */
    private static final class Kinds
    {
        private final long[] counts = new long[KINDS];
        private final String[] examples = new String[KINDS];
        private final boolean[] shown = new boolean[KINDS];
    }
}
