package org.ringtape.engine.status;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters of one pipeline, in memory or in a file that other processes can map.
 * <pre>
 * file: metadata of all counters (Agrona's layout), then their values; both sized for {@link #CAPACITY} counters
 * </pre>
 * Counters are made on the control path, under a lock; each is then written by the one thread that
 * {@link PipelineCounter} names, with {@link AtomicCounter#incrementOrdered()} and its like, and read from anywhere.
 */
public final class CounterSet implements AutoCloseable
{
    /** Key of counters that belong to the pipeline and not to one session. */
    public static final int NO_SESSION = -1;

    /** Counters that fit. */
    public static final int CAPACITY = 4096;

    private static final int VALUES_LENGTH = CAPACITY * CountersReader.COUNTER_LENGTH;
    private static final int METADATA_LENGTH = CAPACITY * CountersReader.METADATA_LENGTH;

    private final Map<Long, AtomicCounter> counters = new HashMap<>();
    private final CountersManager manager;
    private final MappedByteBuffer file;

    private CounterSet(final ByteBuffer buffer, final MappedByteBuffer file)
    {
        this.file = file;
        manager = new CountersManager(
            new UnsafeBuffer(buffer, 0, METADATA_LENGTH),
            new UnsafeBuffer(buffer, METADATA_LENGTH, VALUES_LENGTH),
            StandardCharsets.UTF_8);
    }

    /** Counters that live in this process only. */
    public static CounterSet inMemory()
    {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(
            METADATA_LENGTH + VALUES_LENGTH + BitUtil.CACHE_LINE_LENGTH).alignedSlice(BitUtil.CACHE_LINE_LENGTH);
        return new CounterSet(buffer.order(ByteOrder.nativeOrder()), null);
    }

    /**
     * Counters in a new file, for other processes to map.
     *
     * @param path of the file; must not exist
     * @return the counters
     */
    public static CounterSet inFile(final Path path)
    {
        final MappedByteBuffer mapped = IoUtil.mapNewFile(path.toFile(), METADATA_LENGTH + VALUES_LENGTH);
        return new CounterSet(mapped, mapped);
    }

    /** The pipeline's own counter of this kind, made on first use. */
    public AtomicCounter counter(final PipelineCounter kind)
    {
        return counter(kind, NO_SESSION, "");
    }

    /**
     * A session's counter of this kind, made on first use.
     *
     * @param kind      what is counted
     * @param sessionId of the session
     * @param label     the session's name for a person
     * @return the one counter of that kind and session
     */
    public synchronized AtomicCounter counter(final PipelineCounter kind, final int sessionId, final String label)
    {
        return counters.computeIfAbsent((long)kind.id() << 32 | (sessionId & 0xFFFF_FFFFL), (key) ->
        {
            final String text = label.isEmpty() ? kind.label() : kind.label() + " [" + label + "]";
            return manager.newCounter(text, kind.id(), (keyBuffer) -> keyBuffer.putInt(0, sessionId));
        });
    }

    /** Sum over the pipeline's and all sessions' counters of this kind. Any thread. */
    public long total(final PipelineCounter kind)
    {
        final long[] sum = new long[1];
        manager.forEach((counterId, typeId, keyBuffer, label) ->
        {
            if (typeId == kind.id())
            {
                sum[0] += manager.getCounterValue(counterId);
            }
        });
        return sum[0];
    }

    /** Reads every counter with its label. Any thread. */
    public CountersReader reader()
    {
        return manager;
    }

    /** Lets the file go; it stays on disk. Counters must not be used any more. */
    @Override
    public synchronized void close()
    {
        if (file != null)
        {
            IoUtil.unmap(file);
        }
    }
}
