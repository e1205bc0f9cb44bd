package org.ringtape.engine.instrument;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

/**
 * Names of one kind, and the ids that each has for its life.
 * <pre>
 *                register              retire                    published               confirm
 *  free id, or ──────────► NAMED ────────────────► TAKEN OUT ────────────────► RETIRED ──────────► free id,
 *  a new one               generation + 1          no look-up finds it         in the ring          to be taken last
 * </pre>
 * An id is free only once the market thread has handled its RETIRED event, and rests then until {@link #RESTING} others
 * are free, or nothing else is: whoever keeps an id without asking is then more likely to find nothing than another's
 * data. Thread-safe: changes under the lock, look-ups without.
 *
 * @param <T> what a name stands for; immutable
 */
final class NameTable<T>
{
    /** Free ids that are not taken while the table may still grow. */
    static final int RESTING = 256;

    private final int maxSize;
    private final NameIndex index = new NameIndex();
    private final DenseList<Place<T>> places = new DenseList<>();
    /** RETIRED events in the ring that the market thread may not have handled, oldest first. */
    private final Deque<Place<T>> unconfirmed = new ArrayDeque<>();
    private final Deque<Place<T>> free = new ArrayDeque<>();
    /** By id; replaced when it grows. Writer: whoever holds the lock. */
    private volatile AtomicIntegerArray generations = new AtomicIntegerArray(64);
    /** Writer: whoever holds the lock. */
    private volatile long registered;
    /** Writer: whoever holds the lock. */
    private volatile long givenBack;
    /** Writer: whoever holds the lock. */
    private volatile int count;

    /** Makes an element for an id. */
    @FunctionalInterface
    interface Maker<T>
    {
        T make(int id, int generation);
    }

    /** An id: the same object for the life of the table. */
    static final class Place<T>
    {
        private final int id;
        /** Writer: whoever holds the lock; null while the id is free. */
        private volatile T element;
        /** Writer: whoever holds the lock. */
        private volatile boolean named;
        /** Generation whose RETIRED event has been handled. Writer: market thread. */
        private volatile int confirmed;
        /** What is told of the present life. */
        private final LifeEnd end = new LifeEnd();
        private int qualifier;
        private byte[] name;
        /** Who needs the name and has asked for it by name. */
        private int holders;

        Place(final int id)
        {
            this.id = id;
        }

        T element()
        {
            return element;
        }

        LifeEnd end()
        {
            return end;
        }
    }

    NameTable(final int maxSize)
    {
        this.maxSize = maxSize;
    }

    /** Id of a name, or {@link NameIndex#MISSING}. Any thread; does not allocate or lock. */
    int find(final int qualifier, final byte[] bytes, final int offset, final int length)
    {
        return index.find(qualifier, bytes, offset, length);
    }

    /** Id of a name, new or not; {@link NameIndex#MISSING} if there is no room. */
    synchronized int register(
        final int qualifier, final byte[] bytes, final int offset, final int length, final Maker<T> maker)
    {
        final int known = index.find(qualifier, bytes, offset, length);
        return known != NameIndex.MISSING ? known : add(qualifier, bytes, offset, length, maker);
    }

    /** The same, and one more who needs the name: it is not retired until all have let go. */
    synchronized int hold(
        final int qualifier, final byte[] bytes, final int offset, final int length, final Maker<T> maker)
    {
        final int id = register(qualifier, bytes, offset, length, maker);
        if (id != NameIndex.MISSING)
        {
            places.get(id).holders++;
        }
        return id;
    }

    private int add(
        final int qualifier, final byte[] bytes, final int offset, final int length, final Maker<T> maker)
    {
        final Place<T> place = freePlace();
        if (place == null)
        {
            return NameIndex.MISSING;
        }
        final int generation = generation(place.id) + 1;
        generations.set(place.id, generation);
        place.qualifier = qualifier;
        place.name = Arrays.copyOfRange(bytes, offset, offset + length);
        place.holders = 0;
        place.end.clear();
        place.element = maker.make(place.id, generation);
        place.named = true;
        count++;
        registered++;
        index.add(qualifier, bytes, offset, length, place.id); // last: whoever finds the name finds the rest, too
        return place.id;
    }

    private Place<T> freePlace()
    {
        takeBack();
        final int size = places.size();
        if (free.size() > RESTING || size == maxSize)
        {
            return free.poll();
        }
        final AtomicIntegerArray current = generations;
        if (size == current.length())
        {
            final AtomicIntegerArray grown = new AtomicIntegerArray(2 * size);
            for (int id = 0; id < size; id++)
            {
                grown.setPlain(id, current.get(id));
            }
            generations = grown;
        }
        final Place<T> place = new Place<>(size);
        places.add(place);
        return place;
    }

    /** Frees the ids whose RETIRED event the market thread has handled. */
    synchronized void takeBack()
    {
        Place<T> place;
        while ((place = unconfirmed.peek()) != null && isOver(place))
        {
            unconfirmed.remove();
            place.element = null;
            place.name = null;
            free.add(place);
            givenBack++;
        }
    }

    /** One less who needs the name of an id. */
    synchronized void letGo(final int id)
    {
        places.get(id).holders--;
    }

    /**
     * Takes a name out of the table; its id stays its own until {@link #published} and {@link #confirm}.
     *
     * @return false if that life of the id is over already, or somebody holds the name
     */
    synchronized boolean retire(final int id, final int generation)
    {
        final Place<T> place = places.get(id);
        if (!place.named || generation(id) != generation || place.holders > 0)
        {
            return false;
        }
        index.remove(place.qualifier, place.name, id);
        place.named = false;
        count--;
        return true;
    }

    /** The RETIRED event of an id is in the ring. */
    synchronized void published(final int id)
    {
        unconfirmed.add(places.get(id));
    }

    /** The RETIRED event has been handled, and nobody behind the ring keeps anything under the id. Market thread. */
    void confirm(final int id, final int generation)
    {
        if (id >= 0 && id < places.size())
        {
            places.get(id).confirmed = generation;
        }
    }

    /** The element of an id; null while the id has none. */
    T element(final int id)
    {
        final Place<T> place = places.get(id);
        final T element = place.element;
        return isOver(place) ? null : element;
    }

    private boolean isOver(final Place<T> place)
    {
        return place.confirmed == generation(place.id);
    }

    /** The place of an id that was given out. */
    Place<T> place(final int id)
    {
        return places.get(id);
    }

    /** Which life of an id is the present or the last one; 0 before the first. Any thread; does not lock. */
    int generation(final int id)
    {
        final AtomicIntegerArray current = generations;
        return id >= 0 && id < current.length() ? current.getAcquire(id) : 0;
    }

    /** True if a look-up may find the name of that life of an id. Any thread. */
    boolean isNamed(final int id, final int generation)
    {
        return id >= 0 && id < places.size() && generation(id) == generation && places.get(id).named;
    }

    /** Visits what has a name, by id. A change meanwhile may be seen or not. */
    void forEachNamed(final Consumer<Place<T>> visitor)
    {
        final int size = places.size();
        for (int id = 0; id < size; id++)
        {
            final Place<T> place = places.get(id);
            if (place.named)
            {
                visitor.accept(place);
            }
        }
    }

    /** Ids are below this. */
    int limit()
    {
        return places.size();
    }

    /** Names in the table. */
    int count()
    {
        return count;
    }

    /** Names registered so far, all lives counted. Any thread. */
    long registered()
    {
        return registered;
    }

    /** Ids given back so far; says also that there may be room again. Any thread. */
    long givenBack()
    {
        return givenBack;
    }

    /** Places of the index, for measuring. */
    int indexLength()
    {
        return index.tableLength();
    }
}
