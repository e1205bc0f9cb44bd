package org.ringtape.simulator.frames;

import java.math.BigDecimal;

/**
 * A JSON number that keeps its spelling, so that it can be written again exactly as it was read.
 *
 * @param text the digits as they stand in the text
 */
public record JsonNumber(String text)
{
    /** @return the exact value. */
    public BigDecimal value()
    {
        return new BigDecimal(text);
    }

    /** @return the value if it is a plain integer of at most 64 bits. */
    public long longValue()
    {
        return Long.parseLong(text);
    }

    /** @return whether the number is spelled as an unsigned integer. */
    public boolean isUnsignedInteger()
    {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
