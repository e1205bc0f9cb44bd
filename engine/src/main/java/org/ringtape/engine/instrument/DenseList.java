package org.ringtape.engine.instrument;

import java.util.Arrays;
import java.util.Objects;

/**
 * Elements by dense id: one thread at a time adds (its caller's lock), any number read without a lock. An element is in
 * its place before the id is published, by the size here or by an index elsewhere.
 *
 * @param <T> elements that are safe to share
 */
final class DenseList<T>
{
    private static final int INITIAL_CAPACITY = 64;

    /** Writer: whoever holds the lock; volatile so that a grown copy is seen whole. */
    private volatile Object[] elements = new Object[INITIAL_CAPACITY];
    /** Writer: whoever holds the lock; the volatile store publishes the element. */
    private volatile int size;

    void add(final T element)
    {
        final int id = size;
        Object[] current = elements;
        if (id == current.length)
        {
            current = Arrays.copyOf(current, id * 2);
        }
        current[id] = element;
        elements = current;
        size = id + 1;
    }

    @SuppressWarnings("unchecked")
    T get(final int id)
    {
        return (T)elements[Objects.checkIndex(id, size)];
    }

    int size()
    {
        return size;
    }
}
