package org.ringtape.feeds.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.ringtape.feeds.limit.HostPace;

/**
 * Which of all streams that want a snapshot are asked for next. Those whose bodies help come first, in turn; those
 * whose bodies do not help wait behind them, have half of the requests under way and leave half of the budget.
 * Conductor thread.
 */
final class SnapshotTurns
{
    private static final int MAX_IN_FLIGHT = 4;
    private static final int MAX_FAILING_IN_FLIGHT = 2;

    private final Set<SnapshotOrder> open = new LinkedHashSet<>();
    /** Requests started and not settled: also a bound on the bodies that wait for room in the ring. */
    private final Set<SnapshotOrder> inFlight = new HashSet<>();
    /** Of these, those that failed before. */
    private final Set<SnapshotOrder> failingInFlight = new HashSet<>();
    /** Hosts that have nothing left for now. */
    private final Set<HostPace> spent = new HashSet<>();

    /** A stream that wants a snapshot; it may be among them already. */
    void add(final SnapshotOrder order)
    {
        open.add(order);
    }

    /** How many want one. */
    int size()
    {
        return open.size();
    }

    /** The answer of one that was started has been dealt with. */
    void settled(final SnapshotOrder order)
    {
        inFlight.remove(order);
        failingInFlight.remove(order);
    }

    /** Those that are to be asked for now, in this order; their weight is taken, and they count as under way. */
    List<SnapshotOrder> startable(final long nowNs)
    {
        open.removeIf(SnapshotTurns::isOver);
        final List<SnapshotOrder> startable = new ArrayList<>();
        if (open.isEmpty() || inFlight.size() == MAX_IN_FLIGHT)
        {
            return startable;
        }
        spent.clear();
        for (final SnapshotOrder order : due(nowNs))
        {
            if (inFlight.size() < MAX_IN_FLIGHT && mayStart(order, nowNs))
            {
                inFlight.add(order);
                startable.add(order);
            }
        }
        return startable;
    }

    private List<SnapshotOrder> due(final long nowNs)
    {
        final List<SnapshotOrder> due = new ArrayList<>();
        for (final SnapshotOrder order : open)
        {
            if (order.isDue(nowNs) &&
                order.pace().nextRequestNs(order.source().snapshotWeight(), nowNs) - nowNs <= 0)
            {
                due.add(order);
            }
        }
        due.sort(SnapshotOrder.BY_TURN);
        return due;
    }

    /** A host that has nothing left for one has nothing left for those behind it either. */
    private boolean mayStart(final SnapshotOrder order, final long nowNs)
    {
        final boolean failing = order.isFailing();
        if (failing && failingInFlight.size() == MAX_FAILING_IN_FLIGHT || spent.contains(order.pace()))
        {
            return false;
        }
        final int weight = order.source().snapshotWeight();
        final boolean taken = failing ?
            order.pace().trySpareRequest(weight, nowNs) : order.pace().tryRequest(weight, nowNs);
        if (!taken)
        {
            spent.add(order.pace());
        }
        else if (failing)
        {
            failingInFlight.add(order);
        }
        return taken;
    }

    private static boolean isOver(final SnapshotOrder order)
    {
        if (!order.isIdle())
        {
            return false;
        }
        order.close();
        return true;
    }
}
