package org.ringtape.feeds.vatic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventPoller;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.subscription.Subscription;

/** The conductor's watch over windows, with a clock, a ring and a REST server in the test's hand. */
final class VaticWindowsRig implements AutoCloseable
{
    static final long OVERDUE_NS = TimeUnit.SECONDS.toNanos(20);

    final SessionRig rig = new SessionRig();
    final FakeFetcher fetcher = new FakeFetcher();
    final WindowLog log;
    final VaticWindows windows;
    final FeedTaskContext context;
    private final EventPoller<EventSlot> poller = rig.pipeline.ring().newGatingPoller();

    /** Streams by name, from {@code startSecond} of the epoch on. */
    VaticWindowsRig(final long startSecond, final String... streams)
    {
        rig.clock.nowNs = TimeUnit.SECONDS.toNanos(startSecond);
        final List<String> assets = new ArrayList<>();
        for (final String stream : streams)
        {
            final String asset = stream.substring(0, stream.indexOf('@'));
            assets.add(asset);
            final int venueId = rig.identity.venueId();
            final int instrumentId = rig.pipeline.instruments().register(venueId, asset);
            rig.session.subscriptions().add(new Subscription(
                rig.pipeline.streams().register(venueId, stream, instrumentId, ContinuityRule.NONE), asset, false));
        }
        log = new WindowLog(assets.stream().distinct().toList());
        context = new FeedTaskContext(
            rig.session,
            rig.pipeline,
            rig.stage,
            rig.publication,
            new StagingSink(rig.stage, rig.pipeline.streams(), rig.identity.venueId(), rig.identity.sessionId(),
                ControlSink.NONE, StreamResolver.NONE),
            fetcher,
            new HostPaces(),
            new SplittableRandom(1));
        windows = new VaticWindows(context, URI.create("http://venue/"), log, OVERDUE_NS);
    }

    /** One duty cycle, then everything it published since the last call. */
    List<String> poll()
    {
        windows.poll(rig.clock.nowNs);
        return take();
    }

    /** A duty cycle some time later. */
    List<String> after(final long milliseconds)
    {
        rig.clock.advanceMs(milliseconds);
        return poll();
    }

    List<String> take()
    {
        rig.pipeline.invoke();
        final List<String> events = new ArrayList<>();
        try
        {
            while (poller.poll((slot, sequence, endOfBatch) -> read(slot, events)) == EventPoller.PollState.PROCESSING)
            {
                continue;
            }
        }
        catch (final Exception e)
        {
            throw new AssertionError(e);
        }
        return events;
    }

    /** The socket tells of a window. */
    void socket(final String asset, final VaticInterval interval, final long startSecond, final WindowStatus status)
    {
        final byte[] bytes = asset.getBytes(StandardCharsets.US_ASCII);
        log.onWindow(bytes, 0, bytes.length, interval, TimeUnit.SECONDS.toNanos(startSecond), status);
    }

    /** REST answers the oldest request with a price. */
    void answer(final String asset, final String interval, final long second)
    {
        fetcher.answer(200, "{\"asset\":\"" + asset + "\",\"marketType\":\"" + interval +
            "\",\"provider\":\"chainlink\",\"requestedTimestamp\":" + second + ",\"price\":82450.75}", 0);
    }

    void dropFrame()
    {
        final AtomicCounter dropped =
            rig.identity.counter(rig.pipeline.counters(), PipelineCounter.FRAMES_DROPPED);
        dropped.incrementOrdered();
    }

    long count(final PipelineCounter counter)
    {
        return rig.count(counter);
    }

    @Override
    public void close()
    {
        rig.close();
    }

    private boolean read(final EventSlot slot, final List<String> events)
    {
        final PriceTarget target = new PriceTarget();
        slot.wrap(target);
        if (target.typeId() == EventType.PRICE_TARGET.id())
        {
            events.add(rig.pipeline.streams().stream(target.streamId()).name() + " " +
                TimeUnit.NANOSECONDS.toSeconds(target.startNs()) + "+" +
                TimeUnit.NANOSECONDS.toSeconds(target.endNs() - target.startNs()) + " " + target.status() +
                (target.isSnapshot() ? " snapshot" : "") +
                (target.hasPrice() ? " " + target.price() + "e-" + target.priceScale() : "") +
                (target.source().isEmpty() ? "" : " " + target.source()) +
                (target.error().isEmpty() ? "" : ": " + target.error()));
        }
        else if (target.typeId() == EventType.INSTRUMENT.id())
        {
            final InstrumentDefinition definition = new InstrumentDefinition();
            slot.wrap(definition);
            events.add("INSTRUMENT " + definition.instrumentId());
        }
        return true;
    }
}
