package org.ringtape.engine.book;

import org.ringtape.engine.book.level.Decimals;

/**
 * How far a book may grow.
 *
 * @param maxLevels levels a side, at least 1; one more does not fit
 * @param maxScale  decimals of prices and quantities, 0 … 18; finer values are rounded half-even and flagged
 */
public record BookLimits(int maxLevels, int maxScale)
{
    /** 65,536 levels a side, 9 decimals. */
    public static final BookLimits DEFAULT = new BookLimits(65_536, 9);

    /** Refuses limits that no book can keep. */
    public BookLimits
    {
        if (maxLevels < 1)
        {
            throw new IllegalArgumentException("maxLevels must be at least 1: " + maxLevels);
        }
        if (maxScale < 0 || maxScale > Decimals.MAX_POWER)
        {
            throw new IllegalArgumentException("maxScale must be 0 to 18: " + maxScale);
        }
    }
}
