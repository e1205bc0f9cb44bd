package org.ringtape.engine.market;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;

/**
 * The last event of one kind by key, mostly the instrument's id, as a window over a copy of its bytes. The window of a
 * key is the same object for the life of the table and shows the newest value; to be read only. Market thread only.
 *
 * @param <E> flyweight of the kind
 */
public final class LastValues<E extends EventHeader>
{
    private final Interruptions interruptions;
    private final Supplier<E> windows;
    private final int maxLength;
    private Object[] values = new Object[64];
    private int[] stamps = new int[64];
    private int size;

    /**
     * An empty table.
     *
     * @param windows   makes flyweights
     * @param maxLength bytes of the longest event of the kind, header included
     */
    LastValues(final Interruptions interruptions, final Supplier<E> windows, final int maxLength)
    {
        this.interruptions = interruptions;
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
        return value != null && interruptions.isCurrent(value, stamps[key]);
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
     * Takes a copy of an event, unless it is older than what is kept.
     *
     * @param key   not negative and bounded by the caller
     * @param event to be copied
     * @return false if it is older, and nothing was done
     */
    boolean take(final int key, final EventHeader event)
    {
        final E kept = value(key);
        if (kept != null && isOlder(event, kept))
        {
            return false;
        }
        copy(event, kept != null ? kept : add(key));
        stamps[key] = interruptions.stamp(event);
        return true;
    }

    /** Puts another content in the place of a known value without making it any more current. */
    void amend(final int key, final EventHeader event)
    {
        copy(event, value(key));
    }

    private void copy(final EventHeader event, final E value)
    {
        final int length = Math.min(event.usedLength(), maxLength);
        value.buffer().putBytes(value.offset(), event.buffer(), event.offset(), length);
    }

    /** Only times of one connection are compared; 0 says nothing. */
    static boolean isOlder(final EventHeader event, final EventHeader kept)
    {
        final long time = event.venueTimeNs();
        return time != 0 && time < kept.venueTimeNs() &&
            event.sessionId() == kept.sessionId() && event.sessionEpoch() == kept.sessionEpoch();
    }

    private E add(final int key)
    {
        if (key >= values.length)
        {
            final int length = Math.max(key + 1, 2 * values.length);
            values = Arrays.copyOf(values, length);
            stamps = Arrays.copyOf(stamps, length);
        }
        final E value = windows.get();
        value.wrap(new UnsafeBuffer(new byte[maxLength]), 0);
        values[key] = value;
        size++;
        return value;
    }
}
