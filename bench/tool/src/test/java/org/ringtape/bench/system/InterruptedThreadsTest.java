package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.binance.BinanceFeed;

/** An interrupt of any of our threads, over real sockets: books get live again, and everything ends. */
@Timeout(90)
final class InterruptedThreadsTest
{
    @ParameterizedTest
    @ValueSource(strings = {"ringtape-market", "ringtape-conductor", "ringtape-http", "binance-usdm/1"})
    void shouldGoOnBehindAnInterrupt(final String name) throws Exception
    {
        final List<PipelineFailure> failures = new CopyOnWriteArrayList<>();
        final GeneratedMarket market = GeneratedMarket.futures("BTCUSDT").diffWindowMs(5).build();
        try (BinanceSimulator simulator = BinanceSimulator.builder(market).build())
        {
            simulator.start();
            final BinanceFeed feed =
                BinanceFeed.usdm().webSocket(simulator.webSocketUri()).rest(simulator.restUri());
            market.streams().forEach(feed::streams);
            final Feeds feeds;
            try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext().onFailure(failures::add)))
            {
                feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).add(feed.build()));
                await(() -> pipeline.isLive(0));
                for (int i = 0; i < 3; i++)
                {
                    interrupt(name);
                    final long applied = pipeline.counters().total(PipelineCounter.BOOK_UPDATES_APPLIED);
                    await(() -> pipeline.isLive(0) &&
                        pipeline.counters().total(PipelineCounter.BOOK_UPDATES_APPLIED) > applied + 10);
                }
                assertNull(pipeline.failure());
                assertNull(feeds.failure());
            }
            assertTrue(feeds.isClosed(), "the pipeline has ended its feeds");
            assertEquals(List.of(), failures);
        }
    }

    private static void interrupt(final String name)
    {
        Thread.getAllStackTraces().keySet().stream()
            .filter((thread) -> thread.getName().contains(name)).forEach(Thread::interrupt);
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "never true");
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
