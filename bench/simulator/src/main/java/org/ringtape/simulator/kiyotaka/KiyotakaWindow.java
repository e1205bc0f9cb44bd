package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Aggregates one market's trades over windows aligned to the epoch. INFERRED: up to two points a window, each with its
 * own side's prices; a side without trades is not sent; the time of a window is its start.
 */
final class KiyotakaWindow
{
    private final KiyotakaMarket market;
    private final long intervalNs;
    private final Side buy = new Side();
    private final Side sell = new Side();
    private long startNs = Long.MIN_VALUE;

    /** What one side did in the window. */
    private static final class Side
    {
        private KiyotakaTrade first;
        private KiyotakaTrade last;
        private KiyotakaTrade high;
        private KiyotakaTrade low;
        private double volume;

        void add(final KiyotakaTrade trade)
        {
            if (first == null)
            {
                first = trade;
                high = trade;
                low = trade;
                volume = 0;
            }
            last = trade;
            high = trade.price().compareTo(high.price()) > 0 ? trade : high;
            low = trade.price().compareTo(low.price()) < 0 ? trade : low;
            volume += trade.amount().doubleValue();
        }
    }

    KiyotakaWindow(final KiyotakaMarket market, final long intervalNs)
    {
        this.market = market;
        this.intervalNs = intervalNs;
    }

    void onTrade(final KiyotakaTrade trade, final Consumer<KiyotakaPoint> out)
    {
        final long of = Math.floorDiv(trade.timeNs(), intervalNs) * intervalNs;
        if (of != startNs)
        {
            publish(out);
            startNs = of;
        }
        (trade.buy() ? buy : sell).add(trade);
    }

    void onTime(final long nowNs, final Consumer<KiyotakaPoint> out)
    {
        if (nowNs - startNs >= intervalNs && startNs != Long.MIN_VALUE)
        {
            publish(out);
        }
    }

    private void publish(final Consumer<KiyotakaPoint> out)
    {
        publish(buy, true, out);
        publish(sell, false, out);
    }

    private void publish(final Side side, final boolean bought, final Consumer<KiyotakaPoint> out)
    {
        if (side.first == null)
        {
            return;
        }
        final Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("open", KiyotakaNumbers.number(side.first.price()));
        payload.put("high", KiyotakaNumbers.number(side.high.price()));
        payload.put("low", KiyotakaNumbers.number(side.low.price()));
        payload.put("close", KiyotakaNumbers.number(side.last.price()));
        if (side.volume != 0)
        {
            payload.put("volume", KiyotakaNumbers.number(side.volume));
        }
        payload.put("timestamp", KiyotakaNumbers.timestamp(startNs));
        payload.put("firstTimestamp", KiyotakaNumbers.timestamp(side.first.timeNs()));
        payload.put("lastTimestamp", KiyotakaNumbers.timestamp(side.last.timeNs()));
        out.accept(KiyotakaPoints.window(market, bought, payload));
        side.first = null;
    }
}
