package org.ringtape.simulator.binance;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.VenueStream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The last diffs of each stream as they were sent, kept while a fault may want them again. Market thread. */
public final class RecentDiffs
{
    private static final long DEFAULT_COUNT = 50;

    private final FaultBoard faults;
    private final Map<VenueStream, ArrayDeque<MarketFrame>> sent = new IdentityHashMap<>();

    public RecentDiffs(final FaultBoard faults)
    {
        this.faults = faults;
    }

    /** Notes a diff that was sent. @return the diffs to send again behind it, oldest first; usually none. */
    public List<MarketFrame> repeatedBehind(final MarketFrame diff)
    {
        final OptionalLong most = faults.largest(FaultKind.REPEATED_DIFFS, Fault.ELEMENTS, DEFAULT_COUNT);
        if (most.isEmpty())
        {
            sent.clear();
            return List.of();
        }
        final ArrayDeque<MarketFrame> diffs = sent.computeIfAbsent(diff.stream(), (stream) -> new ArrayDeque<>());
        diffs.add(diff);
        if (diffs.size() < most.getAsLong())
        {
            return List.of();
        }
        final List<MarketFrame> all = new ArrayList<>(diffs);
        diffs.remove();
        return faults.due(FaultKind.REPEATED_DIFFS, diff.stream().symbol()).map((fault) ->
        {
            faults.record(FaultKind.REPEATED_DIFFS, diff.stream().name(), diff.lastUpdateId());
            final long count = fault.number(Fault.ELEMENTS, DEFAULT_COUNT);
            return all.subList(all.size() - (int)count, all.size());
        }).orElse(List.of());
    }
}
