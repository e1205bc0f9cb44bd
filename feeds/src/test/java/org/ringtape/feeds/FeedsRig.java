package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.Strategy;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.session.connect.TransportFactory;
import org.ringtape.feeds.transport.Transport;
import org.ringtape.feeds.transport.TransportListener;

/**
 * A pipeline on its own threads and a venue in memory that grants everything at once, sends a diff and answers each
 * request for a snapshot, so that books get live without a socket.
 */
final class FeedsRig
{
    static final String STREAM = "@depth@100ms";

    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final List<PipelineFailure> failures = new CopyOnWriteArrayList<>();
    final List<VenueLink> connections = new CopyOnWriteArrayList<>();
    final EpochNanoClock realClock = new OffsetEpochNanoClock();
    volatile long sequence = 1_000;
    /** Runs on the conductor's thread when it makes a connection, and when it fetches. */
    volatile Runnable onConnect = Thread::onSpinWait;
    volatile Runnable onFetch = Thread::onSpinWait;
    volatile EpochNanoClock clock = realClock;

    MarketPipeline pipeline(final Strategy strategy)
    {
        return MarketPipeline.launch(settings(strategy));
    }

    PipelineContext settings(final Strategy strategy)
    {
        return new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .maxStreams(1024)
            .maxInstruments(1024)
            .tapeCapacity(16)
            .clock(() -> clock.nanoTime())
            .errorHandler(errors::add)
            .onFailure(failures::add)
            .strategy(strategy);
    }

    FeedsContext context(final MarketPipeline pipeline, final String... symbols)
    {
        final BinanceFeed feed = BinanceFeed.usdm();
        for (final String symbol : symbols)
        {
            feed.streams(symbol + STREAM);
        }
        return new FeedsContext()
            .pipeline(pipeline)
            .transports(transports())
            .fetcher(fetcher())
            .random(new SplittableRandom(1))
            .add(feed.build());
    }

    int instrument(final MarketPipeline pipeline, final String symbol)
    {
        final byte[] name = symbol.toUpperCase().getBytes();
        return pipeline.instruments().find(BinanceModule.USDM.id(), name, 0, name.length);
    }

    int stream(final MarketPipeline pipeline, final String symbol)
    {
        final byte[] name = (symbol + STREAM).getBytes();
        return pipeline.streams().find(BinanceModule.USDM.id(), name, 0, name.length);
    }

    void awaitLive(final MarketPipeline pipeline, final String symbol)
    {
        await(() -> pipeline.isLive(instrument(pipeline, symbol)));
    }

    static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "never true");
            LockSupport.parkNanos(200_000L);
        }
    }

    TransportFactory transports()
    {
        return (endpoint, name, listener) ->
        {
            onConnect.run();
            final VenueLink connection = new VenueLink(listener);
            connections.add(connection);
            return connection;
        };
    }

    HttpFetcher fetcher()
    {
        return (uri, onAnswer) ->
        {
            onFetch.run();
            final String body = "{\"lastUpdateId\":" + sequence + ",\"E\":1,\"T\":1,\"bids\":[[\"9\",\"1\"]]," +
                "\"asks\":[[\"10\",\"1\"]]}";
            onAnswer.accept(new HttpFetcher.Answer(200, body.getBytes(), 0L, ""));
        };
    }

    /** One connection; everything on the conductor's thread but what a test sends. */
    final class VenueLink implements Transport
    {
        final List<String> sent = new CopyOnWriteArrayList<>();
        volatile boolean aborted;
        private final TransportListener listener;

        VenueLink(final TransportListener listener)
        {
            this.listener = listener;
        }

        @Override
        public void connect()
        {
            listener.onOpen();
        }

        @Override
        public boolean send(final String text)
        {
            sent.add(text);
            if (text.contains("\"SUBSCRIBE\""))
            {
                frame("{\"result\":null,\"id\":" + text.substring(text.lastIndexOf(':') + 1));
                for (int at = text.indexOf(STREAM); at > 0; at = text.indexOf(STREAM, at + 1))
                {
                    diff(text.substring(text.lastIndexOf('"', at) + 1, at), sequence - 10, sequence + 10);
                }
            }
            return true;
        }

        void diff(final String symbol, final long previous, final long last)
        {
            frame("{\"stream\":\"" + symbol + STREAM + "\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"" +
                symbol.toUpperCase() + "\",\"U\":" + (previous + 3) + ",\"u\":" + last + ",\"pu\":" + previous +
                ",\"b\":[[\"9\",\"1\"]],\"a\":[]}}");
        }

        void frame(final String text)
        {
            final byte[] bytes = text.getBytes();
            listener.onFrame(bytes, 0, bytes.length, true);
        }

        @Override
        public void close(final int code, final String reason)
        {
            listener.onClosed(code, "", true);
        }

        @Override
        public void abort()
        {
            aborted = true;
            listener.onClosed(1006, "aborted", false);
        }
    }
}
