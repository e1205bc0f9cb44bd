package org.ringtape.feeds.session;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.subscription.Subscription;

/** Requests that read well in a test: {@code sub 1 a b}. Frames are Binance's. */
public final class PlainProtocol implements VenueProtocol, SnapshotSource
{
    private final SessionLimits limits;
    private final BinanceSnapshotDecoder snapshots = new BinanceSnapshotDecoder();

    /** A protocol with limits. */
    public PlainProtocol(final SessionLimits limits)
    {
        this.limits = limits;
    }

    @Override
    public URI endpoint()
    {
        return URI.create("ws://venue/stream");
    }

    @Override
    public SessionLimits limits()
    {
        return limits;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup)
    {
        return new BinanceFrameDecoder(lookup);
    }

    @Override
    public String subscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return "sub " + requestId + " " + names(batch);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return "unsub " + requestId + " " + names(batch);
    }

    @Override
    public SnapshotSource snapshots()
    {
        return this;
    }

    @Override
    public URI snapshotUri(final Subscription subscription)
    {
        return URI.create("http://venue/" + subscription.symbol());
    }

    @Override
    public int snapshotWeight()
    {
        return 10;
    }

    @Override
    public int snapshotWeightPerMinute()
    {
        return 60;
    }

    @Override
    public DecodeStatus decodeSnapshot(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        return snapshots.decode(body, offset, length, instrumentId, sink);
    }

    private static String names(final List<Subscription> batch)
    {
        return batch.stream().map((subscription) -> subscription.stream().name()).collect(Collectors.joining(" "));
    }
}
