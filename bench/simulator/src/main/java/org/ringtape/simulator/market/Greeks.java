package org.ringtape.simulator.market;

/**
 * Greeks of a European option by Black and Scholes without interest, so that a generated chain hangs together. Theta is
 * by day, vega by one whole unit of volatility divided by 100, as the venue's figures look.
 *
 * @param delta change by the underlying
 * @param theta change by a day
 * @param gamma change of delta by the underlying
 * @param vega  change by a percentage point of volatility
 */
record Greeks(double delta, double theta, double gamma, double vega)
{
    private static final double MS_PER_YEAR = 365 * 86_400_000.0;

    static Greeks of(final OptionTerms terms, final double index, final double volatility, final long timeMs)
    {
        final double years = Math.max(terms.expiryMs() - timeMs, 60_000) / MS_PER_YEAR;
        final double spread = volatility * Math.sqrt(years);
        final double drift = volatility * volatility / 2 * years;
        final double d1 = (Math.log(index / terms.strike().doubleValue()) + drift) / spread;
        final double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
        final double delta = terms.call() ? normal(d1) : normal(d1) - 1;
        return new Greeks(
            delta, -index * density * volatility / (2 * Math.sqrt(years)) / 365, density / (index * spread),
            index * density * Math.sqrt(years) / 100);
    }

    /** Distribution function by Abramowitz and Stegun 26.2.17, good to seven digits. */
    private static double normal(final double x)
    {
        final double t = 1 / (1 + 0.2316419 * Math.abs(x));
        final double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * t * (0.319381530 +
            t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
