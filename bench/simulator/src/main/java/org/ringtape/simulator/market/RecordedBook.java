package org.ringtape.simulator.market;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.net.BodyStop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The true book of one recorded symbol: the recorded REST body and every diff played since. Diffs are applied only when
 * somebody asks, so that playing costs nothing. Guarded by its market's lock.
 */
final class RecordedBook
{
    private final String symbol;
    private final List<RecordedEntry> diffs = new ArrayList<>();
    private final List<Integer> diffPositions = new ArrayList<>();
    private final List<BodyStop> stops = new ArrayList<>();
    private PriceBook book;
    private int applied;
    private boolean broken;

    RecordedBook(final String symbol)
    {
        this.symbol = symbol;
    }

    void addDiff(final RecordedEntry diff, final int position)
    {
        diffs.add(diff);
        diffPositions.add(position);
    }

    /** A recorded body at its place among the diffs added so far. */
    void addBody(final RecordedEntry body, final int position)
    {
        final boolean bridged = diffs.stream().anyMatch(diff -> diff.last() >= body.last());
        stops.add(new BodyStop(body, position, bridged));
    }

    /** The first body is the recorded one where the true book answers; later ones would only repeat that. */
    void keepFirstBodyOnly()
    {
        if (stops.size() > 1)
        {
            stops.subList(1, stops.size()).clear();
        }
    }

    List<BodyStop> stops()
    {
        return stops;
    }

    /** @return the body that playback has not passed yet, or null. */
    BodyStop nextStop()
    {
        return stops.stream().filter(stop -> !stop.isPassed()).findFirst().orElse(null);
    }

    /** @return the body at a place, or null. */
    BodyStop stopAt(final int position)
    {
        return stops.stream().filter(stop -> stop.position() == position).findFirst().orElse(null);
    }

    /** @return whether the recording tells the whole book of a place: a body, and a diff chain without a hole since. */
    boolean isKnownAt(final int position)
    {
        at(position);
        return !stops.isEmpty() && !broken;
    }

    /** @return the book after everything played before the position. */
    TrueBook at(final int position)
    {
        if (book == null)
        {
            book = initial();
        }
        for (; applied < diffs.size() && diffPositions.get(applied) < position; applied++)
        {
            final RecordedEntry diff = diffs.get(applied);
            if (diff.last() >= book.lastUpdateId())
            {
                broken |= diff.previous() > book.lastUpdateId();
                final Map<?, ?> event = diff.members();
                book.apply(event.get("b"), event.get("a"));
                book.advanceTo(diff.last(), time(event));
            }
        }
        return book.copy();
    }

    /**
     * @return a book older than anything a client can have buffered by now: the one playback began with, which every
     *         buffer started after the first synchronisation is beyond; before that, one older than the first diff
     */
    TrueBook stale()
    {
        final PriceBook old = initial();
        if ((stops.isEmpty() || !stops.get(0).isSettled() && !stops.get(0).isPassed()) && !diffs.isEmpty())
        {
            old.advanceTo(Math.min(old.lastUpdateId(), diffs.get(0).previous() - 1), 0);
        }
        return old.copy();
    }

    private PriceBook initial()
    {
        final PriceBook start = new PriceBook(symbol);
        if (!stops.isEmpty())
        {
            final RecordedEntry body = stops.get(0).body();
            final Map<?, ?> members = body.members();
            start.apply(members.get("bids"), members.get("asks"));
            start.advanceTo(body.last(), time(members));
        }
        else if (!diffs.isEmpty())
        {
            start.advanceTo(diffs.get(0).previous(), 0);
        }
        return start;
    }

    private static long time(final Map<?, ?> members)
    {
        final Object time = members.containsKey("T") ? members.get("T") : members.get("E");
        return time == null ? 0 : Long.parseLong(((JsonNumber)time).text());
    }
}
