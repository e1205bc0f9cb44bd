package org.ringtape.simulator.kiyotaka.market;

import org.ringtape.simulator.frames.JsonNumber;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers and times as the venue's server writes them. Stateless. */
public final class KiyotakaNumbers
{
    private static final int LEAST_PLAIN_EXPONENT = -6;
    private static final int LEAST_BIG_EXPONENT = 21;
    private static final long NANOS = 1_000_000_000L;

    private KiyotakaNumbers()
    {
    }

    /** @return shortest spelling, with an exponent below 1e-6 and from 1e21 as Go's encoder does. */
    public static JsonNumber number(final BigDecimal value)
    {
        final BigDecimal bare = value.stripTrailingZeros();
        final int exponent = bare.precision() - bare.scale() - 1;
        if (bare.signum() == 0)
        {
            return new JsonNumber("0");
        }
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent < LEAST_BIG_EXPONENT)
        {
            return new JsonNumber(bare.toPlainString());
        }
        final String digits = bare.unscaledValue().abs().toString();
        return new JsonNumber((bare.signum() < 0 ? "-" : "") + digits.charAt(0) +
            (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + (exponent > 0 ? "+" : "") + exponent);
    }

    /** @return the spelling of a double, with the artefacts of binary sums. */
    public static JsonNumber number(final double value)
    {
        return number(new BigDecimal(Double.toString(value)));
    }

    /** @return a timestamp object; nanoseconds of zero are left out. */
    public static Map<String, Object> timestamp(final long epochNs)
    {
        final Map<String, Object> timestamp = new LinkedHashMap<>();
        timestamp.put("seconds", new JsonNumber(Long.toString(Math.floorDiv(epochNs, NANOS))));
        if (Math.floorMod(epochNs, NANOS) != 0)
        {
            timestamp.put("nanoseconds", new JsonNumber(Long.toString(Math.floorMod(epochNs, NANOS))));
        }
        return timestamp;
    }

    /** @return epoch nanoseconds of a payload's timestamp, or {@link Long#MIN_VALUE} if it has none. */
    public static long timeNs(final Object payload)
    {
        if (payload instanceof Map<?, ?> members && members.get("timestamp") instanceof Map<?, ?> timestamp &&
            timestamp.get("seconds") instanceof JsonNumber seconds)
        {
            final long nanos = timestamp.get("nanoseconds") instanceof JsonNumber part ? part.longValue() : 0;
            return seconds.longValue() * NANOS + nanos;
        }
        return Long.MIN_VALUE;
    }
}
