package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.thread.SupervisedAgent;

/** The loop around an agent, stepped by hand. */
class SupervisedAgentTest
{
    private final CounterSet counters = CounterSet.inMemory(256);
    private final List<Throwable> errors = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean mayEnd = true;
    private int closes;
    private Callable<Integer> work = () -> 1;
    private final SupervisedAgent loop = new SupervisedAgent(
        new TestAgent(),
        null,
        errors::add,
        counters.counter(PipelineCounter.CONDUCTOR_ERRORS),
        counters.counter(PipelineCounter.INTERRUPTS_CLEARED),
        () -> mayEnd,
        failures::add);

    private final class TestAgent implements Agent
    {
        @Override
        public int doWork() throws Exception
        {
            return work.call();
        }

        @Override
        public void onClose()
        {
            closes++;
        }

        @Override
        public String roleName()
        {
            return "test";
        }
    }

    @Test
    void shouldEndOnlyWhenAskedAndAllowed()
    {
        assertEquals(1, loop.step());
        mayEnd = false;
        loop.requestEnd();
        assertEquals(1, loop.step());
        assertFalse(loop.hasEnded());
        mayEnd = true;
        loop.step();
        assertTrue(loop.hasEnded());
        assertEquals(0, loop.step());
        loop.endStepped();
        assertEquals(1, closes);
        assertEquals(List.of(), failures);
    }

    @Test
    void shouldFailAfterSoManyFaultsInARowAndNotBefore()
    {
        final Error fault = new NoClassDefFoundError("mine");
        for (int round = 0; round < 3; round++)
        {
            work = () ->
            {
                throw fault;
            };
            for (int i = 1; i < SupervisedAgent.MAX_FAULTS; i++)
            {
                loop.step();
            }
            work = () -> 1;
            loop.step();
        }
        assertFalse(loop.hasEnded());
        work = () ->
        {
            throw fault;
        };
        while (!loop.hasEnded())
        {
            loop.step();
        }
        assertEquals(4 * SupervisedAgent.MAX_FAULTS - 3, errors.size());
        assertEquals(errors.size(), counters.total(PipelineCounter.CONDUCTOR_ERRORS));
        assertEquals(1, failures.size());
        assertSame(fault, failures.get(0));
        assertEquals(0, closes, "it has failed, not closed");
    }

    @Test
    void shouldFailAtOnceIfTheAgentItselfSaysThatItCannotGoOn()
    {
        work = () ->
        {
            throw new AgentTerminationException("no more");
        };
        loop.step();
        assertTrue(loop.hasEnded());
        assertEquals(1, failures.size());
    }

    @Test
    void shouldClearAndCountInterrupts()
    {
        final boolean[] seen = new boolean[1];
        work = () ->
        {
            seen[0] = Thread.currentThread().isInterrupted();
            return 0;
        };
        Thread.currentThread().interrupt();
        loop.step();
        assertFalse(seen[0]);
        assertFalse(Thread.interrupted());
        assertEquals(1, counters.total(PipelineCounter.INTERRUPTS_CLEARED));
    }

    @Test
    void shouldNotStepWithinAStep()
    {
        work = () -> 1 + loop.step();
        assertEquals(1, loop.step());
        assertFalse(loop.isCurrentThread());
    }

    @Test
    void shouldRefuseAFactoryThatGivesNoThread()
    {
        final SupervisedAgent threaded = new SupervisedAgent(
            new TestAgent(), new YieldingIdleStrategy(), errors::add,
            counters.counter(PipelineCounter.CONDUCTOR_ERRORS), counters.counter(PipelineCounter.INTERRUPTS_CLEARED),
            () -> true, failures::add);
        final Exception refused = assertThrows(IllegalStateException.class, () -> threaded.start((task) -> null));
        assertTrue(refused.getMessage().contains("threadFactory"), refused.getMessage());
    }
}
