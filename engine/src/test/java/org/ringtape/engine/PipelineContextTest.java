package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong setting is named. */
class PipelineContextTest
{
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 128, 300, 1 << 21})
    void shouldNameAWrongRingCapacity(final int slots)
    {
        assertNamed("ringCapacity", (context) -> context.ringCapacity(slots));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, (1 << 20) + 1})
    void shouldNameAWrongNumberOfNames(final int count)
    {
        assertNamed("maxInstruments", (context) -> context.maxInstruments(count));
        assertNamed("maxStreams", (context) -> context.maxStreams(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 3, 1 << 25})
    void shouldNameAWrongTapeCapacity(final int trades)
    {
        assertNamed("tapeCapacity", (context) -> context.tapeCapacity(trades));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023})
    void shouldNameAPoolThatIsTooSmall(final int bytes)
    {
        assertNamed("pendingBytes", (context) -> context.pendingBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, (1 << 16) + 1})
    void shouldNameAWrongNumberOfCores(final int count)
    {
        assertNamed("cores", (context) -> context.cores(count));
    }

    @Test
    void shouldNameWhatIsMissing()
    {
        assertMissing("bookLimits", (context) -> context.bookLimits(null));
        assertMissing("threadingMode", (context) -> context.threadingMode(null));
        assertMissing("threadPlacement", (context) -> context.threadPlacement(null));
        assertMissing("threadFactory", (context) -> context.threadFactory(null));
        assertMissing("waitStrategy", (context) -> context.waitStrategy(null));
        assertMissing("idleStrategy", (context) -> context.idleStrategy(() -> null));
        assertMissing("clock", (context) -> context.clock(null));
        assertMissing("errorHandler", (context) -> context.errorHandler(null));
        assertMissing("strategy", (context) -> context.strategy(null));
    }

    @Test
    void shouldGiveEachPipelineCountersOfItsOwn()
    {
        final PipelineContext context = TestStrategy.smallContext().threadingMode(ThreadingMode.INVOKER);
        try (MarketPipeline first = MarketPipeline.launch(context);
            MarketPipeline second = MarketPipeline.launch(context))
        {
            assertNotSame(first.counters(), second.counters());
        }
    }

    private static void assertNamed(final String property, final Consumer<PipelineContext> setting)
    {
        final PipelineContext context = new PipelineContext();
        setting.accept(context);
        final Exception thrown = assertThrows(
            IllegalArgumentException.class, () -> MarketPipeline.launch(context));
        assertTrue(thrown.getMessage().startsWith(property), thrown.getMessage());
    }

    private static void assertMissing(final String property, final Consumer<PipelineContext> setting)
    {
        final PipelineContext context = TestStrategy.smallContext();
        setting.accept(context);
        final Exception thrown = assertThrows(NullPointerException.class, () -> MarketPipeline.launch(context));
        assertEquals(property, thrown.getMessage().split(" ")[0]);
    }
}
