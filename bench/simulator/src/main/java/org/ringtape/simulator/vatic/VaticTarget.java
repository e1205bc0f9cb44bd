package org.ringtape.simulator.vatic;

import java.math.BigDecimal;

/**
 * The price that a window opened with.
 *
 * @param startSeconds of the window, epoch seconds
 */
public record VaticTarget(String asset, VaticInterval interval, long startSeconds, BigDecimal price, String source)
{
}
