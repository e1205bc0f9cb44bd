package org.ringtape.bench.report.read;

import java.util.Locale;

/** Numbers for people; what is not a number is a dash. */
public final class Numbers
{
    private static final String NONE = "–";
    private static final double NEARLY_NOTHING = 0.001;

    private Numbers()
    {
    }

    /** Three digits or more, thousands grouped. */
    public static String plain(final double value)
    {
        if (Double.isNaN(value))
        {
            return NONE;
        }
        final double size = Math.abs(value);
        if (size < NEARLY_NOTHING)
        {
            return value == 0 ? "0" : "≈ 0";
        }
        return String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f",
            value);
    }

    /** A whole number, thousands grouped. */
    public static String grouped(final double value)
    {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Nanoseconds as ns, µs, ms or s. */
    public static String time(final double ns)
    {
        if (Double.isNaN(ns))
        {
            return NONE;
        }
        final double size = Math.abs(ns);
        return size < 1e3 ? digits(ns) + " ns" : size < 1e6 ? digits(ns / 1e3) + " µs" :
            size < 1e9 ? digits(ns / 1e6) + " ms" : digits(ns / 1e9) + " s";
    }

    /** A mean and half the width of its confidence interval. */
    public static String withError(final double value, final double error)
    {
        return plain(value) + (Double.isNaN(error) ? " ± ?" : " ± " + plain(error));
    }

    /** How many times. */
    public static String times(final double ratio)
    {
        return Double.isNaN(ratio) || Double.isInfinite(ratio) ? NONE :
            String.format(Locale.ROOT, ratio >= 100 ? "%.0f×" : ratio >= 10 ? "%.1f×" : "%.2f×", ratio);
    }

    /** A signed share in percent. */
    public static String percent(final double share)
    {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%+.1f %%", share * 100);
    }

    private static String digits(final double value)
    {
        final double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 || value == Math.rint(value) ? "%.0f" :
            size >= 10 ? "%.1f" : "%.2f", value);
    }
}
