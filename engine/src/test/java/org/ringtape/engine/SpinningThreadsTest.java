package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.thread.SpinningThreads;

/** As many threads may spin as there are cores. */
class SpinningThreadsTest
{
    @Test
    void shouldRefuseOneMoreThanThereAreCoresAndSayWhatToSetInstead()
    {
        final SpinningThreads threads = new SpinningThreads(2);
        threads.add("market");
        threads.add("north/1");
        final Exception refused = assertThrows(IllegalStateException.class, () -> threads.add("south/2"));
        assertEquals(
            "3 threads would spin on 2 cores: market, north/1, south/2; set waitStrategy BACK_OFF or BLOCKING for " +
                "the market thread, or a blocking receive for a session",
            refused.getMessage());
        assertEquals(2, threads.count(), "the one refused is not counted");
    }

    @Test
    void shouldGiveTheCoreOfAThreadThatEndedToAnother()
    {
        final SpinningThreads threads = new SpinningThreads(1);
        threads.add("north/1");
        threads.remove("south/2");
        assertThrows(IllegalStateException.class, () -> threads.add("south/2"));
        threads.remove("north/1");
        assertEquals(0, threads.count());
        threads.add("south/2");
        assertEquals(1, threads.count());
    }

    @Test
    void shouldCountThreadsOfOneRoleSeparately()
    {
        final SpinningThreads threads = new SpinningThreads(3);
        threads.add("north/1");
        threads.add("north/1");
        threads.remove("north/1");
        assertEquals(1, threads.count());
    }

    @Test
    void shouldRefuseAMachineWithoutCores()
    {
        assertThrows(IllegalArgumentException.class, () -> new SpinningThreads(0));
    }

    @Test
    void shouldTakeItsCoresFromTheContext()
    {
        try (MarketPipeline pipeline = MarketPipeline.launch(
            TestStrategy.smallContext().threadingMode(ThreadingMode.INVOKER).cores(3)))
        {
            assertEquals(3, pipeline.spinningThreads().cores());
            assertEquals(0, pipeline.spinningThreads().count());
        }
    }
}
