package org.ringtape.simulator.vatic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Made-up prices as a function of seed, asset, source and time: asked twice, answered alike. Immutable.
 */
final class VaticPrices
{
    private static final double DAILY_SWING = 0.02;
    private static final double NOISE = 0.003;
    private static final double SECONDS_A_DAY = 86_400;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Map<String, BigDecimal> assets = new LinkedHashMap<>();

    VaticPrices(final long seed)
    {
        this.seed = seed;
        // The scale is the number of decimals on the wire, which the venue does not document.
        assets.put("btc", new BigDecimal("82450.75"));
        assets.put("eth", new BigDecimal("1610.30"));
        assets.put("sol", new BigDecimal("118.7500"));
        assets.put("xrp", new BigDecimal("2.06500"));
        assets.put("hype", new BigDecimal("14.3500"));
        assets.put("doge", new BigDecimal("0.164500"));
        assets.put("bnb", new BigDecimal("570.25"));
    }

    Set<String> assets()
    {
        return assets.keySet();
    }

    BigDecimal price(final String asset, final String source, final long epochMs)
    {
        final BigDecimal base = assets.get(asset);
        final long key = (seed * 31 + asset.hashCode()) * 31 + source.hashCode();
        final double noise = new SplittableRandom(key ^ epochMs * MIX).nextDouble(-NOISE, NOISE);
        final double swing = DAILY_SWING * Math.sin(epochMs / 1e3 / SECONDS_A_DAY * 2 * Math.PI);
        return base.multiply(BigDecimal.valueOf(1 + swing + noise)).setScale(base.scale(), RoundingMode.HALF_EVEN);
    }
}
