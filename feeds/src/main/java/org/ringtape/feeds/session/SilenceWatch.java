package org.ringtape.feeds.session;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StreamActivity;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/**
 * Misses streams that are silent though their connection lives: one loss a stream and episode; the next event ends the
 * episode. A stream is watched from its confirmation on, so that one asked for where the venue does not serve it is
 * missed too. A name with wildcards brings nothing itself: the streams it stands for are watched, each from its first
 * event on each connection.
 * Conductor thread only.
 */
final class SilenceWatch
{
    /** Between two looks at all streams: how late an episode may be noticed. */
    static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SessionIdentity identity;
    private final SubscriptionManager subscriptions;
    private final StreamActivity activity;
    private final ConductorEvents events;
    private final AtomicCounter episodes;
    private final VenueProtocol protocol;
    private final Int2ObjectHashMap<Subscription> awaited = new Int2ObjectHashMap<>();
    /** By stream: since when its silence counts. */
    private long[] sinceNs = {};
    /** By stream: since when it has been silent, if that was said; the next event makes it another time. */
    private long[] saidNs = {};
    private long beginNs;
    /** Of the subscriptions that are noted. */
    private int version;
    private long nextLookNs;

    SilenceWatch(
        final SessionIdentity identity,
        final SubscriptionManager subscriptions,
        final StreamActivity activity,
        final ConductorEvents events,
        final VenueProtocol protocol,
        final CounterSet counters)
    {
        this.protocol = protocol;
        this.identity = identity;
        this.subscriptions = subscriptions;
        this.activity = activity;
        this.events = events;
        episodes = identity.counter(counters, PipelineCounter.STREAMS_SILENT);
    }

    /** A new connection: nothing is missed on it yet. */
    void begin(final long nowNs)
    {
        beginNs = nowNs;
        nextLookNs = nowNs;
        Arrays.fill(saidNs, 0L);
        note();
    }

    /** Watches what there is now; what it watched before goes on. */
    private void note()
    {
        version = subscriptions.version();
        awaited.clear();
        for (final Subscription subscription : subscriptions.all())
        {
            if (isNoted(subscription))
            {
                final int streamId = subscription.stream().id();
                activity.watch(streamId, subscription.stream().instrumentId(), subscription.silenceNs());
                awaited.put(streamId, subscription);
            }
        }
    }

    /** A subscription has ended: its stream is missed no more, and the id may become another's. */
    void forget(final Subscription subscription)
    {
        awaited.remove(subscription.stream().id());
    }

    /** Silence may count, or data; a name with wildcards has neither, nor has one that is over. */
    private boolean isNoted(final Subscription subscription)
    {
        return (subscription.silenceNs() > 0 || protocol.dataConfirms()) &&
            subscription.state() != Subscription.State.ENDED &&
            !protocol.isWildcard(subscription.stream().name());
    }

    /** One look, if it is time for one. */
    int poll(final int epoch, final long nowNs)
    {
        if (activity.limit() == 0 && version == subscriptions.version() || nowNs - nextLookNs < 0)
        {
            return 0;
        }
        nextLookNs = nowNs + LOOK_NS;
        if (version != subscriptions.version())
        {
            note();
        }
        final int limit = activity.limit();
        if (limit > sinceNs.length)
        {
            sinceNs = Arrays.copyOf(sinceNs, limit);
            saidNs = Arrays.copyOf(saidNs, limit);
        }
        int work = 0;
        for (int streamId = 0; streamId < limit; streamId++)
        {
            final StreamActivity.Entry entry = activity.entry(streamId);
            if (entry != null && entry.silenceNs() > 0 && activity.isWatched(entry) && look(entry, epoch, nowNs))
            {
                work++;
            }
        }
        return work;
    }

    /** True if an episode begins. */
    private boolean look(final StreamActivity.Entry entry, final int epoch, final long nowNs)
    {
        final int streamId = entry.streamId();
        final Subscription subscription = awaited.get(streamId);
        final long lastNs = entry.lastNs();
        final boolean isExpected = subscription == null ?
            lastNs - beginNs >= 0 : subscription.state() == Subscription.State.CONFIRMED;
        if (!isExpected)
        {
            sinceNs[streamId] = nowNs;
            return false;
        }
        final long fromNs = Math.max(beginNs, Math.max(sinceNs[streamId], lastNs));
        if (nowNs - fromNs <= entry.silenceNs() || saidNs[streamId] == fromNs || !events.hasRoom())
        {
            return false;
        }
        saidNs[streamId] = fromNs;
        episodes.incrementOrdered();
        events.streamSilent(identity, epoch, streamId, entry.instrumentId(), fromNs);
        return true;
    }
}
