package org.ringtape.codecs.decimal;

/** Writes scaled numbers as the one plain text that each value has. Control path, any thread. */
public final class DecimalFormatter
{
    private DecimalFormatter()
    {
    }

    /**
     * Canonical text: plain notation, no trailing zeros in the fraction, no exponent, zero always {@code "0"}.
     *
     * @param mantissa any
     * @param scale    decimals; negative for zeros before the point
     * @return text of mantissa × 10^-scale
     */
    public static String format(final long mantissa, final int scale)
    {
        final StringBuilder text = new StringBuilder();
        append(text, mantissa, scale);
        return text.toString();
    }

    /**
     * Appends the canonical text of {@link #format}.
     *
     * @param text     to append to
     * @param mantissa any
     * @param scale    decimals; negative for zeros before the point
     */
    public static void append(final StringBuilder text, final long mantissa, final int scale)
    {
        if (mantissa == 0)
        {
            text.append('0');
            return;
        }
        long value = mantissa;
        int decimals = scale;
        while (decimals > 0 && value % 10 == 0)
        {
            value /= 10;
            decimals--;
        }
        final int start = text.append(value).length() - Long.toString(value).length();
        final int firstDigit = value < 0 ? start + 1 : start;
        for (; decimals < 0; decimals++)
        {
            text.append('0');
        }
        if (decimals > 0)
        {
            for (int missing = decimals + 1 - (text.length() - firstDigit); missing > 0; missing--)
            {
                text.insert(firstDigit, '0');
            }
            text.insert(text.length() - decimals, '.');
        }
    }
}
