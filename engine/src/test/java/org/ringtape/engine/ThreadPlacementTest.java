package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import net.openhft.affinity.Affinity;

import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.status.PipelineCounter;

/** Threads ask for their core as they start; what cannot be had is counted and stops nothing. */
@Timeout(60)
class ThreadPlacementTest
{
    private static final int NO_SUCH_CORE = 1_000;

    private final TestStrategy strategy = new TestStrategy();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void shouldPlaceTheMarketThreadBeforeTheStrategyStarts()
    {
        try (MarketPipeline pipeline = launch((role) ->
        {
            asked.add(role + " on " + Thread.currentThread().getName() + " after " + strategy.told);
            return true;
        }))
        {
            await("start");
            assertEquals(List.of("market on ringtape-market after []"), asked);
            assertEquals(0, notPlaced(pipeline));
        }
    }

    @Test
    void shouldCountARefusalAndRun()
    {
        try (MarketPipeline pipeline = launch((role) -> false))
        {
            await("start");
            assertEquals(1, notPlaced(pipeline));
            pipeline.placeThread("north/1");
            assertEquals(2, notPlaced(pipeline));
            assertEquals(List.of(), strategy.errors);
        }
    }

    @Test
    void shouldCountAPlacementThatThrowsTellItAndRun()
    {
        final IllegalStateException thrown = new IllegalStateException("mine");
        try (MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .strategy(strategy)
            .errorHandler(strategy.errors::add)
            .threadPlacement((role) ->
            {
                throw thrown;
            })))
        {
            await("start");
            assertEquals(1, notPlaced(pipeline));
            assertEquals(List.of(thrown), strategy.errors);
        }
    }

    @Test
    void shouldLeaveTheHostsThreadAloneInInvokerMode()
    {
        try (MarketPipeline pipeline = strategy.launch(TestStrategy.smallContext()
            .threadingMode(ThreadingMode.INVOKER)
            .threadPlacement((role) -> asked.add(role))))
        {
            pipeline.invoke();
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void shouldLeaveRolesWithoutACoreToTheScheduler() throws InterruptedException
    {
        final ThreadPlacement placement = ThreadPlacement.onCores(Map.of("market", NO_SUCH_CORE));
        assertTrue(onAThread(() -> placement.place("conductor")));
        assertFalse(onAThread(() -> placement.place("market")), "no machine has that many");
        assertThrows(IllegalArgumentException.class, () -> ThreadPlacement.onCores(Map.of("market", -1)));
    }

    @Test
    void shouldTieAThreadToItsCoreWhereTheSystemPermits() throws InterruptedException
    {
        final BitSet mine = Affinity.getAffinity();
        assumeTrue(!mine.isEmpty(), "this system does not say which cores a thread may use");
        final int core = mine.nextSetBit(0);
        final BitSet only = new BitSet();
        only.set(core);
        assumeTrue(onAThread(() ->
        {
            Affinity.setAffinity(only);
            return only.equals(Affinity.getAffinity());
        }), "this system does not tie threads to cores");
        final ThreadPlacement placement = ThreadPlacement.onCores(Map.of("market", core));
        assertTrue(onAThread(() -> placement.place("market") && only.equals(Affinity.getAffinity())));
        assertEquals(mine, Affinity.getAffinity(), "the thread that did not ask stays where it may");
    }

    private static boolean onAThread(final BooleanSupplier task) throws InterruptedException
    {
        final boolean[] answer = new boolean[1];
        final Thread thread = new Thread(() -> answer[0] = task.getAsBoolean());
        thread.start();
        thread.join();
        return answer[0];
    }

    private MarketPipeline launch(final ThreadPlacement placement)
    {
        return strategy.launch(TestStrategy.smallContext()
            .clock(new OffsetEpochNanoClock())
            .threadPlacement(placement));
    }

    private static long notPlaced(final MarketPipeline pipeline)
    {
        return pipeline.counters().total(PipelineCounter.THREADS_NOT_PLACED);
    }

    private void await(final String line)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!strategy.told.contains(line))
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "never told: " + line);
            LockSupport.parkNanos(100_000L);
        }
    }
}
