package org.ringtape.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults at work and the record of those that happened. Any thread. */
public final class FaultBoard
{
    private final List<FaultSchedule> schedules = new CopyOnWriteArrayList<>();
    private final List<InjectedFault> injected = new ArrayList<>();

    public void add(final Fault fault)
    {
        schedules.add(new FaultSchedule(fault));
    }

    public void clear()
    {
        schedules.clear();
    }

    public boolean isIdle()
    {
        return schedules.isEmpty();
    }

    /** @return the fault of this kind that is due for the candidate; each schedule of the kind counts it. */
    public Optional<Fault> due(final FaultKind kind, final String symbol)
    {
        Optional<Fault> due = Optional.empty();
        for (final FaultSchedule schedule : schedules)
        {
            if (schedule.fault().kind() == kind && schedule.happensTo(symbol))
            {
                due = Optional.of(schedule.fault());
            }
        }
        return due;
    }

    /** @return the largest value of a numeric key among the faults of this kind, empty if there are none. */
    public OptionalLong largest(final FaultKind kind, final String key, final long absent)
    {
        return schedules.stream().map(FaultSchedule::fault).filter((fault) -> fault.kind() == kind)
            .mapToLong((fault) -> fault.number(key, absent)).max();
    }

    public void record(final FaultKind kind, final String subject, final long lastUpdateId)
    {
        synchronized (injected)
        {
            injected.add(new InjectedFault(kind, subject, lastUpdateId));
        }
    }

    public List<InjectedFault> injected()
    {
        synchronized (injected)
        {
            return List.copyOf(injected);
        }
    }
}
