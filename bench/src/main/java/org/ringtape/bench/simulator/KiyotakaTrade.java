package org.ringtape.bench.simulator;

import java.math.BigDecimal;

/** A generated trade before it becomes text. @param buy whether the aggressor bought. */
record KiyotakaTrade(boolean buy, BigDecimal price, BigDecimal amount, long timeNs)
{
}
