package org.ringtape.feeds.vatic;

import java.nio.charset.StandardCharsets;

import org.agrona.collections.IntHashSet;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.vatic.VaticTargetDecoder;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.FeedTaskContext;

/** Puts what the conductor knows of windows into the ring, each instrument's definition first. Conductor thread. */
final class TargetPublisher
{
    /** What became of a REST answer. */
    enum Outcome
    {
        /** It is in the ring. */
        PUBLISHED,
        /** The ring has no room now; it is to be tried again. */
        NO_ROOM,
        /** It is not what was asked for. */
        UNUSABLE
    }

    private final FeedTaskContext context;
    private final VaticTargetDecoder decoder;
    private final PriceTargetRow row = new PriceTargetRow();
    private final IntHashSet defined = new IntHashSet();

    TargetPublisher(final FeedTaskContext context)
    {
        this.context = context;
        final int venueId = context.session().identity().venueId();
        decoder = new VaticTargetDecoder(
            (bytes, offset, length) -> context.pipeline().instruments().find(venueId, bytes, offset, length),
            VaticCalendar.INSTANCE);
    }

    /**
     * Says how a window stands that has no price.
     *
     * @param error why, for people; empty if there is nothing to say
     * @return false if the ring has no room now
     */
    boolean publish(
        final WatchedTarget target, final long startNs, final WindowStatus status, final String error, final long nowNs)
    {
        begin(target, nowNs);
        final byte[] text = error.getBytes(StandardCharsets.UTF_8);
        row.clear();
        row.intervalNs = target.interval().nominalNs();
        row.startNs = startNs;
        row.endNs = VaticCalendar.INSTANCE.endNs(target.interval(), startNs);
        row.status = status;
        target.interval().label(row.interval);
        row.error.set(text, 0, text.length);
        context.sink().onPriceTarget(target.stream().instrumentId(), row);
        return offer(target);
    }

    /** Publishes a REST answer if it is a price of the window asked for. */
    Outcome publish(final WatchedTarget target, final long startNs, final byte[] body, final long nowNs)
    {
        begin(target, nowNs);
        final DecodeStatus status = decoder.decode(body, 0, body.length, context.sink());
        if (status != DecodeStatus.DECODED || decoder.targetStatus() != WindowStatus.OPEN ||
            decoder.instrumentId() != target.stream().instrumentId() || decoder.interval() != target.interval() ||
            decoder.startNs() != startNs)
        {
            return Outcome.UNUSABLE;
        }
        return offer(target) ? Outcome.PUBLISHED : Outcome.NO_ROOM;
    }

    private void begin(final WatchedTarget target, final long nowNs)
    {
        final StagingSink sink = context.sink();
        sink.beginFrame(context.session().epoch(), nowNs);
        sink.stream(target.stream());
        if (!defined.contains(target.stream().instrumentId()))
        {
            final byte[] symbol = target.asset().getBytes(StandardCharsets.UTF_8);
            sink.stageInstrument(target.stream().instrumentId(), symbol, 0, symbol.length);
        }
    }

    private boolean offer(final WatchedTarget target)
    {
        if (!context.publication().offer(context.stage()))
        {
            return false;
        }
        defined.add(target.stream().instrumentId());
        return true;
    }
}
