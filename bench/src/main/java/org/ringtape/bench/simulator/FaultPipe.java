package org.ringtape.bench.simulator;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands between a market and its recipients and does to the frames what the faults say. Frames that nobody receives
 * are no candidates. Market thread.
 */
final class FaultPipe implements MarketOutput
{
    private static final List<FaultKind> REWRITING =
        List.of(FaultKind.SHUFFLED_KEYS, FaultKind.EXTRA_KEYS, FaultKind.BLANKS);

    private final FaultBoard faults;
    private final Recipients recipients;
    private final FrameWounds wounds;
    private final Map<VenueStream, MarketFrame> heldBack = new IdentityHashMap<>();

    FaultPipe(final FaultBoard faults, final Recipients recipients, final long seed)
    {
        this.faults = faults;
        this.recipients = recipients;
        this.wounds = new FrameWounds(seed);
    }

    @Override
    public void publish(final MarketFrame frame)
    {
        if (faults.isIdle() && heldBack.isEmpty())
        {
            recipients.deliver(frame);
        }
        else if (recipients.isWanted(frame.stream()))
        {
            publishWounded(frame);
        }
    }

    @Override
    public void flush()
    {
        heldBack.values().forEach(recipients::deliver);
        heldBack.clear();
    }

    private void publishWounded(final MarketFrame original)
    {
        final VenueStream stream = original.stream();
        final MarketFrame frame = rewritten(original);
        final boolean lost = frame.isDiff() && isDue(FaultKind.LOST_DIFF, frame);
        final boolean swapped = frame.isDiff() && !lost && !heldBack.containsKey(stream) &&
            due(FaultKind.SWAPPED_DIFFS, frame).isPresent();
        if (swapped)
        {
            // Recorded when the next diff overtakes it; if none comes, it was not swapped.
            heldBack.put(stream, frame);
        }
        else if (!lost)
        {
            recipients.deliver(frame);
            if (frame.isDiff())
            {
                releaseHeldBack(stream);
                repeat(frame);
            }
        }
        endConnections(frame);
    }

    private void releaseHeldBack(final VenueStream stream)
    {
        final MarketFrame held = heldBack.remove(stream);
        if (held != null)
        {
            recipients.deliver(held);
            faults.record(FaultKind.SWAPPED_DIFFS, stream.name(), held.lastUpdateId());
        }
    }

    private void repeat(final MarketFrame frame)
    {
        if (isDue(FaultKind.DUPLICATE_DIFF, frame))
        {
            recipients.deliver(frame);
        }
    }

    private void endConnections(final MarketFrame frame)
    {
        final VenueStream stream = frame.stream();
        due(FaultKind.BIG_MARK_FRAME, frame).ifPresent(fault ->
        {
            recipients.deliverUnasked(stream, MarkFrame.of((int)fault.number(Fault.ELEMENTS, 752)));
            record(FaultKind.BIG_MARK_FRAME, frame);
        });
        if (isDue(FaultKind.SILENCE, frame))
        {
            heldBack.clear();
            recipients.silence(stream);
        }
        due(FaultKind.CLOSE, frame).ifPresent(fault ->
        {
            heldBack.clear();
            record(FaultKind.CLOSE, frame);
            recipients.close(stream, (int)fault.number(Fault.CODE, 1001));
        });
        if (isDue(FaultKind.DISCONNECT, frame))
        {
            heldBack.clear();
            recipients.cut(stream);
        }
    }

    private MarketFrame rewritten(final MarketFrame original)
    {
        MarketFrame frame = original;
        for (final FaultKind kind : REWRITING)
        {
            frame = isDue(kind, frame) ? wounds.apply(kind, frame) : frame;
        }
        if (frame.isDiff() && due(FaultKind.ZERO_SPELLING, frame).isPresent())
        {
            frame = wounds.apply(FaultKind.ZERO_SPELLING, frame);
            record(FaultKind.ZERO_SPELLING, frame);
        }
        return frame;
    }

    private boolean isDue(final FaultKind kind, final MarketFrame frame)
    {
        final boolean due = due(kind, frame).isPresent();
        if (due)
        {
            record(kind, frame);
        }
        return due;
    }

    private Optional<Fault> due(final FaultKind kind, final MarketFrame frame)
    {
        return faults.due(kind, frame.stream().symbol());
    }

    private void record(final FaultKind kind, final MarketFrame frame)
    {
        faults.record(kind, frame.stream().name(), frame.lastUpdateId());
    }
}
