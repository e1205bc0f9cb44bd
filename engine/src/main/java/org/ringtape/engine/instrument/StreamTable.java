package org.ringtape.engine.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.event.ContinuityRule;

/** All streams of a pipeline: the venue's name of a stream to dense id without allocation, and back. Thread-safe. */
public final class StreamTable
{
    /** Answer for a name that is not registered, or cannot be. */
    public static final int UNKNOWN = NameIndex.MISSING;

    private final NameIndex index;
    private final DenseList<StreamDefinition> streams = new DenseList<>();

    /**
     * An empty table.
     *
     * @param maxStreams bound on registrations
     */
    public StreamTable(final int maxStreams)
    {
        index = new NameIndex(maxStreams);
    }

    /**
     * Looks a name up. Does not allocate or lock.
     *
     * @return the stream's id, or {@link #UNKNOWN}
     */
    public int find(final int venueId, final byte[] name, final int offset, final int length)
    {
        return index.find(venueId, name, offset, length);
    }

    /**
     * Registers a stream, once.
     *
     * @return its definition
     * @throws IllegalStateException if the table is full
     */
    public synchronized StreamDefinition register(
        final int venueId, final String name, final int instrumentId, final ContinuityRule rule)
    {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        final int known = index.find(venueId, bytes, 0, bytes.length);
        if (known != UNKNOWN)
        {
            return streams.get(known);
        }
        final int id = index.nextId();
        if (id == UNKNOWN)
        {
            throw new IllegalStateException("no room for stream " + name + ": " + streams.size() + " registered");
        }
        streams.add(new StreamDefinition(id, venueId, instrumentId, name, rule));
        index.add(venueId, bytes, 0, bytes.length); // last: a receiver that finds the name finds its definition too
        return streams.get(id);
    }

    /** The stream of an id that {@link #register} gave. */
    public StreamDefinition stream(final int id)
    {
        return streams.get(id);
    }

    /** A copy of all streams of an instrument. Control path. */
    public List<StreamDefinition> streamsOf(final int instrumentId)
    {
        final List<StreamDefinition> found = new ArrayList<>();
        final int count = streams.size();
        for (int id = 0; id < count; id++)
        {
            final StreamDefinition stream = streams.get(id);
            if (stream.instrumentId() == instrumentId)
            {
                found.add(stream);
            }
        }
        return found;
    }

    /** Number of streams. */
    public int size()
    {
        return streams.size();
    }
}
