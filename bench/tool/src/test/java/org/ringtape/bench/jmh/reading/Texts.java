package org.ringtape.bench.jmh.reading;

/** Decimals in the hands of libraries that give characters: the few lines that a user of theirs would write. */
final class Texts
{
    private Texts()
    {
    }

    /** As {@link FrameSum#decimal}. */
    static long decimal(final String text)
    {
        final int scale = scale(text);
        return FrameSum.decimal(mantissa(text), scale);
    }

    /** As {@link FrameSum#volatility}. */
    static long volatility(final String text)
    {
        return FrameSum.volatility(mantissa(text), scale(text));
    }

    private static int scale(final String text)
    {
        final int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - 1 - point;
    }

    private static long mantissa(final String text)
    {
        long value = 0;
        for (int i = 0; i < text.length(); i++)
        {
            final int digit = text.charAt(i) - '0';
            value = digit >= 0 ? value * 10 + digit : value;
        }
        return text.charAt(0) == '-' ? -value : value;
    }
}
