package org.ringtape.engine.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One counter a kind and session, in memory or in a file that others map. */
final class CounterSetTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldGiveOneCounterAKindAndSessionAndAddThemUp()
    {
        try (CounterSet counters = CounterSet.inMemory())
        {
            assertSame(
                counters.counter(PipelineCounter.CONNECTS, 1, "one"),
                counters.counter(PipelineCounter.CONNECTS, 1, "one"));
            counters.counter(PipelineCounter.CONNECTS, 1, "one").getAndAddOrdered(2);
            counters.counter(PipelineCounter.CONNECTS, 2, "two").getAndAddOrdered(3);
            counters.counter(PipelineCounter.CONNECTS).incrementOrdered();
            assertEquals(6, counters.total(PipelineCounter.CONNECTS));
            assertEquals(0, counters.total(PipelineCounter.DISCONNECTS));
        }
    }

    @Test
    void shouldShowCountersToWhoeverMapsTheFile()
    {
        final Path file = folder.resolve("counters");
        try (CounterSet counters = CounterSet.inFile(file))
        {
            counters.counter(PipelineCounter.FRAMES_RECEIVED, 7, "venue/7").getAndAddOrdered(42);
            final UnsafeBuffer mapped = new UnsafeBuffer(IoUtil.mapExistingFile(file.toFile(), "counters"));
            final int metadataLength = CounterSet.CAPACITY * CountersReader.METADATA_LENGTH;
            final CountersReader reader = new CountersReader(
                new UnsafeBuffer(mapped, 0, metadataLength),
                new UnsafeBuffer(mapped, metadataLength, mapped.capacity() - metadataLength),
                StandardCharsets.UTF_8);
            final Map<String, Long> seen = new HashMap<>();
            reader.forEach((counterId, typeId, key, label) ->
            {
                assertEquals(PipelineCounter.FRAMES_RECEIVED.id(), typeId);
                assertEquals(7, key.getInt(0));
                seen.put(label, reader.getCounterValue(counterId));
            });
            assertEquals(Map.of("Frames received [venue/7]", 42L), seen);
            IoUtil.unmap(mapped.byteBuffer());
        }
        assertThrows(FileAlreadyExistsException.class, () -> CounterSet.inFile(file), "a file is never taken over");
    }

    @Test
    void shouldUseThePlacesOfClosedSessionsAgainAndKeepWhatTheyCounted()
    {
        try (CounterSet counters = CounterSet.inMemory(16))
        {
            for (int session = 1; session <= 1_000; session++)
            {
                counters.counter(PipelineCounter.CONNECTS, session, "s").getAndAddOrdered(2);
                counters.counter(PipelineCounter.DISCONNECTS, session, "s");
                counters.closeSession(session);
                counters.closeSession(session);
                assertEquals(2L * session, counters.total(PipelineCounter.CONNECTS));
            }
            assertEquals(0, counters.counter(PipelineCounter.CONNECTS, 1_000, "again").get());
        }
    }

    @Test
    void shouldNameTheLimitAndTheSettingWhenThereIsNoRoom()
    {
        try (CounterSet counters = CounterSet.inMemory(3))
        {
            for (int session = 1; session <= 3; session++)
            {
                counters.counter(PipelineCounter.CONNECTS, session, "s");
            }
            final Exception refused = assertThrows(
                IllegalStateException.class, () -> counters.counter(PipelineCounter.CONNECTS, 4, "s"));
            assertTrue(refused.getMessage().contains("3 counters"), refused.getMessage());
            assertTrue(refused.getMessage().contains("counterCapacity"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> CounterSet.inMemory(0));
    }

    @Test
    void shouldKeepIdsAndLabelsApart()
    {
        final PipelineCounter[] all = PipelineCounter.values();
        assertEquals(all.length, Arrays.stream(all).mapToInt(PipelineCounter::id).distinct().count());
        assertEquals(all.length, Arrays.stream(all).map(PipelineCounter::label).distinct().count());
        assertTrue(Arrays.stream(all).noneMatch((counter) -> counter.label().isBlank()));
    }
}
