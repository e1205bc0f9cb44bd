package org.ringtape.bench.system.vatic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.market.TargetWindow;

/** Writes down what a strategy is told of target windows. Market thread. */
final class TargetWatch implements Strategy
{
    /** By asset, interval and start in seconds: states in the order they were told, snapshots marked so. */
    private final Map<String, List<String>> windows = new LinkedHashMap<>();
    private final List<String> sessions = new ArrayList<>();
    private StrategyContext context;
    private String error = "";
    private int losses;
    private int markPrices;

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
    }

    @Override
    public void onPriceTarget(final TargetWindow window, final PriceTarget event)
    {
        windows.computeIfAbsent(
            key(context.instruments().instrument(window.instrumentId()).symbol(), window.interval(),
                TimeUnit.NANOSECONDS.toSeconds(window.startNs())),
            (key) -> new ArrayList<>()).add(window.status() + (event.isSnapshot() ? " snapshot" : ""));
        if (!window.error().isEmpty())
        {
            error = window.error();
        }
    }

    @Override
    public void onMarkPrice(final MarkPrice markPrice)
    {
        markPrices++;
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        sessions.add(status.state() + " " + status.text());
    }

    @Override
    public void onLoss(final Loss loss)
    {
        losses++;
    }

    /** What the strategy may read; on the test's thread, which is the market thread. */
    StrategyContext context()
    {
        return context;
    }

    /** States told of a window. */
    List<String> told(final String asset, final VaticInterval interval, final long startSecond)
    {
        return windows.getOrDefault(key(asset, interval.label(), startSecond), List.of());
    }

    /** Windows of which anything was told. */
    int size()
    {
        return windows.size();
    }

    /** How often anything was told of any window. */
    int news()
    {
        return windows.values().stream().mapToInt(List::size).sum();
    }

    /** States of sessions in the order they were told, with the reasons. */
    List<String> sessions()
    {
        return sessions;
    }

    /** The last reason why there is no price. */
    String error()
    {
        return error;
    }

    int losses()
    {
        return losses;
    }

    int markPrices()
    {
        return markPrices;
    }

    /** Length of an interval by which its windows are kept, whatever the clocks do. */
    static long nominalNs(final VaticInterval interval)
    {
        return switch (interval)
        {
            case MIN_5 -> TimeUnit.MINUTES.toNanos(5);
            case MIN_15 -> TimeUnit.MINUTES.toNanos(15);
            case HOUR_1 -> TimeUnit.HOURS.toNanos(1);
            case HOUR_4 -> TimeUnit.HOURS.toNanos(4);
            case DAILY -> TimeUnit.DAYS.toNanos(1);
        };
    }

    private static String key(final String asset, final String interval, final long startSecond)
    {
        return asset + " " + interval + " " + startSecond;
    }
}
