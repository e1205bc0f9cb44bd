package org.ringtape.engine.market;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.Recency;

/**
 * The last event of one kind by key, mostly the instrument's id, as a window over a copy of its bytes. The window of a
 * key is the same object until the key is retired and shows the newest value; to be read only. Market thread only.
 *
 * @param <E> flyweight of the kind
 */
public final class LastValues<E extends EventHeader>
{
    private final MarketHealth health;
    private final Supplier<E> windows;
    private final int maxLength;
    private Object[] values = new Object[64];
    private int[] stamps = new int[64];
    private Recency[] recencies = new Recency[64];
    private int size;

    /**
     * An empty table.
     *
     * @param windows   makes flyweights
     * @param maxLength bytes of the longest event of the kind, header included
     */
    LastValues(final MarketHealth health, final Supplier<E> windows, final int maxLength)
    {
        this.health = health;
        this.windows = windows;
        this.maxLength = maxLength;
    }

    /**
     * Last value of a key.
     *
     * @param key instrument id
     * @return the value, or null before the first one
     */
    @SuppressWarnings("unchecked")
    public E value(final int key)
    {
        return key >= 0 && key < values.length ? (E)values[key] : null;
    }

    /** False if there is no value yet, or its connection or stream was interrupted, so that it may be outdated. */
    public boolean isCurrent(final int key)
    {
        final E value = value(key);
        return value != null && health.isCurrent(value, stamps[key]);
    }

    /** Why the value is not current; {@link HealthReason#NONE} if it is. */
    public HealthReason reason(final int key)
    {
        final E value = value(key);
        return value == null ? HealthReason.NO_DATA :
            health.reason(value.sourceId(), value.streamId(), stamps[key]);
    }

    /** Keys that have a value. */
    public int size()
    {
        return size;
    }

    /** Visits every value, by key. */
    public void forEach(final Consumer<? super E> visitor)
    {
        for (int key = 0; key < values.length; key++)
        {
            final E value = value(key);
            if (value != null)
            {
                visitor.accept(value);
            }
        }
    }

    /**
     * Takes a copy of an event, unless it is older by its venue time than what is kept ({@link Recency} says for how
     * long that may be said), or from far beyond our clock.
     *
     * @param key   not negative and bounded by the caller
     * @param event to be copied
     * @return false if it is older, and nothing was done
     */
    boolean take(final int key, final EventHeader event)
    {
        if (health.isBeyondClock())
        {
            return false;
        }
        final E kept = value(key);
        final E value = kept != null ? kept : add(key);
        if (recencies[key].judgeByTime(event) == Recency.Verdict.OLDER)
        {
            return false;
        }
        recencies[key].takeByTime(event);
        copy(event, value);
        stamps[key] = health.stamp(event);
        return true;
    }

    /** True if the event would not be taken; asked once an event, as it is remembered. */
    boolean isRefused(final int key, final EventHeader event)
    {
        return health.isBeyondClock() || recencies[key].judgeByTime(event) == Recency.Verdict.OLDER;
    }

    /** Puts another content in the place of a known value, which makes it current: the event was judged before. */
    void replace(final int key, final EventHeader event)
    {
        recencies[key].takeByTime(event);
        copy(event, value(key));
        stamps[key] = health.stamp(event);
    }

    /** Puts another content in the place of a known value without making it any more current. */
    void amend(final int key, final EventHeader event)
    {
        copy(event, value(key));
    }

    /** Forgets a key; its window stays as it is for whoever kept it. */
    void retire(final int key)
    {
        if (value(key) != null)
        {
            values[key] = null;
            size--;
        }
    }

    private void copy(final EventHeader event, final E value)
    {
        final int length = Math.min(event.usedLength(), maxLength);
        value.buffer().putBytes(value.offset(), event.buffer(), event.offset(), length);
    }

    private E add(final int key)
    {
        if (key >= values.length)
        {
            final int length = Math.max(key + 1, 2 * values.length);
            values = Arrays.copyOf(values, length);
            stamps = Arrays.copyOf(stamps, length);
            recencies = Arrays.copyOf(recencies, length);
        }
        final E value = windows.get();
        value.wrap(new UnsafeBuffer(new byte[maxLength]), 0);
        values[key] = value;
        recencies[key] = new Recency();
        size++;
        return value;
    }
}
