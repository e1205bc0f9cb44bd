package org.ringtape.bench.report;

import org.ringtape.bench.report.read.JmhResult;
import org.ringtape.bench.report.read.Numbers;

/**
 * How many times one score is of another, and the range in which that lies if both means lie within their errors.
 *
 * @param value quotient of the means
 * @param low   least within the errors; not a number if an error is unknown or as large as its score
 * @param high  greatest within the errors; not a number likewise
 */
public record Ratio(double value, double low, double high)
{
    public static Ratio of(final JmhResult dividend, final JmhResult divisor)
    {
        final double value = dividend.score() / divisor.score();
        final double least = dividend.score() - dividend.error();
        final boolean known = least > 0 && divisor.score() - divisor.error() > 0;
        return known ? new Ratio(value, least / (divisor.score() + divisor.error()),
            (dividend.score() + dividend.error()) / (divisor.score() - divisor.error())) :
            new Ratio(value, Double.NaN, Double.NaN);
    }

    public String shown()
    {
        return Double.isNaN(low) ? Numbers.times(value) :
            Numbers.times(value) + " (" + Numbers.times(low) + " to " + Numbers.times(high) + ")";
    }
}
