package org.ringtape.feeds.binance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;

/**
 * What a venue's lists have named of our instruments: which have been defined in the ring, and which are not named any
 * more. Keyed by id and life, and emptied of lives that are over, so it is never larger than the table. Conductor
 * thread.
 */
final class ListedInstruments
{
    /** Whole lists in a row that must pass over what one of them named before it is taken for gone. */
    private static final int LISTS_MISSED = 2;

    private final InstrumentTable instruments;
    private final int venueId;
    private final Int2ObjectHashMap<Listed> defined = new Int2ObjectHashMap<>();
    private final List<Instrument> portion = new ArrayList<>();
    /** Ids that the list being read names, this life of theirs or a former one. */
    private final IntHashSet named = new IntHashSet();

    /** Lives that were not defined when the list began, by id. */
    private final Int2IntHashMap passedOver = new Int2IntHashMap(0);

    private static final class Listed
    {
        private final Instrument instrument;
        private int missed;

        Listed(final Instrument instrument)
        {
            this.instrument = instrument;
        }
    }

    ListedInstruments(final InstrumentTable instruments, final int venueId)
    {
        this.instruments = instruments;
        this.venueId = venueId;
    }

    /** Another list begins. What it leaves undefined of the instruments there are now is no reason for another. */
    void begin()
    {
        named.clear();
        passedOver.clear();
        forEachUndefined((instrument) -> passedOver.put(instrument.id(), instrument.generation()));
    }

    /** The next rows of it are read, perhaps once more. */
    void beginPortion()
    {
        portion.clear();
    }

    /** The list names an instrument that is in the table: true if it is not defined yet. */
    boolean isNews(final int id)
    {
        named.add(id);
        return !isDefined(id);
    }

    /** A definition is staged. */
    void staged(final int id)
    {
        named.add(id);
        portion.add(instruments.instrument(id));
    }

    /** What is staged is in the ring. */
    void published()
    {
        for (final Instrument instrument : portion)
        {
            defined.put(instrument.id(), new Listed(instrument));
        }
        portion.clear();
    }

    /** The list was whole. */
    void end(final long nowNs)
    {
        final Iterator<Listed> each = defined.values().iterator();
        while (each.hasNext())
        {
            final Listed listed = each.next();
            if (!instruments.isCurrent(listed.instrument))
            {
                each.remove();
                continue;
            }
            listed.missed = named.contains(listed.instrument.id()) ? 0 : listed.missed + 1;
            if (listed.missed == LISTS_MISSED)
            {
                instruments.vanished(listed.instrument, nowNs);
            }
        }
    }

    /** True if the table has an instrument of the venue that is not defined, and was not there at the last list. */
    boolean hasUndefined()
    {
        final boolean[] found = new boolean[1];
        forEachUndefined((instrument) ->
            found[0] |= passedOver.get(instrument.id()) != instrument.generation());
        return found[0];
    }

    private void forEachUndefined(final Consumer<Instrument> visitor)
    {
        instruments.forEach((instrument) ->
        {
            if (instrument.venueId() == venueId && !isDefined(instrument.id()))
            {
                visitor.accept(instrument);
            }
        });
    }

    /** Definitions remembered. */
    int size()
    {
        return defined.size();
    }

    private boolean isDefined(final int id)
    {
        final Listed listed = defined.get(id);
        return listed != null && listed.instrument.generation() == instruments.generation(id);
    }
}
