package org.ringtape.engine.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Maps (qualifier, name bytes) to ids 0, 1, 2 … in the order of adding. Open addressing; a hash chooses the candidate,
 * bytes decide.
 * <p>
 * Any number of threads look up while one adds: an entry is immutable and published by a release store, and a grown
 * table replaces the old one by a volatile store, so a reader sees an entry whole or not at all. A reader that misses
 * an entry being added asks {@link #add} next, which looks again under the lock.
 */
final class NameIndex
{
    static final int MISSING = -1;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final int INITIAL_TABLE_LENGTH = 64;

    private final int maxSize;
    private volatile AtomicReferenceArray<Entry> table = new AtomicReferenceArray<>(INITIAL_TABLE_LENGTH);
    private int size;

    NameIndex(final int maxSize)
    {
        this.maxSize = maxSize;
    }

    /** Id of a name, or {@link #MISSING}. Any thread. */
    int find(final int qualifier, final byte[] bytes, final int offset, final int length)
    {
        final AtomicReferenceArray<Entry> current = table;
        final int mask = current.length() - 1;
        final int hash = hash(qualifier, bytes, offset, length);
        int index = hash & mask;
        Entry entry;
        while ((entry = current.getAcquire(index)) != null)
        {
            if (entry.hash == hash && entry.matches(qualifier, bytes, offset, length))
            {
                return entry.id;
            }
            index = (index + 1) & mask;
        }
        return MISSING;
    }

    /** Id that a name not yet here would get, or {@link #MISSING} if the index is full. Under the caller's lock. */
    synchronized int nextId()
    {
        return size == maxSize ? MISSING : size;
    }

    /** Id of a name, new or not; {@link #MISSING} if the index is full. Any thread, locked. */
    synchronized int add(final int qualifier, final byte[] bytes, final int offset, final int length)
    {
        final int known = find(qualifier, bytes, offset, length);
        if (known != MISSING || size == maxSize)
        {
            return known;
        }
        if ((size + 1) * 2 > table.length())
        {
            grow();
        }
        final byte[] name = Arrays.copyOfRange(bytes, offset, offset + length);
        insert(table, new Entry(size, qualifier, name, hash(qualifier, bytes, offset, length)));
        return size++;
    }

    private void grow()
    {
        final AtomicReferenceArray<Entry> old = table;
        final AtomicReferenceArray<Entry> wider = new AtomicReferenceArray<>(old.length() * 2);
        for (int i = 0; i < old.length(); i++)
        {
            final Entry entry = old.getPlain(i);
            if (entry != null)
            {
                insert(wider, entry);
            }
        }
        table = wider;
    }

    private static void insert(final AtomicReferenceArray<Entry> into, final Entry entry)
    {
        final int mask = into.length() - 1;
        int index = entry.hash & mask;
        while (into.getPlain(index) != null)
        {
            index = (index + 1) & mask;
        }
        into.setRelease(index, entry);
    }

    private static int hash(final int qualifier, final byte[] bytes, final int offset, final int length)
    {
        long hash = (qualifier * 31L + length) * MULTIPLIER;
        int i = offset;
        final int end = offset + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES)
        {
            hash = (hash ^ (long)LONGS.get(bytes, i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        long tail = 0;
        for (; i < end; i++)
        {
            tail = tail << Byte.SIZE | bytes[i] & 0xFF;
        }
        hash = (hash ^ tail) * MULTIPLIER;
        return (int)(hash ^ hash >>> 32);
    }

    private static final class Entry
    {
        private final int id;
        private final int qualifier;
        private final byte[] name;
        private final int hash;

        Entry(final int id, final int qualifier, final byte[] name, final int hash)
        {
            this.id = id;
            this.qualifier = qualifier;
            this.name = name;
            this.hash = hash;
        }

        boolean matches(final int otherQualifier, final byte[] bytes, final int offset, final int length)
        {
            return qualifier == otherQualifier &&
                Arrays.equals(name, 0, name.length, bytes, offset, offset + length);
        }
    }
}
