package org.ringtape.codecs.text;

/** Finds fixed texts by their bytes: a hash of length and ends chooses the candidate, the bytes decide. Immutable. */
public final class KeyTable
{
    /** Answer for a text that is not in the table. */
    public static final int NONE = -1;

    private static final int LOAD = 4;

    private final byte[][] keys;
    private final byte[] places;
    private final int mask;

    /** Texts by their index, fewer than 127. */
    public KeyTable(final String... texts)
    {
        keys = new byte[texts.length][];
        mask = Integer.highestOneBit(texts.length * LOAD) * 2 - 1;
        places = new byte[mask + 1];
        for (int i = 0; i < texts.length; i++)
        {
            keys[i] = AsciiKeys.key(texts[i]);
            int place = hash(keys[i], 0, keys[i].length) & mask;
            while (places[place] != 0)
            {
                place = place + 1 & mask;
            }
            places[place] = (byte)(i + 1);
        }
    }

    public int find(final byte[] bytes, final int offset, final int length)
    {
        if (length == 0)
        {
            return NONE;
        }
        int place = hash(bytes, offset, length) & mask;
        while (places[place] != 0)
        {
            final int index = places[place] - 1;
            if (AsciiKeys.matches(bytes, offset, length, keys[index]))
            {
                return index;
            }
            place = place + 1 & mask;
        }
        return NONE;
    }

    private static int hash(final byte[] bytes, final int offset, final int length)
    {
        final int ends = bytes[offset] * 31 + bytes[offset + (length >> 1)] * 7 + bytes[offset + length - 1];
        return ends * 13 + length;
    }
}
