package org.ringtape.feeds.kiyotaka;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaRequestEncoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.frame.BrotliInflater;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/** One endpoint family of the vendor: JSON requests with the API key as token, whole images, nothing to recover. */
final class KiyotakaProtocol implements VenueProtocol
{
    /** What the vendor speaks without it is not known. */
    private static final String ENCODING = "?encoding=json";

    private final URI endpoint;
    private final WantedChannels channels;
    private final SessionLimits limits;
    private final ApiKey key;
    private final boolean authPlain;
    /** Writer: conductor; read by receivers as well. */
    private volatile boolean compressed;

    KiyotakaProtocol(
        final URI base,
        final KiyotakaChannelType.Family family,
        final WantedChannels channels,
        final SessionLimits limits,
        final ApiKey key,
        final boolean authPlain,
        final boolean compressed)
    {
        endpoint = base.resolve(pathOf(family) + ENCODING);
        this.channels = channels;
        this.limits = limits;
        this.key = key;
        this.authPlain = authPlain;
        this.compressed = compressed;
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
        return new KiyotakaFrameDecoder(lookup);
    }

    @Override
    public PayloadInflater newInflater()
    {
        return compressed ? new BrotliInflater() : null;
    }

    /**
     * Asks for plain text from the next connection on: what came compressed could not be inflated.
     *
     * @return false if plain text is asked for already
     */
    @Override
    public boolean stopCompression()
    {
        final boolean changed = compressed;
        compressed = false;
        return changed;
    }

    /**
     * Sent as JSON-RPC with an id, so that an answer can be matched, or as the vendor documents it, without.
     *
     * @return as secret as the key
     */
    @Override
    public String authenticateRequest(final long requestId)
    {
        return KiyotakaRequestEncoder.authenticate(key.read(), requestId, authPlain);
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return KiyotakaRequestEncoder.subscribe(
            channels(batch), requestId, compressed ? KiyotakaRequestEncoder.BROTLI : null);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return KiyotakaRequestEncoder.unsubscribe(channels(batch), requestId);
    }

    /** Data may come before the answer to the request that asked for it. */
    @Override
    public boolean dataConfirms()
    {
        return true;
    }

    @Override
    public String pingRequest(final long nowNs)
    {
        return KiyotakaRequestEncoder.ping(TimeUnit.NANOSECONDS.toMillis(nowNs));
    }

    @Override
    public String pongRequest(final long timestamp)
    {
        return KiyotakaRequestEncoder.pong(timestamp);
    }

    @Override
    public VenueFeed.Stream streamFor(final String name)
    {
        return channels.streamFor(name);
    }

    @Override
    public boolean isWildcard(final String name)
    {
        return channels.isWildcard(name);
    }

    @Override
    public boolean brings(final String subscribed, final String stream)
    {
        return channels.brings(subscribed, stream);
    }

    /**
     * None. But a session has been made, which needs the key and perhaps a decoder: the host is told now that there is
     * none, in its own thread, rather than the conductor at each connect.
     *
     * @throws IllegalStateException naming where the key was looked for, or the platform that has no decoder
     */
    @Override
    public List<FeedTask> newTasks(final FeedTaskContext context)
    {
        key.read();
        if (compressed)
        {
            BrotliInflater.requireDecoder();
        }
        return List.of();
    }

    private List<KiyotakaChannel> channels(final List<Subscription> batch)
    {
        return batch.stream().map((subscription) -> channels.channel(subscription.stream().name())).toList();
    }

    /** Source: page "Connecting". */
    private static String pathOf(final KiyotakaChannelType.Family family)
    {
        return family == KiyotakaChannelType.Family.BOOK ? "ws" : "nonbook/ws";
    }
}
