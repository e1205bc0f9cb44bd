package org.ringtape.engine.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Maps (qualifier, name bytes) to ids that its owner chooses. Open addressing; a hash chooses the candidate, bytes
 * decide. Those of a name up to 24 long are in its entry, so that a look-up in a large table waits for memory twice,
 * not three times.
 * <p>
 * Any number of threads look up while one changes it, under its owner's lock: an entry is immutable and published by a
 * release store, and a new table replaces the old one by a volatile store, so a reader sees an entry whole or not at
 * all. An entry keeps its place for as long as its table is in use, and one that is taken out leaves a mark that ends
 * no search, so a reader never misses an entry that stays. The marks go when the table is made anew: at twice the
 * length if it is half full of names, else at the same.
 * <p>
 * A reader that misses an entry being added asks its owner to add it next, who looks again under the lock. A reader may
 * still find an entry that is being taken out, also in a table that has been replaced: what it may do with the id is
 * ruled by {@link NameReader}.
 */
final class NameIndex
{
    static final int MISSING = -1;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Names up to this length are in their entry; the first, second and last eight bytes are all of them. */
    private static final int SHORT_LENGTH = 3 * Long.BYTES;
    private static final byte[] NO_NAME = {};
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final int INITIAL_TABLE_LENGTH = 64;
    /** Where a name was taken out; no name has its length. */
    private static final Entry TAKEN_OUT = new Entry();

    /** Writer: whoever holds the owner's lock. */
    private volatile AtomicReferenceArray<Entry> table = new AtomicReferenceArray<>(INITIAL_TABLE_LENGTH);
    /** Names in the table; under the owner's lock, as everything below. */
    private int size;
    /** Places of the table that are not empty. */
    private int used;

    /** Id of a name, or {@link #MISSING}. Any thread. Does not allocate or lock. */
    int find(final int qualifier, final byte[] bytes, final int offset, final int length)
    {
        final AtomicReferenceArray<Entry> current = table;
        final int mask = current.length() - 1;
        final long first = first(bytes, offset, length);
        final long second = second(bytes, offset, length);
        final long last = last(bytes, offset, length);
        final int hash = hash(qualifier, length, first, second, last, bytes, offset);
        int index = hash & mask;
        Entry entry;
        while ((entry = current.getAcquire(index)) != null)
        {
            if (entry.hash == hash && entry.matches(qualifier, length, first, second, last) &&
                (length <= SHORT_LENGTH || entry.isNamed(bytes, offset)))
            {
                return entry.id;
            }
            index = (index + 1) & mask;
        }
        return MISSING;
    }

    /** Names in the index. Under the owner's lock. */
    int size()
    {
        return size;
    }

    /** Places of the table, for measuring. Any thread. */
    int tableLength()
    {
        return table.length();
    }

    /** Adds a name that is not here. Under the owner's lock. */
    void add(final int qualifier, final byte[] bytes, final int offset, final int length, final int id)
    {
        if ((used + 1) * 2 > table.length())
        {
            renew();
        }
        insert(table, new Entry(id, qualifier, bytes, offset, length));
        size++;
        used++;
    }

    /** Takes a name out. Under the owner's lock. */
    void remove(final int qualifier, final byte[] bytes, final int id)
    {
        final AtomicReferenceArray<Entry> current = table;
        final int mask = current.length() - 1;
        int index = new Entry(id, qualifier, bytes, 0, bytes.length).hash & mask;
        Entry entry;
        while ((entry = current.getPlain(index)) != null)
        {
            if (entry.id == id)
            {
                current.setRelease(index, TAKEN_OUT);
                size--;
                return;
            }
            index = (index + 1) & mask;
        }
    }

    private void renew()
    {
        final AtomicReferenceArray<Entry> old = table;
        final AtomicReferenceArray<Entry> fresh =
            new AtomicReferenceArray<>((size + 1) * 4 > old.length() ? old.length() * 2 : old.length());
        for (int i = 0; i < old.length(); i++)
        {
            final Entry entry = old.getPlain(i);
            if (entry != null && entry != TAKEN_OUT)
            {
                insert(fresh, entry);
            }
        }
        used = size;
        table = fresh;
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

    /** The first eight bytes, or all of fewer: two overlapping halves from four bytes on, else one by one. */
    private static long first(final byte[] bytes, final int offset, final int length)
    {
        if (length >= Long.BYTES)
        {
            return (long)LONGS.get(bytes, offset);
        }
        if (length >= Integer.BYTES)
        {
            return (int)INTS.get(bytes, offset) & 0xFFFF_FFFFL |
                (long)(int)INTS.get(bytes, offset + length - Integer.BYTES) << Integer.SIZE;
        }
        long word = 0;
        for (int i = 0; i < length; i++)
        {
            word = word << Byte.SIZE | bytes[offset + i] & 0xFF;
        }
        return word;
    }

    private static long second(final byte[] bytes, final int offset, final int length)
    {
        return length >= 2 * Long.BYTES ? (long)LONGS.get(bytes, offset + Long.BYTES) : 0;
    }

    /** The last eight bytes, which overlap those before them unless the length is a multiple of eight. */
    private static long last(final byte[] bytes, final int offset, final int length)
    {
        return length >= Long.BYTES ? (long)LONGS.get(bytes, offset + length - Long.BYTES) : 0;
    }

    private static int hash(
        final int qualifier,
        final int length,
        final long first,
        final long second,
        final long last,
        final byte[] bytes,
        final int offset)
    {
        long hash = mixed((qualifier * 31L + length) * MULTIPLIER, first);
        hash = mixed(hash, second);
        final int end = offset + length - Long.BYTES;
        for (int i = offset + 2 * Long.BYTES; i < end; i += Long.BYTES)
        {
            hash = mixed(hash, (long)LONGS.get(bytes, i));
        }
        hash = mixed(hash, last);
        return (int)(hash ^ hash >>> 32);
    }

    private static long mixed(final long hash, final long word)
    {
        final long product = (hash ^ word) * MULTIPLIER;
        return product ^ product >>> 29;
    }

    /** A name and its id. */
    private static final class Entry
    {
        private final int id;
        private final int qualifier;
        private final int length;
        private final int hash;
        private final long first;
        private final long second;
        private final long last;
        /** The whole of a name that is not short. */
        private final byte[] name;

        /** The mark in place of a name. */
        Entry()
        {
            id = MISSING;
            qualifier = 0;
            length = MISSING;
            hash = 0;
            first = 0;
            second = 0;
            last = 0;
            name = NO_NAME;
        }

        Entry(final int id, final int qualifier, final byte[] bytes, final int offset, final int length)
        {
            this.id = id;
            this.qualifier = qualifier;
            this.length = length;
            first = first(bytes, offset, length);
            second = second(bytes, offset, length);
            last = last(bytes, offset, length);
            hash = hash(qualifier, length, first, second, last, bytes, offset);
            name = length <= SHORT_LENGTH ? NO_NAME : Arrays.copyOfRange(bytes, offset, offset + length);
        }

        boolean matches(
            final int otherQualifier,
            final int otherLength,
            final long otherFirst,
            final long otherSecond,
            final long otherLast)
        {
            return qualifier == otherQualifier && length == otherLength &&
                ((first ^ otherFirst) | (second ^ otherSecond) | (last ^ otherLast)) == 0;
        }

        boolean isNamed(final byte[] bytes, final int offset)
        {
            return Arrays.equals(name, 0, name.length, bytes, offset, offset + name.length);
        }
    }
}
