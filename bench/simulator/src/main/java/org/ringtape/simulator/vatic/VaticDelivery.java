package org.ringtape.simulator.vatic;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.generator.VaticWounds;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Takes live events to those who subscribed, and does to them what the faults say: the same to all of them. Events
 * nobody receives are no candidates. Guarded by the simulator's lock.
 */
final class VaticDelivery implements VaticSource.Output
{
    private static final long DEFAULT_LATENESS_MS = 10_000;
    private static final BigDecimal CORRECTION = new BigDecimal("1.001");

    private final List<VaticConnection> connections;
    private final FaultBoard faults;
    private final VaticWounds wounds;
    private final PriorityQueue<Late> late = new PriorityQueue<>();
    private long nowNs;

    /** A window opening that a fault holds back. */
    private record Late(long atNs, VaticTarget target) implements Comparable<Late>
    {
        @Override
        public int compareTo(final Late other)
        {
            return Long.compare(atNs, other.atNs);
        }
    }

    VaticDelivery(final List<VaticConnection> connections, final FaultBoard faults, final VaticWounds wounds)
    {
        this.connections = connections;
        this.faults = faults;
        this.wounds = wounds;
    }

    /** Sends what faults held back until now. @return how many events that were. */
    int advance(final long simulatedNs)
    {
        nowNs = simulatedNs;
        int work = 0;
        for (; !late.isEmpty() && late.peek().atNs() <= nowNs; work++)
        {
            final VaticTarget target = late.remove().target();
            deliver(target.asset(), target.interval(), bytes(VaticEvents.opened(target, false)));
        }
        return work;
    }

    @Override
    public void onWindow(final VaticTarget target, final byte[] recorded, final Map<String, Object> event)
    {
        if (!isWanted(target.asset(), target.interval()) || isDue(FaultKind.LOST_WINDOW, target))
        {
            return;
        }
        if (isDue(FaultKind.WINDOW_ERROR, target))
        {
            deliver(target.asset(), target.interval(), bytes(VaticEvents.failed(target)));
            return;
        }
        final Optional<Fault> lateness = faults.due(FaultKind.LATE_WINDOW, target.asset());
        if (lateness.isPresent())
        {
            record(FaultKind.LATE_WINDOW, target);
            final long delayMs = lateness.get().number(Fault.MILLISECONDS, DEFAULT_LATENESS_MS);
            late.add(new Late(nowNs + delayMs * 1_000_000, target));
            deliver(target.asset(), target.interval(), bytes(VaticEvents.failed(target)));
            return;
        }
        final byte[] text = recorded != null ? recorded : bytes(event);
        deliver(target.asset(), target.interval(), text);
        if (isDue(FaultKind.DUPLICATE_WINDOW, target))
        {
            deliver(target.asset(), target.interval(), text);
        }
        if (isDue(FaultKind.CORRECTED_WINDOW, target))
        {
            final VaticTarget corrected = new VaticTarget(target.asset(), target.interval(), target.startSeconds(),
                target.price().multiply(CORRECTION), target.source());
            deliver(target.asset(), target.interval(), bytes(VaticEvents.opened(corrected, false)));
        }
    }

    @Override
    public void onEvent(
        final String asset, final VaticInterval interval, final byte[] recorded, final Map<String, Object> event)
    {
        if (isWanted(asset, interval))
        {
            deliver(asset, interval, recorded != null ? recorded : bytes(event));
        }
    }

    @Override
    public void onUnreadable(final byte[] recorded)
    {
        connections.forEach(connection -> connection.sendData(recorded));
    }

    private boolean isWanted(final String asset, final VaticInterval interval)
    {
        return connections.stream().anyMatch(connection -> connection.receives(asset, interval));
    }

    private void deliver(final String asset, final VaticInterval interval, final byte[] text)
    {
        final List<VaticConnection> receivers =
            connections.stream().filter(connection -> connection.receives(asset, interval)).toList();
        final byte[] rewritten = wounds.rewritten(asset, text);
        receivers.forEach(connection -> connection.sendData(rewritten));
        if (faults.isIdle())
        {
            return;
        }
        final String subject = asset + (interval == null ? "" : " " + interval.label());
        faults.due(FaultKind.SILENCE, asset).ifPresent(fault ->
        {
            faults.record(FaultKind.SILENCE, subject, MarketFrame.NO_UPDATE_ID);
            receivers.forEach(VaticConnection::silence);
        });
        faults.due(FaultKind.STALL, asset).ifPresent(fault ->
        {
            faults.record(FaultKind.STALL, subject, MarketFrame.NO_UPDATE_ID);
            receivers.forEach(VaticConnection::stall);
        });
        faults.due(FaultKind.CLOSE, asset).ifPresent(fault ->
        {
            faults.record(FaultKind.CLOSE, subject, MarketFrame.NO_UPDATE_ID);
            final int code = (int)fault.number(Fault.CODE, 1001);
            receivers.forEach(connection -> connection.socket().close(code, "closed by the venue"));
        });
        faults.due(FaultKind.DISCONNECT, asset).ifPresent(fault ->
        {
            faults.record(FaultKind.DISCONNECT, subject, MarketFrame.NO_UPDATE_ID);
            receivers.forEach(connection -> connection.socket().cutWhenDrained());
        });
    }

    private boolean isDue(final FaultKind kind, final VaticTarget target)
    {
        final boolean due = faults.due(kind, target.asset()).isPresent();
        if (due)
        {
            record(kind, target);
        }
        return due;
    }

    private void record(final FaultKind kind, final VaticTarget target)
    {
        faults.record(kind, target.asset() + " " + target.interval().label() + " " + target.startSeconds(),
            MarketFrame.NO_UPDATE_ID);
    }

    private static byte[] bytes(final Map<String, Object> event)
    {
        return JsonWriter.compact(event).getBytes(StandardCharsets.UTF_8);
    }
}
