package org.ringtape.bench.jmh.reading;

/** Made-up option symbols, such as {@code BTC-261225-100000-C}: no two alike, many with long common beginnings. */
public final class OptionSymbols
{
    private static final String[] UNDERLYINGS = {"BTC", "ETH", "SOL", "BNB"};
    private static final int STRIKES = 100;
    private static final int DAYS = 28;
    private static final int MONTHS = 12;

    private OptionSymbols()
    {
    }

    public static String symbol(final int index)
    {
        int rest = index;
        final char kind = rest % 2 == 0 ? 'C' : 'P';
        rest /= 2;
        final int strike = 50_000 + 1_000 * (rest % STRIKES);
        rest /= STRIKES;
        final String underlying = UNDERLYINGS[rest % UNDERLYINGS.length];
        rest /= UNDERLYINGS.length;
        final int day = 1 + rest % DAYS;
        rest /= DAYS;
        final int month = 1 + rest % MONTHS;
        final int year = 26 + rest / MONTHS;
        return String.format("%s-%02d%02d%02d-%d-%c", underlying, year, month, day, strike, kind);
    }
}
