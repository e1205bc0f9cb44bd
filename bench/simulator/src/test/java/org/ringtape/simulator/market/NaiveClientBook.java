package org.ringtape.simulator.market;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client's book by the letter of the documented rules: buffer, bridge with pu ≤ L ≤ u, chain by pu. */
public final class NaiveClientBook
{
    private final PriceBook book = new PriceBook("client");
    private final List<Map<?, ?>> buffer = new ArrayList<>();
    private boolean snapshotTaken;
    private boolean bridged;
    public int gaps;
    int late;

    public void onFrame(final String wrapped)
    {
        final Map<?, ?> frame = object(wrapped);
        onDiff((Map<?, ?>)(frame.containsKey("data") ? frame.get("data") : frame));
    }

    /** @return false if the snapshot is older than the buffer and another one is needed. */
    public boolean onSnapshot(final String body)
    {
        final Map<?, ?> snapshot = object(body);
        final long lastUpdateId = number(snapshot, "lastUpdateId");
        if (!buffer.isEmpty() && number(buffer.get(0), "pu") > lastUpdateId)
        {
            return false;
        }
        book.bids.clear();
        book.asks.clear();
        book.apply(snapshot.get("bids"), snapshot.get("asks"));
        book.advanceTo(lastUpdateId, 0);
        snapshotTaken = true;
        bridged = false;
        final List<Map<?, ?>> waiting = new ArrayList<>(buffer);
        buffer.clear();
        waiting.forEach(this::onDiff);
        return true;
    }

    public long lastUpdateId()
    {
        return book.lastUpdateId();
    }

    boolean isSynchronised()
    {
        return snapshotTaken;
    }

    public TrueBook copy()
    {
        return book.copy();
    }

    private void onDiff(final Map<?, ?> diff)
    {
        final long last = number(diff, "u");
        final long previous = number(diff, "pu");
        if (!snapshotTaken)
        {
            buffer.add(diff);
        }
        else if (bridged ? last <= book.lastUpdateId() : last < book.lastUpdateId())
        {
            late++;
        }
        else if (bridged ? previous == book.lastUpdateId() : previous <= book.lastUpdateId())
        {
            bridged = true;
            book.apply(diff.get("b"), diff.get("a"));
            book.advanceTo(last, 0);
        }
        else
        {
            gaps++;
            snapshotTaken = false;
            buffer.add(diff);
        }
    }

    public static Map<?, ?> object(final String text)
    {
        try
        {
            return (Map<?, ?>)JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final JsonSyntaxException e)
        {
            throw new AssertionError(text, e);
        }
    }

    public static long number(final Map<?, ?> members, final String key)
    {
        return ((JsonNumber)members.get(key)).longValue();
    }
}
