package org.ringtape.bench.latency.naive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.EpochNanoClock;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.ringtape.bench.latency.Contender;
import org.ringtape.bench.latency.HarnessException;
import org.ringtape.bench.latency.Lane;
import org.ringtape.bench.latency.PipelineRun;
import org.ringtape.bench.latency.source.FrameOutput;
import org.ringtape.bench.latency.source.FrameServer;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.Waiting;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;

/** The naive pipeline over sockets: Java-WebSocket's client as it is, one a connection, text messages as strings. */
public final class NaiveOverSockets implements Contender
{
    private static final String ANY_SUBSCRIPTION =
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"all\"],\"id\":1}";
    private static final Map<Venue, String> SUBSCRIPTIONS = Map.of(
        KiyotakaModule.VENUE, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\",\"params\":{}}",
        VaticModule.VENUE, "{\"type\":\"subscribe\",\"asset\":\"btc\"}");

    private final PreparedFrames frames;
    private final FrameServer server;
    private final NaiveDecoder decoder = new NaiveDecoder();
    private final NaivePipeline pipeline;
    private final List<Client> clients = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public NaiveOverSockets(final PreparedFrames frames, final EpochNanoClock clock, final Timeline timeline)
    {
        this.frames = frames;
        server = new FrameServer(frames);
        pipeline = new NaivePipeline(clock, timeline);
    }

    @Override
    public void start()
    {
        try
        {
            for (final String book : frames.firstSnapshots().keySet())
            {
                pipeline.accept(decoder.snapshot(book, fetch(book)));
            }
            for (final Lane lane : frames.lanes())
            {
                final Client client = new Client(server.socketUri().resolve(lane.path()), lane.venue());
                client.setTcpNoDelay(true);
                clients.add(client);
                if (!client.connectBlocking(PipelineRun.PATIENCE_NS, TimeUnit.NANOSECONDS))
                {
                    throw new HarnessException("the naive client cannot connect to " + lane.path());
                }
            }
        }
        catch (final IOException e)
        {
            throw new HarnessException("the naive client has no snapshot: " + e.getMessage(), e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
        if (!Waiting.until(server::isSubscribed, PipelineRun.PATIENCE_NS))
        {
            throw new HarnessException("the naive client does not get its subscriptions");
        }
        server.begin();
    }

    private String fetch(final String book) throws IOException, InterruptedException
    {
        final String[] parts = book.split(" ");
        final URI uri = server.restUri().resolve(parts[0] + "/depth?symbol=" + parts[1]);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public FrameOutput output()
    {
        return server;
    }

    @Override
    public long heard()
    {
        return pipeline.heard();
    }

    /** A full queue makes the client wait, and the client the server. */
    @Override
    public long dropped()
    {
        return 0;
    }

    @Override
    public long withheld()
    {
        return 0;
    }

    @Override
    public Map<String, String> books(final int sent)
    {
        return pipeline.endAndReadBooks();
    }

    @Override
    public Throwable failure()
    {
        return failure.get() != null ? failure.get() : pipeline.failure();
    }

    @Override
    public void close()
    {
        clients.forEach(WebSocketClient::close);
        pipeline.close();
        server.close();
    }

    /** One connection. */
    private final class Client extends WebSocketClient
    {
        private final Venue venue;

        Client(final URI uri, final Venue venue)
        {
            super(uri);
            this.venue = venue;
        }

        @Override
        public void onOpen(final ServerHandshake handshake)
        {
            send(SUBSCRIPTIONS.getOrDefault(venue, ANY_SUBSCRIPTION));
        }

        @Override
        public void onMessage(final String message)
        {
            try
            {
                pipeline.accept(decoder.decode(venue, message));
            }
            catch (final IOException e)
            {
                failure.compareAndSet(null, e);
            }
        }

        @Override
        public void onClose(final int code, final String reason, final boolean remote)
        {
            // the series is over, or the count of frames tells that it broke off
        }

        @Override
        public void onError(final Exception e)
        {
            failure.compareAndSet(null, e);
        }
    }
}
