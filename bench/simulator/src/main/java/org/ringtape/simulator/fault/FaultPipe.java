package org.ringtape.simulator.fault;

import org.ringtape.simulator.binance.PastBooks;
import org.ringtape.simulator.binance.RecentDiffs;
import org.ringtape.simulator.binance.RestartedIds;
import org.ringtape.simulator.market.MarkFrame;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.MarketOutput;
import org.ringtape.simulator.market.VenueStream;
import org.ringtape.simulator.net.Recipients;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands between a market and its recipients and does to the frames what the faults say. Frames that nobody receives
 * are no candidates. Market thread.
 */
public final class FaultPipe implements MarketOutput
{
    private static final List<FaultKind> REWRITING =
        List.of(FaultKind.SHUFFLED_KEYS, FaultKind.EXTRA_KEYS, FaultKind.BLANKS);
    /** Those that leave no JSON come last. */
    private static final List<FaultKind> REWRITING_DIFFS = List.of(FaultKind.ZERO_SPELLING, FaultKind.FUTURE_ID,
        FaultKind.FUTURE_TIME, FaultKind.CUT_FRAME, FaultKind.CUT_FRAME_EARLY);

    private final FaultBoard faults;
    private final Recipients recipients;
    private final FrameWounds wounds;
    private final Map<VenueStream, MarketFrame> heldBack = new IdentityHashMap<>();
    private final RestartedIds ids;
    private final PastBooks past;
    private final RecentDiffs recent;

    public FaultPipe(
        final FaultBoard faults,
        final Recipients recipients,
        final RestartedIds ids,
        final PastBooks past,
        final long seed)
    {
        this.faults = faults;
        this.recipients = recipients;
        this.ids = ids;
        this.past = past;
        this.recent = new RecentDiffs(faults);
        this.wounds = new FrameWounds(seed);
    }

    @Override
    public void publish(final MarketFrame frame)
    {
        if (faults.isIdle() && heldBack.isEmpty() && ids.isEmpty())
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
        if (original.isDiff())
        {
            past.note(stream.symbol());
            if (isDue(FaultKind.RESTARTED_IDS, original))
            {
                ids.restart(original);
            }
        }
        final MarketFrame frame = rewritten(ids.told(original));
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
        for (final MarketFrame earlier : recent.repeatedBehind(frame))
        {
            recipients.deliver(earlier);
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
        for (final FaultKind kind : frame.isDiff() ? REWRITING_DIFFS : List.<FaultKind>of())
        {
            frame = isDue(kind, frame) ? wounds.apply(kind, frame) : frame;
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
