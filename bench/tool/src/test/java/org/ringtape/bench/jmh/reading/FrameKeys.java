package org.ringtape.bench.jmh.reading;

/** Keys of the events that have many decimals. */
final class FrameKeys
{
    static final String[] DAY_TICKER = {"p", "P", "w", "c", "Q", "o", "h", "l", "v", "q"};
    /** But for the volatilities {@code a} and {@code b}. */
    static final String[] MARK_PRICE = {"mp", "i", "P", "bo", "ao", "bq", "aq", "hl", "ll", "vo", "rf", "d", "t", "g",
        "v"};

    private FrameKeys()
    {
    }
}
