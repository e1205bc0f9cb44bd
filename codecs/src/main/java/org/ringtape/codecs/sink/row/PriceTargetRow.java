package org.ringtape.codecs.sink.row;

import org.ringtape.codecs.sink.ByteRange;

/** A target window as it was decoded. A decoder fills and reuses it; a sink reads it during the call only. */
public final class PriceTargetRow
{
    /** Nominal length of the interval in nanoseconds; a long window may be an hour more or less. */
    public long intervalNs;
    /** Begin of the window, epoch nanoseconds. */
    public long startNs;
    /** End of the window, epoch nanoseconds, or {@link DecimalRow#ABSENT} where the calendar is not at hand. */
    public long endNs;
    /** Mantissa of the price, or {@link DecimalRow#ABSENT}. */
    public long price;
    /** Decimals of the price. */
    public int priceScale;
    /** What is known of the window. */
    public WindowStatus status;
    /** True if it answers a subscription or a request instead of being pushed at the window's begin. */
    public boolean snapshot;
    /** True if the price had to be rounded to 18 digits. */
    public boolean inexact;
    /** The venue's name of the interval. */
    public final ByteRange interval = new ByteRange();
    /** Where the price comes from, as the venue words it. */
    public final ByteRange source = new ByteRange();
    /** Why there is no price, as the venue words it. */
    public final ByteRange error = new ByteRange();

    /** Makes everything absent. */
    public void clear()
    {
        intervalNs = DecimalRow.ABSENT;
        startNs = DecimalRow.ABSENT;
        endNs = DecimalRow.ABSENT;
        price = DecimalRow.ABSENT;
        priceScale = 0;
        status = WindowStatus.OPEN;
        snapshot = false;
        inexact = false;
        interval.clear();
        source.clear();
        error.clear();
    }
}
