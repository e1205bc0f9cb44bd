package org.ringtape.bench.latency.naive;

import java.math.BigDecimal;

/** A price and the quantity that stands there; zero removes it. */
record NaiveLevel(BigDecimal price, BigDecimal quantity)
{
}
