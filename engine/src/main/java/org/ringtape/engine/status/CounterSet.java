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
 * file: metadata of all counters (Agrona's layout), then their values; both sized for the capacity asked for
 * </pre>
 * A session that has ended for good gives its counters back, see {@link #closeSession}: their places are used again,
 * and what they counted stays in the totals. Counters are made on the control path, under a lock; each is then written
 * by the one thread that {@link PipelineCounter} names, with {@link AtomicCounter#incrementOrdered()} and its like, and
 * read from anywhere.
 */
public final class CounterSet implements AutoCloseable
{
    /** Key of counters that belong to the pipeline and not to one session. */
    public static final int NO_SESSION = -1;

    /** Key of counters that hold what sessions counted that are no more. */
    public static final int CLOSED_SESSIONS = -2;

    /** Counters that fit unless another number is given: about 200 sessions have room. */
    public static final int CAPACITY = 8192;

    /** Most counters that may be asked for. */
    public static final int MAX_CAPACITY = 1 << 20;

    /** Memory that a counter takes. */
    public static final int BYTES_A_COUNTER = CountersReader.COUNTER_LENGTH + CountersReader.METADATA_LENGTH;

    private final Map<Long, AtomicCounter> counters = new HashMap<>();
    private final CountersManager manager;
    private final MappedByteBuffer file;
    private final int capacity;

    private CounterSet(final int capacity, final ByteBuffer buffer, final MappedByteBuffer file)
    {
        this.capacity = capacity;
        this.file = file;
        final int metadataLength = capacity * CountersReader.METADATA_LENGTH;
        manager = new CountersManager(
            new UnsafeBuffer(buffer, 0, metadataLength),
            new UnsafeBuffer(buffer, metadataLength, capacity * CountersReader.COUNTER_LENGTH),
            StandardCharsets.UTF_8);
    }

    /** Counters that live in this process only. */
    public static CounterSet inMemory()
    {
        return inMemory(CAPACITY);
    }

    /**
     * Counters that live in this process only.
     *
     * @param capacity counters that fit, each 640 bytes; a session takes about 40
     * @return the counters
     */
    public static CounterSet inMemory(final int capacity)
    {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(
            length(capacity) + BitUtil.CACHE_LINE_LENGTH).alignedSlice(BitUtil.CACHE_LINE_LENGTH);
        return new CounterSet(capacity, buffer.order(ByteOrder.nativeOrder()), null);
    }

    /**
     * Counters in a new file, for other processes to map.
     *
     * @param path of the file; must not exist
     * @return the counters
     */
    public static CounterSet inFile(final Path path)
    {
        return inFile(path, CAPACITY);
    }

    /**
     * Counters in a new file, for other processes to map.
     *
     * @param path     of the file; must not exist
     * @param capacity counters that fit, each 640 bytes; a session takes about 40
     * @return the counters
     */
    public static CounterSet inFile(final Path path, final int capacity)
    {
        final MappedByteBuffer mapped = IoUtil.mapNewFile(path.toFile(), length(capacity));
        return new CounterSet(capacity, mapped, mapped);
    }

    private static int length(final int capacity)
    {
        if (capacity < 1 || capacity > MAX_CAPACITY)
        {
            throw new IllegalArgumentException("counterCapacity must be 1 to " + MAX_CAPACITY + ": " + capacity);
        }
        return capacity * BYTES_A_COUNTER;
    }

    /** Counters that fit. */
    public int capacity()
    {
        return capacity;
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
     * @throws IllegalStateException if there is no room for another counter
     */
    public synchronized AtomicCounter counter(final PipelineCounter kind, final int sessionId, final String label)
    {
        return counters.computeIfAbsent(key(kind.id(), sessionId), (key) -> newCounter(kind, sessionId, label));
    }

    /**
     * Gives a session's counters back and adds what they counted to the counters "[closed sessions]" of their kinds.
     * Nobody may write them any more. Idempotent.
     *
     * @param sessionId of a session that has ended for good
     */
    public synchronized void closeSession(final int sessionId)
    {
        for (final PipelineCounter kind : PipelineCounter.values())
        {
            final AtomicCounter closing = counters.remove(key(kind.id(), sessionId));
            if (closing != null)
            {
                final long value = closing.get();
                closing.close();
                if (value != 0)
                {
                    counter(kind, CLOSED_SESSIONS, "closed sessions").getAndAdd(value);
                }
            }
        }
    }

    private AtomicCounter newCounter(final PipelineCounter kind, final int sessionId, final String label)
    {
        if (manager.available() == 0)
        {
            throw new IllegalStateException("no room for another counter: " + capacity + " counters are in use, " +
                "of which a session takes about 40; set counterCapacity of the pipeline, or give it a CounterSet " +
                "with a larger capacity");
        }
        final String text = label.isEmpty() ? kind.label() : kind.label() + " [" + label + "]";
        return manager.newCounter(text, kind.id(), (keyBuffer) -> keyBuffer.putInt(0, sessionId));
    }

    private static long key(final int kindId, final int sessionId)
    {
        return (long)kindId << 32 | (sessionId & 0xFFFF_FFFFL);
    }

    /** Sum over the pipeline's and all sessions' counters of this kind. Any thread. */
    public synchronized long total(final PipelineCounter kind)
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
