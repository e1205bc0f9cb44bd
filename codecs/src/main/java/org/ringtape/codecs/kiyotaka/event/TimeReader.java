package org.ringtape.codecs.kiyotaka.event;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;

/**
 * Reads {@code {"seconds":…,"nanoseconds":…}}, which the vendor's REST answers spell {@code s} and {@code ns}. What is
 * not sent is zero. Both are 32-bit unsigned in the vendor's types. Owned by one decoder.
 */
final class TimeReader
{
    static final long MAX_SECONDS = 0xFFFF_FFFFL;
    static final long NS_PER_SECOND = 1_000_000_000L;

    private final KiyotakaKeys keys;
    private final ValueReader values;
    private long timeNs;
    private int unknownKeys;

    TimeReader(final KiyotakaKeys keys, final ValueReader values)
    {
        this.keys = keys;
        this.values = values;
    }

    /** Reads the time that comes next: one of {@link ValueReader}'s PRESENT, ABSENT, BAD. */
    int read(final byte[] frame, final JsonScanner scanner)
    {
        timeNs = 0;
        unknownKeys = 0;
        final int opening = scanner.next();
        if (opening != JsonToken.OBJECT_START)
        {
            return ValueReader.isNone(opening, scanner) ? ValueReader.ABSENT : ValueReader.BAD;
        }
        boolean secondsSeen = false;
        boolean nanosecondsSeen = false;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            final int key = keys.key(frame, scanner);
            if (key == KiyotakaKeys.SECONDS || key == KiyotakaKeys.SHORT_SECONDS)
            {
                if (secondsSeen || !add(frame, scanner, MAX_SECONDS, NS_PER_SECOND))
                {
                    return ValueReader.BAD;
                }
                secondsSeen = true;
            }
            else if (key == KiyotakaKeys.NANOSECONDS || key == KiyotakaKeys.SHORT_NANOSECONDS)
            {
                if (nanosecondsSeen || !add(frame, scanner, NS_PER_SECOND - 1, 1))
                {
                    return ValueReader.BAD;
                }
                nanosecondsSeen = true;
            }
            else
            {
                unknownKeys++;
                scanner.skip();
            }
            token = scanner.next();
        }
        return token == JsonToken.OBJECT_END ? ValueReader.PRESENT : ValueReader.BAD;
    }

    /** Epoch nanoseconds, 0 if absent. */
    long timeNs()
    {
        return timeNs;
    }

    int unknownKeys()
    {
        return unknownKeys;
    }

    private boolean add(final byte[] frame, final JsonScanner scanner, final long max, final long unit)
    {
        final int outcome = values.integer(frame, scanner);
        if (outcome == ValueReader.ABSENT)
        {
            return true;
        }
        if (outcome != ValueReader.PRESENT || values.integer() < 0 || values.integer() > max)
        {
            return false;
        }
        timeNs += values.integer() * unit;
        return true;
    }
}
