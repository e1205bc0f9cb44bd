package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.text.ByteWords;

/**
 * The series read last, by their bytes. A stream writes the same bytes before every payload (of trades: two kinds, one
 * a side), so that who has seen them once need not read them again. A hash of the bytes that tell streams apart chooses
 * four candidates, the bytes decide; the oldest of the four is forgotten first. Only series of wanted streams and known
 * instruments are kept: an instrument keeps its id, whether a stream is wanted has to be asked each time.
 *
 * <p>Holds 512 series in some 300 kB. Owned by one decoder.
 */
final class SeriesMemory
{
    private static final int WAYS = 4;
    private static final int SET_BITS = 7;
    /** Behind the key and the first letters of the type: symbol and exchange, as documented. */
    private static final int HASH_FROM = 16;
    private static final int HASH_TO = 72;
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
    private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;

    private final RememberedSeries[] all = new RememberedSeries[WAYS << SET_BITS];
    private final long[] hashes = new long[WAYS << SET_BITS];
    private final byte[] oldest = new byte[1 << SET_BITS];

    SeriesMemory()
    {
        for (int i = 0; i < all.length; i++)
        {
            all[i] = new RememberedSeries();
        }
    }

    /** The series that begins at {@code offset}, null if it was not seen before or is forgotten. */
    RememberedSeries find(final byte[] frame, final int offset, final int end)
    {
        if (end - offset < HASH_TO)
        {
            return null;
        }
        final long hash = hash(frame, offset);
        final int first = first(hash);
        for (int i = first; i < first + WAYS; i++)
        {
            if (hashes[i] == hash && all[i].length() > 0 && all[i].matches(frame, offset, end))
            {
                return all[i];
            }
        }
        return null;
    }

    /** Remembers a series that was read to its end and is good, unless it is too short or too long for that. */
    void learn(
        final byte[] frame,
        final int offset,
        final int stop,
        final SeriesReader series,
        final NameComposer name,
        final int instrumentId)
    {
        final int length = stop - offset;
        if (length < HASH_TO || length > RememberedSeries.MAX_LENGTH ||
            name.length() > RememberedSeries.MAX_NAME_LENGTH || find(frame, offset, stop) != null)
        {
            return;
        }
        final long hash = hash(frame, offset);
        final int first = first(hash);
        final int victim = first + oldest[first / WAYS];
        oldest[first / WAYS] = (byte)((oldest[first / WAYS] + 1) % WAYS);
        hashes[victim] = hash;
        all[victim].set(frame, offset, length, series, name, instrumentId);
    }

    private static int first(final long hash)
    {
        return (int)(hash >>> Long.SIZE - SET_BITS) * WAYS;
    }

    /** Products that do not wait for each other; what they collide in costs a comparison. */
    private static long hash(final byte[] frame, final int offset)
    {
        final int from = offset + HASH_FROM;
        final long sum = ByteWords.word(frame, from) * PRIME_1 +
            ByteWords.word(frame, from + 8) * PRIME_2 +
            ByteWords.word(frame, from + 16) * PRIME_3 +
            ByteWords.word(frame, from + 24) * PRIME_4 +
            (ByteWords.word(frame, from + 32) ^ PRIME_1) * PRIME_2 +
            (ByteWords.word(frame, from + 40) ^ PRIME_2) * PRIME_3 +
            (ByteWords.word(frame, from + 48) ^ PRIME_3) * PRIME_4;
        return (sum ^ sum >>> 32) * PRIME_1;
    }
}
