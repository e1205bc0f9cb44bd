package org.ringtape.codecs.sink.row;

import org.ringtape.codecs.sink.ByteRange;

/**
 * An instrument as it was decoded; absent means untold. A decoder fills and reuses it; a sink reads it during the call
 * only.
 */
public final class InstrumentRow
{
    /** Scale that is not told. */
    public static final int NO_SCALE = Integer.MIN_VALUE;

    /** Strike, steps and limits, by {@link InstrumentField}. */
    public final DecimalRow decimals = new DecimalRow();
    /** What it is. */
    public ListedKind kind;
    /** Whether it trades. */
    public ListedStatus status;
    /** Expiry, epoch nanoseconds, or {@link DecimalRow#ABSENT}. */
    public long expiryNs;
    /** When it was or will be listed, epoch nanoseconds, or {@link DecimalRow#ABSENT}. */
    public long listedNs;
    /** Decimals that prices have at most, or {@link #NO_SCALE}. */
    public int priceScale;
    /** Decimals that quantities have at most, or {@link #NO_SCALE}. */
    public int quantityScale;

    private final ByteRange[] texts = new ByteRange[InstrumentText.values().length];

    /** An empty row. */
    public InstrumentRow()
    {
        for (int i = 0; i < texts.length; i++)
        {
            texts[i] = new ByteRange();
        }
        clear();
    }

    /** A text; its bytes may be set. */
    public ByteRange text(final InstrumentText which)
    {
        return texts[which.ordinal()];
    }

    /** Makes everything absent. */
    public void clear()
    {
        decimals.clear();
        kind = ListedKind.UNKNOWN;
        status = ListedStatus.UNKNOWN;
        expiryNs = DecimalRow.ABSENT;
        listedNs = DecimalRow.ABSENT;
        priceScale = NO_SCALE;
        quantityScale = NO_SCALE;
        for (final ByteRange text : texts)
        {
            text.clear();
        }
    }
}
