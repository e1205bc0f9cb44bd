package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.agrona.collections.Int2ObjectHashMap;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Looks for instruments whose life is over, ends the subscriptions of these feeds that name them, and takes the names
 * out of their tables. An instrument that other feeds of the pipeline name is retired by the last of them. Conductor
 * thread.
 */
final class NameKeeper implements FeedTask
{
    /** Between two looks at all instruments. */
    static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

    private final NameRetirement names;
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final EventStage stage;
    private final EventPublication publication;
    /** What is asked for by name, by instrument. */
    private final Int2ObjectHashMap<List<FeedConductor.Route>> named = new Int2ObjectHashMap<>();
    private final List<StreamDefinition> namedOfSeveral = new ArrayList<>();
    private final IntConsumer onLetGo;
    private boolean hasLooked;
    private long lookedNs;
    private long nowNs;

    /**
     * A keeper of the names of one pipeline's feeds.
     *
     * @param pipeline    of the feeds
     * @param routes      what they ask for by name; held in the tables
     * @param stage       of the conductor
     * @param publication of the conductor
     * @param onLetGo     told of each stream that these feeds bring no more
     */
    NameKeeper(
        final MarketPipeline pipeline,
        final List<FeedConductor.Route> routes,
        final EventStage stage,
        final EventPublication publication,
        final IntConsumer onLetGo)
    {
        this.onLetGo = onLetGo;
        names = pipeline.names();
        instruments = pipeline.instruments();
        streams = pipeline.streams();
        this.stage = stage;
        this.publication = publication;
        routes.forEach(this::add);
    }

    /** These feeds ask for another stream by name; held in the tables. Conductor thread from the start on. */
    void add(final FeedConductor.Route route)
    {
        final StreamDefinition stream = route.subscription().stream();
        if (stream.instrumentId() < 0)
        {
            namedOfSeveral.add(stream);
        }
        else
        {
            named.computeIfAbsent(stream.instrumentId(), (id) -> new ArrayList<>()).add(route);
        }
    }

    /** A stream is asked for no more: its name is let go, and retired if nobody else holds it. Conductor thread. */
    void remove(final FeedConductor.Route route)
    {
        final StreamDefinition stream = route.subscription().stream();
        final List<FeedConductor.Route> routes = named.get(stream.instrumentId());
        if (routes != null && routes.remove(route))
        {
            letGo(route.subscription());
        }
        else if (namedOfSeveral.remove(stream))
        {
            onLetGo.accept(stream.id());
            streams.letGo(stream.id());
        }
        names.retire(stream, RetirementReason.UNSUBSCRIBED);
    }

    @Override
    public int poll(final long now)
    {
        nowNs = now;
        if (!hasLooked || now - lookedNs >= LOOK_NS)
        {
            hasLooked = true;
            lookedNs = now;
            names.forEachEnded(now, this::onEnded);
        }
        return names.poll(now, stage, publication);
    }

    /** These feeds need no names any more. Conductor thread, or after it has ended. */
    void letGo()
    {
        named.values().forEach((routes) -> routes.forEach((route) -> letGo(route.subscription())));
        named.clear();
        namedOfSeveral.forEach((stream) -> streams.letGo(stream.id()));
        namedOfSeveral.clear();
    }

    private void onEnded(final Instrument instrument, final RetirementReason reason)
    {
        final List<FeedConductor.Route> routes = named.remove(instrument.id());
        if (routes != null)
        {
            for (final FeedConductor.Route route : routes)
            {
                end(route.session(), route.subscription(), reason);
            }
        }
        names.retire(instrument, reason);
    }

    private void end(final VenueSession session, final Subscription subscription, final RetirementReason reason)
    {
        session.end(subscription, reason.name(), nowNs);
        letGo(subscription);
    }

    private void letGo(final Subscription subscription)
    {
        onLetGo.accept(subscription.stream().id());
        streams.letGo(subscription.stream().id());
        instruments.letGo(subscription.stream().instrumentId());
    }
}
