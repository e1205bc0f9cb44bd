package org.example.tide;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/** Requests are {@code {"op":"subscribe","id":1,"names":["OAK@tape"]}}. */
final class TideProtocol implements VenueProtocol
{
    private final SessionLimits limits = newLimits();
    private final URI endpoint;

    TideProtocol(final URI endpoint)
    {
        this.endpoint = endpoint;
    }

    static SessionLimits newLimits()
    {
        return SessionLimits.defaults().messagesPerSecond(4).streamsPerConnection(50)
            .dataSilenceNs(TimeUnit.SECONDS.toNanos(60));
    }

    @Override
    public URI endpoint()
    {
        return endpoint;
    }

    @Override
    public SessionLimits limits()
    {
        return limits;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return new TideFrameDecoder(lookup);
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return request("subscribe", requestId, batch);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return request("unsubscribe", requestId, batch);
    }

    private static String request(final String operation, final long requestId, final List<Subscription> batch)
    {
        return "{\"op\":\"" + operation + "\",\"id\":" + requestId + ",\"names\":[" + batch.stream()
            .map((each) -> '"' + each.stream().name() + '"').collect(Collectors.joining(",")) + "]}";
    }
}
