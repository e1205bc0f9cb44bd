package org.ringtape.codecs.vatic;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * The five intervals. Names and aliases are those of the vendor's pages: the socket uses the names, REST documents the
 * aliases, and that an event may carry an alias is INFERRED.
 */
public enum VaticInterval
{
    /** Every five minutes, UTC. */
    FIVE_MINUTES(TimeUnit.MINUTES.toNanos(5), "5min", "5m"),
    /** Every quarter of an hour, UTC. */
    FIFTEEN_MINUTES(TimeUnit.MINUTES.toNanos(15), "15min", "15m"),
    /** Every hour, UTC. */
    HOUR(TimeUnit.HOURS.toNanos(1), "1hour", "1h", "1hr"),
    /** 00, 04, 08, 12, 16, 20 h US Eastern; three or five hours long where the clocks change. */
    FOUR_HOURS(TimeUnit.HOURS.toNanos(4), "4hour", "4h"),
    /** Midnight US Eastern; 23 or 25 hours long where the clocks change. */
    DAY(TimeUnit.DAYS.toNanos(1), "daily", "day");

    /** How many there are. */
    public static final int COUNT = 5;

    private static final VaticInterval[] ALL = values();

    private final long nominalNs;
    private final String label;
    private final byte[][] names;

    VaticInterval(final long nominalNs, final String... names)
    {
        this.nominalNs = nominalNs;
        label = names[0];
        this.names = Arrays.stream(names).map(AsciiKeys::key).toArray(byte[][]::new);
    }

    /** Nominal length in nanoseconds. */
    public long nominalNs()
    {
        return nominalNs;
    }

    /** The venue's name of it, as on the socket. */
    public String label()
    {
        return label;
    }

    /** Makes a range refer to the name; the bytes stay as they are for ever. */
    public void label(final ByteRange into)
    {
        into.set(names[0], 0, names[0].length);
    }

    byte[] labelBytes()
    {
        return names[0];
    }

    /**
     * The interval of a name or alias.
     *
     * @return null if there is none
     */
    public static VaticInterval find(final byte[] bytes, final int offset, final int length)
    {
        for (final VaticInterval interval : ALL)
        {
            for (final byte[] name : interval.names)
            {
                if (AsciiKeys.matches(bytes, offset, length, name))
                {
                    return interval;
                }
            }
        }
        return null;
    }

    /**
     * The interval of a name or alias. Control path.
     *
     * @throws IllegalArgumentException naming the intervals that there are
     */
    public static VaticInterval of(final String name)
    {
        final byte[] bytes = AsciiKeys.key(name);
        final VaticInterval found = find(bytes, 0, bytes.length);
        if (found == null)
        {
            throw new IllegalArgumentException("unknown interval '" + name + "'; known: " +
                Arrays.stream(ALL).map(VaticInterval::label).collect(Collectors.joining(", ")));
        }
        return found;
    }
}
