package org.ringtape.bench.jmh.reading;

/**
 * What a frame's values come to, in an order that does not matter: cheap, and different if a number, its scale, its
 * side or its place is.
 */
final class FrameSum
{
    static final int FIRST_SEQUENCE = 3;
    static final int LAST_SEQUENCE = 5;
    static final int PREVIOUS_SEQUENCE = 7;
    static final int BID_QUANTITY = 3;
    static final int ASK_PRICE = 5;
    static final int ASK_QUANTITY = 7;
    static final int TRADE_ID = 3;
    static final int TRADE_QUANTITY = 3;
    static final int AGGRESSOR = 11;
    static final int KIND = 13;
    static final int OPEN_TIME = 3;
    static final int CLOSE_TIME = 5;
    static final int FIRST_ID = 7;
    static final int LAST_ID = 11;
    static final int TRADE_COUNT = 13;

    private static final long NS_PER_MS = 1_000_000;
    private static final int SCALE_BASE = 31;

    private FrameSum()
    {
    }

    /** A decimal; 0 if it is zero, so that an empty quote says the same whether it is dropped or kept. */
    static long decimal(final long mantissa, final int scale)
    {
        return mantissa * (SCALE_BASE + scale);
    }

    /** A volatility; −1 stands for none. */
    static long volatility(final long mantissa, final int scale)
    {
        return mantissa == -10 && scale == 1 ? 0 : decimal(mantissa, scale);
    }

    static long timeOfMs(final long ms)
    {
        return ms * NS_PER_MS;
    }
}
