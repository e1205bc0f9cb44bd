package org.ringtape.bench.simulator;

import org.ringtape.bench.frames.JsonNumber;

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
    private RecordedEntry body;
    private int bodyPosition = -1;
    private PriceBook book;
    private int applied;

    /** Whether playback reached the body, whether somebody took it, whether it is on the wire or was passed over. */
    boolean reached;
    boolean taken;
    boolean settled;

    RecordedBook(final String symbol)
    {
        this.symbol = symbol;
    }

    void addDiff(final RecordedEntry diff, final int position)
    {
        diffs.add(diff);
        diffPositions.add(position);
    }

    /** The first body of a symbol is the recorded one; later ones would only repeat the true book. */
    void addBody(final RecordedEntry recordedBody, final int position)
    {
        if (body == null)
        {
            body = recordedBody;
            bodyPosition = position;
        }
    }

    boolean hasBody()
    {
        return body != null;
    }

    boolean hasBodyAt(final int position)
    {
        return bodyPosition == position;
    }

    byte[] bodyBytes()
    {
        return body.recorded().bytes();
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
        if (!settled && !diffs.isEmpty())
        {
            old.advanceTo(Math.min(old.lastUpdateId(), diffs.get(0).previous() - 1), 0);
        }
        return old.copy();
    }

    private PriceBook initial()
    {
        final PriceBook start = new PriceBook(symbol);
        if (body != null)
        {
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
