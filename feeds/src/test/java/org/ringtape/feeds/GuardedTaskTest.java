package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** What a task throws. */
class GuardedTaskTest
{
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void shouldReportWhatATaskThrowsAndLetItRest()
    {
        try (CounterSet counters = CounterSet.inMemory())
        {
            final RuntimeException fault = new IllegalStateException("odd");
            final int[] polls = new int[1];
            final GuardedTask task = new GuardedTask(
                (nowNs) ->
                {
                    polls[0]++;
                    throw fault;
                },
                errors::add,
                counters.counter(PipelineCounter.CONDUCTOR_ERRORS));
            task.poll(5);
            task.poll(5 + GuardedTask.REST_NS - 1);
            assertEquals(1, polls[0]);
            task.poll(5 + GuardedTask.REST_NS);
            assertEquals(2, polls[0]);
            assertEquals(List.of(fault, fault), errors);
            assertEquals(2, counters.total(PipelineCounter.CONDUCTOR_ERRORS));
        }
    }

    @Test
    void shouldKeepAnErrorFromTheOthersAsWellAndSayHowOftenItCameInARow()
    {
        try (CounterSet counters = CounterSet.inMemory())
        {
            final Error fault = new NoClassDefFoundError("org/slf4j/LoggerFactory");
            final boolean[] broken = {true};
            final GuardedTask task = new GuardedTask(
                (nowNs) ->
                {
                    if (broken[0])
                    {
                        throw fault;
                    }
                    return 1;
                },
                errors::add,
                counters.counter(PipelineCounter.CONDUCTOR_ERRORS));
            task.poll(0);
            task.poll(GuardedTask.REST_NS);
            assertEquals(2, task.faults());
            assertEquals(fault, task.lastFault());
            assertEquals(List.of(fault, fault), errors);
            broken[0] = false;
            assertEquals(1, task.poll(2 * GuardedTask.REST_NS));
            assertEquals(0, task.faults());
        }
    }

    @Test
    void shouldHandOnWorkAndTheEndOfTheAgent()
    {
        try (CounterSet counters = CounterSet.inMemory())
        {
            final GuardedTask busy = new GuardedTask(
                (nowNs) -> 3, errors::add, counters.counter(PipelineCounter.CONDUCTOR_ERRORS));
            assertEquals(3, busy.poll(1));
            final GuardedTask last = new GuardedTask(
                (nowNs) ->
                {
                    throw new AgentTerminationException();
                },
                errors::add,
                counters.counter(PipelineCounter.CONDUCTOR_ERRORS));
            assertThrows(AgentTerminationException.class, () -> last.poll(1));
            assertEquals(List.of(), errors);
        }
    }
}
