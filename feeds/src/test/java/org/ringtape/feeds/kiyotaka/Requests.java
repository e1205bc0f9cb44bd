package org.ringtape.feeds.kiyotaka;

import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.feeds.subscription.Subscription;

/** Requests for streams by name. */
final class Requests
{
    private Requests()
    {
    }

    static String subscribe(final KiyotakaProtocol protocol, final long requestId, final String... names)
    {
        return protocol.subscribeRequest(requestId, batch(names));
    }

    static String unsubscribe(final KiyotakaProtocol protocol, final long requestId, final String... names)
    {
        return protocol.unsubscribeRequest(requestId, batch(names));
    }

    private static List<Subscription> batch(final String... names)
    {
        final List<Subscription> batch = new ArrayList<>();
        for (final String name : names)
        {
            batch.add(new Subscription(
                new StreamDefinition(batch.size(), 4, 0, name, ContinuityRule.NONE), null, false));
        }
        return batch;
    }
}
