package org.ringtape.bench.system;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/** A venue's protocol with less patience, so that a test need not wait as long as a host would. */
record ImpatientProtocol(VenueProtocol venue) implements VenueProtocol
{
    private static final long STALE_RECONNECT_NS = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    public URI endpoint()
    {
        return venue.endpoint();
    }

    @Override
    public SessionLimits limits()
    {
        return venue.limits().copy().staleReconnectNs(STALE_RECONNECT_NS);
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return venue.newDecoder(lookup);
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return venue.subscribeRequest(requestId, batch);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return venue.unsubscribeRequest(requestId, batch);
    }

    @Override
    public List<Subscription> nextBatch(final List<Subscription> pending)
    {
        return venue.nextBatch(pending);
    }

    @Override
    public SnapshotSource snapshots()
    {
        return venue.snapshots();
    }
}
