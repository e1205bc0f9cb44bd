package org.ringtape.engine.market;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.PriceTarget;
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
 * Market thread only.
 */
public final class PriceTargets
{
    /** How far in the future a window may begin when it is told. */
    public static final long MAX_LEAD_NS = TimeUnit.SECONDS.toNanos(2);

    private final PairIndex keys = new PairIndex();
    private final List<TargetWindows> rows = new ArrayList<>();
    private final AtomicCounter applied;
    private final AtomicCounter outOfOrder;
    private final AtomicCounter duplicates;
    private final AtomicCounter corrected;
    private final AtomicCounter rejected;

    PriceTargets(final CounterSet counters)
    {
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
     * @return the same object for the life of the table, or null before the first window
     */
    public TargetWindows windows(final int instrumentId, final long intervalNs)
    {
        final int row = keys.find(instrumentId, intervalNs);
        return row == PairIndex.MISSING ? null : rows.get(row);
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

    /** Instruments and intervals that have a window. */
    public int size()
    {
        return rows.size();
    }

    /** Visits the windows of every instrument and interval, in the order of first coming. */
    public void forEach(final Consumer<? super TargetWindows> visitor)
    {
        rows.forEach(visitor);
    }

    /**
     * Takes an event.
     *
     * @return the window of which it told news, or null
     */
    TargetWindow take(final PriceTarget event)
    {
        if (event.startNs() - event.receiveTimeNs() > MAX_LEAD_NS)
        {
            rejected.incrementOrdered();
            return null;
        }
        final TargetWindows windows = rowOf(event);
        final TargetWindow current = windows.current();
        if (!current.isKnown() || event.startNs() > current.startNs())
        {
            return begun(windows.advance(), event);
        }
        if (event.startNs() == current.startNs())
        {
            return merged(current, event);
        }
        final TargetWindow previous = windows.hole();
        if (!previous.isKnown() || event.startNs() > previous.startNs())
        {
            return begun(previous, event);
        }
        if (event.startNs() == previous.startNs())
        {
            return merged(previous, event);
        }
        outOfOrder.incrementOrdered();
        return null;
    }

    private TargetWindow begun(final TargetWindow window, final PriceTarget event)
    {
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
            rows.add(new TargetWindows());
        }
        return rows.get(row);
    }
}
