package org.ringtape.codecs.sink.row;

/**
 * Named decimals of one event, each with a scale of its own; what was not set is absent, which is never zero. A decoder
 * fills and reuses it; a sink reads it during the call only. Not thread-safe.
 */
public final class DecimalRow
{
    /** Mantissa of a field that the venue did not send. */
    public static final long ABSENT = Long.MIN_VALUE;
    /** Most fields of an event. */
    public static final int MAX_FIELDS = 32;

    private final long[] mantissas = new long[MAX_FIELDS];
    private final byte[] scales = new byte[MAX_FIELDS];
    private boolean inexact;

    /** An empty row. */
    public DecimalRow()
    {
        clear();
    }

    /** Makes every field absent. */
    public void clear()
    {
        for (int i = 0; i < MAX_FIELDS; i++)
        {
            mantissas[i] = ABSENT;
            scales[i] = 0;
        }
        inexact = false;
    }

    /**
     * Sets a field.
     *
     * @param field    constant of the event's field enumeration
     * @param mantissa at most 18 digits
     * @param scale    decimals, −32 … 32
     */
    public void set(final Enum<?> field, final long mantissa, final int scale)
    {
        mantissas[field.ordinal()] = mantissa;
        scales[field.ordinal()] = (byte)scale;
    }

    /** Notes that a number had to be rounded to 18 digits. */
    public void markInexact()
    {
        inexact = true;
    }

    /** True if a number had to be rounded. */
    public boolean isInexact()
    {
        return inexact;
    }

    /** True if the field was set. */
    public boolean has(final Enum<?> field)
    {
        return mantissas[field.ordinal()] != ABSENT;
    }

    /** Mantissa by place in the enumeration, or {@link #ABSENT}. */
    public long mantissa(final int ordinal)
    {
        return mantissas[ordinal];
    }

    /** Decimals by place in the enumeration. */
    public int scale(final int ordinal)
    {
        return scales[ordinal];
    }
}
