package org.ringtape.feeds.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.session.connect.ReconnectPolicy;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.subscription.Subscription;

/** One session over fake connections, a real ring, and everything the strategy is told, as text. */
public final class SessionRig implements Strategy, AutoCloseable
{
    /** Limits in round figures: silence 1 s, stale 2 s, answers 500 ms, retry 3 s, 3 names a request, 2 requests/s. */
    public static final SessionLimits LIMITS = SessionLimits.defaults()
        .handshakeNs(ms(1_000))
        .answerNs(ms(500))
        .retryNs(ms(3_000))
        .dataSilenceNs(ms(1_000))
        .staleReconnectNs(ms(2_000))
        .closeNs(ms(200))
        .abortNs(ms(1_000))
        .lastRefusalNs(ms(24_000))
        .messagesPerSecond(2)
        .streamsPerRequest(3);

    /** Time. */
    public final ManualClock clock = new ManualClock();
    /** Connections. */
    public final FakeTransports transports = new FakeTransports();
    /** What the strategy was told. */
    public final List<String> told = new ArrayList<>();
    /** Subscriptions confirmed. */
    public final List<Subscription> confirmed = new ArrayList<>();
    /** What went to the error handler. */
    public final List<Throwable> errors = new ArrayList<>();
    /** The pipeline. */
    public final MarketPipeline pipeline;
    /** The session's identity. */
    public final SessionIdentity identity;
    /** Addresses that were asked over REST, and never answered. */
    public final List<URI> rest = new ArrayList<>();
    /** Lines that anything told came by. */
    public final Set<Integer> lines = new TreeSet<>();
    /** The receiving side. */
    public final SessionReceiver receiver;
    /** The conductor's stage. */
    public final EventStage stage;
    /** The conductor's way into the ring. */
    public final EventPublication publication;
    /** The pace of the host that the session connects to. */
    public final HostPace pace = new HostPace("venue");
    /** The session. */
    public final VenueSession session;
    /** Round trip of the last status. */
    public long roundTripNs;
    final ConductorEvents events;

    /** A rig with streams by name, whose symbol is what stands before the {@code @}. */
    public SessionRig(final String... streams)
    {
        this(new PlainProtocol(LIMITS), streams);
    }

    /** A rig of a venue that does some things differently. */
    public SessionRig(final VenueProtocol protocol, final String... streams)
    {
        this(protocol, 0, streams);
    }

    /** A rig of a session whose connection is one of its lines. */
    public SessionRig(final VenueProtocol protocol, final int lineId, final String... streams)
    {
        identity = new SessionIdentity(2, 1, lineId, "venue/1");
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .tapeCapacity(16)
            .maxStreams(1024)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock)
            .errorHandler(errors::add)
            .strategy(this));
        stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        publication = publication(99);
        events = new ConductorEvents(stage, publication, pipeline.streams());
        receiver = new SessionReceiver(
            identity,
            protocol,
            pipeline.instruments(),
            pipeline.streams(),
            new EventStage(EventStage.capacityFor(pipeline.ring())),
            publication(identity.sessionId()),
            clock,
            pipeline.counters());
        session = new VenueSession(
            identity,
            protocol,
            receiver,
            transports,
            events,
            new ReconnectPolicy(ms(1_000), ms(8_000), ms(5_000), new SplittableRandom(1)),
            pace,
            protocol.newPlanner((uri, onAnswer) -> rest.add(uri), (uri) -> pace),
            pipeline.counters(),
            confirmed::add);
        for (final String stream : streams)
        {
            session.subscriptions().add(subscription(stream));
        }
    }

    /** A rig of a venue's own protocol and streams. */
    public static SessionRig of(final VenueFeed feed)
    {
        final SessionRig rig = new SessionRig(feed.protocol());
        for (final VenueFeed.Stream stream : feed.endpoints().get(0).streams())
        {
            final int instrumentId = stream.symbol() == null ? EventLayout.NO_ID :
                rig.pipeline.instruments().register(rig.identity.venueId(), stream.symbol());
            rig.session.subscriptions().add(new Subscription(
                rig.pipeline.streams().register(
                    rig.identity.venueId(), stream.name(), instrumentId, stream.rule()),
                stream.symbol(), stream.needsSnapshot(), stream.silenceNs()));
        }
        return rig;
    }

    /** A line for each subscription: its stream's name and how far it has come. */
    public List<String> subscribed()
    {
        return session.subscriptions().all().stream()
            .map((subscription) -> subscription.stream().name() + " " + subscription.state())
            .toList();
    }

    private static long ms(final long milliseconds)
    {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    /** A subscription of a stream; a name that begins with {@code all} carries several instruments. */
    public Subscription subscription(final String stream)
    {
        final boolean several = stream.startsWith("all");
        final String symbol = several ? null : stream.substring(0, stream.indexOf('@')).toUpperCase();
        final boolean book = stream.contains("@depth");
        return new Subscription(
            pipeline.streams().register(
                identity.venueId(),
                stream,
                several ? EventLayout.NO_ID : pipeline.instruments().register(identity.venueId(), symbol),
                book ? ContinuityRule.CHAINED : ContinuityRule.STEP),
            symbol,
            book);
    }

    /** A subscription of a stream with one instrument that may be silent for so long. */
    public Subscription watched(final String stream, final long silenceMs)
    {
        final Subscription plain = subscription(stream);
        return new Subscription(plain.stream(), plain.symbol(), plain.needsSnapshot(), ms(silenceMs));
    }

    /** A producer of the ring. */
    public EventPublication publication(final int sessionId)
    {
        final CounterSet counters = pipeline.counters();
        return new EventPublication(
            pipeline.ring(),
            clock,
            identity.venueId(),
            sessionId,
            counters.counter(PipelineCounter.FRAMES_DROPPED, sessionId, "s" + sessionId),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED, sessionId, "s" + sessionId))
            .line(sessionId == identity.sessionId() ? identity.lineId() : 0);
    }

    /** One duty cycle of the conductor, then of the market agent. */
    public void cycle()
    {
        conduct();
        pipeline.invoke();
    }

    /** One duty cycle of the conductor. */
    public void conduct()
    {
        events.poll(clock.nowNs);
        session.poll(clock.nowNs);
        events.poll(clock.nowNs);
    }

    /** Lets time pass, then a cycle. */
    public void after(final long milliseconds)
    {
        clock.advanceMs(milliseconds);
        cycle();
    }

    /** Connects and is let in. */
    public void open()
    {
        cycle();
        transports.last().open();
        cycle();
    }

    /** Connects, and every request of up to 2 is granted. */
    public void goLive()
    {
        open();
        acknowledgeAll();
        cycle();
    }

    /** Grants every subscribe request sent on the newest connection. */
    public void acknowledgeAll()
    {
        for (final String request : List.copyOf(transports.last().sent))
        {
            transports.last().frame("{\"result\":null,\"id\":" + request.split(" ")[1] + "}");
        }
    }

    /** A trade frame of a stream. */
    public static String trade(final String stream, final String symbol, final long id)
    {
        return "{\"stream\":\"" + stream + "\",\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"" + symbol +
            "\",\"t\":" + id + ",\"p\":\"10.5\",\"q\":\"2\",\"X\":\"MARKET\",\"m\":true}}";
    }

    /** Value of a counter over all sessions. */
    public long count(final PipelineCounter counter)
    {
        return pipeline.counters().total(counter);
    }

    /** Where the session stands. */
    public SessionState state()
    {
        return session.state();
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        roundTripNs = status.roundTripNs();
        lines.add(status.lineId());
        told.add(status.state() + " epoch " + status.sessionEpoch() +
            (status.closeCode() == 0 ? "" : " code " + status.closeCode()) +
            (status.text().isEmpty() ? "" : ": " + status.text()));
    }

    /** The conductor's way into the ring. */
    public ConductorEvents events()
    {
        return events;
    }

    @Override
    public void onRequestOutcome(final RequestOutcome outcome)
    {
        told.add("OUTCOME " + outcome.requestId() + " " + outcome.kind() + " " + outcome.result() +
            (outcome.code() == 0 ? "" : " " + outcome.code()) +
            (outcome.text().isEmpty() ? "" : ": " + outcome.text()));
    }

    @Override
    public void onLoss(final Loss loss)
    {
        lines.add(loss.lineId());
        told.add("LOSS " + loss.cause() + " epoch " + loss.sessionEpoch() +
            (loss.concernsWholeSession() ? "" : " stream " + loss.streamId()));
    }

    @Override
    public void onInstrument(final Instrument instrument)
    {
        told.add("INSTRUMENT " + instrument.symbol());
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        lines.add(trade.lineId());
        told.add("TRADE " + trade.id() + " epoch " + trade.sessionEpoch());
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}
