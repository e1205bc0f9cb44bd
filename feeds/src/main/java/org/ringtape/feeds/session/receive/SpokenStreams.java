package org.ringtape.feeds.session.receive;

import org.ringtape.feeds.publish.StreamActivity;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/**
 * Which streams of a session have brought data: where data confirms, only those that have spoken are confirmed by it. A
 * subscription with wildcards has spoken once a stream has that it stands for. Conductor thread only.
 */
public final class SpokenStreams implements SubscriptionManager.SpokenSince
{
    private final VenueProtocol protocol;
    private final SessionReceiver receiver;

    public SpokenStreams(final VenueProtocol protocol, final SessionReceiver receiver)
    {
        this.protocol = protocol;
        this.receiver = receiver;
    }

    @Override
    public boolean test(final Subscription subscription, final long sinceNs)
    {
        final StreamActivity activity = receiver.activity();
        final String name = subscription.stream().name();
        if (!protocol.isWildcard(name))
        {
            return hasSpoken(activity.entry(subscription.stream().id()), sinceNs);
        }
        for (int streamId = 0; streamId < activity.limit(); streamId++)
        {
            if (hasSpoken(activity.entry(streamId), sinceNs) && protocol.brings(name, receiver.streamName(streamId)))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSpoken(final StreamActivity.Entry entry, final long sinceNs)
    {
        return entry != null && entry.lastNs() != 0 && entry.lastNs() - sinceNs > 0;
    }
}
