package org.example.tide;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Texts;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

/** Builds feeds of Tide. One setting of its own, {@code greeting}, goes into the path. */
final class TideFeed implements FeedBuilder
{
    private static final String CHANNEL = "@tape";

    private final Set<String> names = new LinkedHashSet<>();
    private ReceivePath receivePath = ReceivePath.DEFAULT;
    private URI base = URI.create("wss://tide.example/");
    private String greeting = "hello";

    @Override
    public TideFeed symbols(final String... symbols)
    {
        for (final String symbol : symbols)
        {
            names.add(Texts.requireSymbol(symbol) + CHANNEL);
        }
        return this;
    }

    @Override
    public TideFeed streams(final String... streams)
    {
        for (final String stream : streams)
        {
            if (!Texts.requirePlain("stream", stream).endsWith(CHANNEL))
            {
                throw new IllegalArgumentException("no such stream: " + stream + "; there are <SYMBOL>" + CHANNEL);
            }
            names.add(stream);
        }
        return this;
    }

    @Override
    public TideFeed webSocket(final URI address)
    {
        base = FeedBuilder.baseAddress("webSocket", address, "ws");
        return this;
    }

    @Override
    public TideFeed rest(final URI address)
    {
        return this; // the venue has none
    }

    @Override
    public TideFeed receive(final ReceiveMode mode)
    {
        receivePath = receivePath.with(mode);
        return this;
    }

    @Override
    public TideFeed tls(final TlsProvider provider)
    {
        receivePath = receivePath.with(provider);
        return this;
    }

    @Override
    public TideFeed trustStore(final TrustStore store)
    {
        receivePath = receivePath.with(store);
        return this;
    }

    @Override
    public TideFeed proxy(final ProxyChoice choice)
    {
        receivePath = receivePath.with(choice);
        return this;
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("greeting");
    }

    @Override
    public TideFeed setting(final String name, final String value)
    {
        if (!name.equals("greeting"))
        {
            throw new IllegalArgumentException("no such setting: " + name);
        }
        greeting = Texts.requirePlain("greeting", value);
        return this;
    }

    @Override
    public VenueFeed build()
    {
        if (names.isEmpty())
        {
            throw new IllegalStateException("tide: neither symbols nor streams given");
        }
        final List<VenueFeed.Stream> streams = new ArrayList<>();
        names.forEach((name) -> streams.add(new VenueFeed.Stream(
            name, name.substring(0, name.length() - CHANNEL.length()), ContinuityRule.STEP, false)));
        final TideProtocol protocol = new TideProtocol(base.resolve("tide/" + greeting));
        return new VenueFeed(
            TideModule.VENUE, List.of(new VenueFeed.Endpoint(protocol, streams)), receivePath.require());
    }
}
