package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a point is of: the part of its {@code series} that subscriptions are matched with.
 *
 * @param symbol    native symbol; empty on grouped points
 * @param category  empty where the venue leaves it out
 * @param blockSize bucket width of books and profiles; null if absent
 */
public record KiyotakaSeries(
    KiyotakaType type, String exchange, String symbol, String category, String coin, BigDecimal blockSize)
{
    /** @return the series of a point as it was read, or empty if it names none that the venue knows. */
    static Optional<KiyotakaSeries> of(final Object point)
    {
        if (!(point instanceof Map<?, ?> members) || !(members.get("series") instanceof Map<?, ?> series))
        {
            return Optional.empty();
        }
        return KiyotakaType.named(series.get("type")).map(type -> new KiyotakaSeries(type, text(series, "exchange"),
            text(series, "symbol"), text(series, "category"), text(series, "coin"),
            series.get("blockSize") instanceof JsonNumber size ? size.value() : null));
    }

    /** @return a name for reports, such as {@code TRADE BINANCE BTCUSDT}. */
    public String label()
    {
        return type + " " + exchange + " " + (symbol.isEmpty() ? coin : symbol);
    }

    private static String text(final Map<?, ?> members, final String name)
    {
        return members.get(name) instanceof String text ? text : "";
    }
}
