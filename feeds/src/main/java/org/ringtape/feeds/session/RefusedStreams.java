package org.ringtape.feeds.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.ringtape.feeds.subscription.Subscription;

/** Refused streams of which the ring is still to be told; they wait while it does not keep up. Conductor only. */
final class RefusedStreams
{
    private final SessionIdentity identity;
    private final ConductorEvents events;
    private final Map<Subscription, Long> untold = new LinkedHashMap<>();

    RefusedStreams(final SessionIdentity identity, final ConductorEvents events)
    {
        this.identity = identity;
        this.events = events;
    }

    /** A stream is refused, since a time. */
    void add(final Subscription subscription, final long sinceNs)
    {
        untold.putIfAbsent(subscription, sinceNs);
    }

    /** Nothing of a connection that has ended is worth telling. */
    void clear()
    {
        untold.clear();
    }

    /** Tells what the ring keeps up with, but for what was granted meanwhile. */
    int poll(final int epoch)
    {
        int told = 0;
        while (!untold.isEmpty() && events.hasRoom())
        {
            final Map.Entry<Subscription, Long> next = untold.entrySet().iterator().next();
            final Subscription subscription = next.getKey();
            if (subscription.state() != Subscription.State.CONFIRMED)
            {
                events.streamRefused(identity, epoch, subscription.stream().id(),
                    subscription.stream().instrumentId(), next.getValue());
                told++;
            }
            untold.remove(subscription);
        }
        return told;
    }
}
