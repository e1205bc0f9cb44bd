package org.ringtape.feeds.binance;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceRequestEncoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/** Combined streams, batched requests and REST depth of Binance options and USD-M futures. */
final class BinanceProtocol implements VenueProtocol, SnapshotSource
{
    /** Of 2,400 a minute and address; the rest is left to the host's own requests. Source: spec, "Limits". */
    private static final int SNAPSHOT_WEIGHT_PER_MINUTE = 2_000;

    private final BinanceDialect dialect;
    private final URI webSocketBase;
    private final URI restBase;
    private final int depthLimit;
    private final SessionLimits limits;
    private final BinanceSnapshotDecoder snapshotDecoder = new BinanceSnapshotDecoder();

    BinanceProtocol(
        final BinanceDialect dialect,
        final URI webSocketBase,
        final URI restBase,
        final int depthLimit,
        final SessionLimits limits)
    {
        this.dialect = dialect;
        this.webSocketBase = webSocketBase;
        this.restBase = restBase;
        this.depthLimit = depthLimit;
        this.limits = limits;
    }

    @Override
    public URI endpoint()
    {
        return webSocketBase.resolve(BinanceDialect.COMBINED_PATH);
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
        return BinanceRequestEncoder.subscribe(names(batch), requestId);
    }

    @Override
    public String unsubscribeRequest(final long requestId, final List<Subscription> batch)
    {
        return BinanceRequestEncoder.unsubscribe(names(batch), requestId);
    }

    @Override
    public SnapshotSource snapshots()
    {
        return this;
    }

    @Override
    public URI snapshotUri(final Subscription subscription)
    {
        final String symbol = URLEncoder.encode(subscription.symbol(), StandardCharsets.UTF_8);
        return restBase.resolve(dialect.depthPath() + "?symbol=" + symbol + "&limit=" + depthLimit);
    }

    /** Source: spec, "Limits": 5–50 weighs 2 at most, 100: 5, 500: 10, 1000: 20. */
    @Override
    public int snapshotWeight()
    {
        return depthLimit <= 50 ? 2 : depthLimit <= 100 ? 5 : depthLimit <= 500 ? 10 : 20;
    }

    @Override
    public int snapshotWeightPerMinute()
    {
        return SNAPSHOT_WEIGHT_PER_MINUTE;
    }

    @Override
    public DecodeStatus decodeSnapshot(
        final byte[] body, final int offset, final int length, final int instrumentId, final BookSink sink)
    {
        return snapshotDecoder.decode(body, offset, length, instrumentId, sink);
    }

    private static List<String> names(final List<Subscription> batch)
    {
        return batch.stream().map((subscription) -> subscription.stream().name()).toList();
    }
}
