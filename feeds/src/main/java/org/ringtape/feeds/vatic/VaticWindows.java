package org.ringtape.feeds.vatic;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Sees to it that late and missing windows are state and not silence: says at each boundary that a price is due, says
 * when it is overdue, and asks REST for it then and never before, since REST knows nothing sooner than the socket.
 * Whether the socket is connected makes no difference. Conductor thread.
 */
final class VaticWindows implements FeedTask
{
    private final WindowLog log;
    private final List<WindowWatch> watches = new ArrayList<>();
    private final TargetLoader loader;
    private final AtomicCounter framesDropped;
    private long framesDroppedBefore;

    VaticWindows(final FeedTaskContext context, final URI restBase, final WindowLog log, final long overdueNs)
    {
        this.log = log;
        final CounterSet counters = context.pipeline().counters();
        final TargetPublisher publisher = new TargetPublisher(context);
        final AtomicCounter overdue =
            context.session().identity().counter(counters, PipelineCounter.TARGETS_OVERDUE);
        loader = new TargetLoader(context, restBase, log, publisher);
        framesDropped = context.session().identity().counter(counters, PipelineCounter.FRAMES_DROPPED);
        framesDroppedBefore = framesDropped.get();
        for (final Subscription subscription : context.session().subscriptions().all())
        {
            final VaticInterval interval = VaticStreams.interval(subscription.stream().name());
            if (interval != null)
            {
                final WatchedTarget target = new WatchedTarget(
                    subscription.stream(), subscription.symbol(), interval, log.indexOf(subscription.symbol()));
                watches.add(new WindowWatch(target, log, publisher, loader, overdue, overdueNs));
            }
        }
    }

    @Override
    public int poll(final long nowNs)
    {
        log.time(nowNs);
        // The receiver notes a window before its frame is dropped: whoever sees the count sees the note.
        final long dropped = framesDropped.get();
        if (dropped != framesDroppedBefore)
        {
            framesDroppedBefore = dropped;
            loader.distrustSocket();
            watches.forEach((watch) -> watch.distrustSocket(nowNs));
        }
        int work = 0;
        for (final WindowWatch watch : watches)
        {
            work += watch.poll(nowNs);
        }
        return work + loader.poll(nowNs);
    }

    /** Windows whose price is being asked for. */
    int openOrders()
    {
        return loader.openOrders();
    }
}
