package org.ringtape.simulator.kiyotaka;

import java.math.BigDecimal;

/** A generated trade before it becomes text. @param buy whether the aggressor bought. */
record KiyotakaTrade(boolean buy, BigDecimal price, BigDecimal amount, long timeNs)
{
}
