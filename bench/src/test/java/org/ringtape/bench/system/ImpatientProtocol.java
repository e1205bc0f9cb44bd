package org.ringtape.bench.system;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.SessionLimits;
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
        final SessionLimits limits = venue.limits();
        return new SessionLimits(
            limits.handshakeNs(),
            limits.answerNs(),
            limits.retryNs(),
            limits.dataSilenceNs(),
            STALE_RECONNECT_NS,
            limits.closeNs(),
            limits.messagesPerSecond(),
            limits.streamsPerRequest(),
            limits.streamsPerConnection(),
            limits.policyCloseNs());
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
    public URI snapshotUri(final Subscription subscription)
    {
        return venue.snapshotUri(subscription);
    }

    @Override
    public int snapshotWeight()
    {
        return venue.snapshotWeight();
    }

    @Override
    public int snapshotWeightPerMinute()
    {
        return venue.snapshotWeightPerMinute();
    }

    @Override
    public DecodeStatus decodeSnapshot(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        return venue.decodeSnapshot(body, offset, length, instrumentId, sink);
    }
}
