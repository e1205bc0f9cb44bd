package org.ringtape.engine.market;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * The target windows of each instrument and interval. What is known of a window changes by these rules, all of them
 * functions of the ring's content; "news" is told to the listener.
 * <pre>
 * told ▼            known ► DUE        OVERDUE    FAILED     OPEN, CORRECTED
 * DUE                       duplicate  duplicate  duplicate  duplicate
 * OVERDUE                   news       duplicate  duplicate  duplicate
 * FAILED                    news       news       duplicate  duplicate
 * price                     news       news       news       duplicate if a known price, else CORRECTED: news
 * </pre>
 * A later window, whatever is told of it, becomes the current one, and the current one the previous. An earlier window
 * never moves the current one back: it changes the previous one, or takes its place if it lies between the two; one
 * that is older still is passed over as out of order. One that begins more than 2 s after it was received is rejected.
 * Either has a way out, as a clock may have been wrong: of {@link #DOUBT_LIMIT} windows in a row that are rejected and
 * rise among themselves the last is believed; and a current window that lies ahead of our clock like that gives way to
 * whatever comes. Market thread only.
 */
public final class PriceTargets
{
    /** How far in the future a window may begin when it is told. */
    public static final long MAX_LEAD_NS = TimeUnit.SECONDS.toNanos(2);

    /** Windows in a row that begin in the future, after which it is our clock that is wrong. */
    public static final int DOUBT_LIMIT = 4;

    private final PairIndex keys = new PairIndex();
    private final List<TargetWindows> rows = new ArrayList<>();
    private final AtomicCounter applied;
    private final AtomicCounter outOfOrder;
    private final AtomicCounter duplicates;
    private final AtomicCounter corrected;
    private final AtomicCounter rejected;
    private final AtomicCounter restarted;
    private final MarketHealth health;

    PriceTargets(final MarketHealth health, final CounterSet counters)
    {
        this.health = health;
        restarted = counters.counter(PipelineCounter.SEQUENCES_RESTARTED);
        applied = counters.counter(PipelineCounter.VALUES_APPLIED);
        outOfOrder = counters.counter(PipelineCounter.VALUES_OUT_OF_ORDER);
        duplicates = counters.counter(PipelineCounter.TARGETS_DUPLICATE);
        corrected = counters.counter(PipelineCounter.TARGETS_CORRECTED);
        rejected = counters.counter(PipelineCounter.TARGETS_REJECTED);
    }

    /**
     * Windows of an instrument and interval.
     *
     * @param instrumentId of the instrument
     * @param intervalNs   nominal length of the interval
     * @return the same object until the instrument is retired, or null before the first window
     */
    public TargetWindows windows(final int instrumentId, final long intervalNs)
    {
        final int row = keys.find(instrumentId, intervalNs);
        return row == PairIndex.MISSING || rows.get(row).current() == null ? null : rows.get(row);
    }

    /** The current window, or null if there is none; see {@link #windows}. */
    public TargetWindow current(final int instrumentId, final long intervalNs)
    {
        final TargetWindows windows = windows(instrumentId, intervalNs);
        return windows == null ? null : windows.current();
    }

    /** The previous window, or null if there is none; see {@link #windows}. */
    public TargetWindow previous(final int instrumentId, final long intervalNs)
    {
        final TargetWindows windows = windows(instrumentId, intervalNs);
        return windows == null ? null : windows.previous();
    }

    /** Instruments and intervals that have a window. Counts them. */
    public int size()
    {
        int known = 0;
        for (final TargetWindows row : rows)
        {
            known += isKnown(row) ? 1 : 0;
        }
        return known;
    }

    /** Visits the windows of every instrument and interval; without retirements in the order of first coming. */
    public void forEach(final Consumer<? super TargetWindows> visitor)
    {
        for (final TargetWindows windows : rows)
        {
            if (isKnown(windows))
            {
                visitor.accept(windows);
            }
        }
    }

    private static boolean isKnown(final TargetWindows row)
    {
        return row != null && row.current() != null;
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        keys.remove(instrumentId, (row) -> rows.set(row, null));
    }

    /**
     * Takes an event.
     *
     * @return the window of which it told news, or null
     */
    TargetWindow take(final PriceTarget event)
    {
        final TargetWindows windows = rowOf(event);
        windows.heard(event);
        if (isAhead(event.startNs(), event) && !windows.isBelieved(event.startNs()))
        {
            rejected.incrementOrdered();
            return null;
        }
        final TargetWindow current = windows.newest();
        if (!current.isKnown() || event.startNs() > current.startNs())
        {
            return begun(windows, windows.advance(), event);
        }
        if (event.startNs() == current.startNs())
        {
            return merged(current, event);
        }
        if (isAhead(current.startNs(), event))
        {
            restarted.incrementOrdered();
            return begun(windows, windows.advance(), event);
        }
        final TargetWindow previous = windows.hole();
        if (!previous.isKnown() || event.startNs() > previous.startNs())
        {
            return begun(windows, previous, event);
        }
        if (event.startNs() == previous.startNs())
        {
            return merged(previous, event);
        }
        outOfOrder.incrementOrdered();
        return null;
    }

    private static boolean isAhead(final long startNs, final PriceTarget event)
    {
        return startNs - event.receiveTimeNs() > MAX_LEAD_NS;
    }

    private TargetWindow begun(final TargetWindows windows, final TargetWindow window, final PriceTarget event)
    {
        windows.begun();
        window.begin(event);
        applied.incrementOrdered();
        return window;
    }

    private TargetWindow merged(final TargetWindow window, final PriceTarget event)
    {
        final TargetWindow.Change change = window.merge(event);
        if (change == TargetWindow.Change.DUPLICATE)
        {
            duplicates.incrementOrdered();
            return null;
        }
        applied.incrementOrdered();
        if (change == TargetWindow.Change.CORRECTED)
        {
            corrected.incrementOrdered();
        }
        return window;
    }

    private TargetWindows rowOf(final PriceTarget event)
    {
        final int row = keys.add(event.instrumentId(), event.intervalNs());
        if (row == rows.size())
        {
            rows.add(null);
        }
        final TargetWindows known = rows.get(row);
        if (known != null)
        {
            return known;
        }
        final TargetWindows windows = new TargetWindows(health);
        rows.set(row, windows);
        return windows;
    }
}
