package org.ringtape.bench.system;

import java.net.URI;
import java.util.List;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/** A venue that streams whole images, with limits of the test's choice: it need not wait as long as a host. */
public record LimitedProtocol(VenueProtocol venue, SessionLimits limits) implements VenueProtocol
{
    @Override
    public URI endpoint()
    {
        return venue.endpoint();
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return venue.newDecoder(lookup);
    }

    @Override
    public PayloadInflater newInflater()
    {
        return venue.newInflater();
    }

    @Override
    public boolean stopCompression()
    {
        return venue.stopCompression();
    }

    @Override
    public String authenticateRequest(final long requestId)
    {
        return venue.authenticateRequest(requestId);
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
    public boolean dataConfirms()
    {
        return venue.dataConfirms();
    }

    @Override
    public String pingRequest(final long nowNs)
    {
        return venue.pingRequest(nowNs);
    }

    @Override
    public String pongRequest(final long timestamp)
    {
        return venue.pongRequest(timestamp);
    }

    @Override
    public VenueFeed.Stream streamFor(final String name)
    {
        return venue.streamFor(name);
    }

    @Override
    public List<FeedTask> newTasks(final FeedTaskContext context)
    {
        return venue.newTasks(context);
    }
}
