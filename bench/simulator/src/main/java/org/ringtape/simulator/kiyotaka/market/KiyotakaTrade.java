package org.ringtape.simulator.kiyotaka.market;

import java.math.BigDecimal;

/** A generated trade before it becomes text. @param buy whether the aggressor bought. */
public record KiyotakaTrade(boolean buy, BigDecimal price, BigDecimal amount, long timeNs)
{
}
