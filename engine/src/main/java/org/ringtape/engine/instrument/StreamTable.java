package org.ringtape.engine.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.StreamDescription;

/**
 * All streams of a pipeline: the venue's name of a stream to dense id without allocation, and back. An id belongs to
 * one stream after another, as that of an instrument does. Thread-safe.
 */
public final class StreamTable
{
    /** Answer for a name that is not registered, or cannot be. */
    public static final int UNKNOWN = NameIndex.MISSING;

    private static final int SHOWN_LENGTH = 60;

    private final NameTable<StreamDefinition> names;

    /**
     * An empty table.
     *
     * @param maxStreams bound on registrations at one time
     */
    public StreamTable(final int maxStreams)
    {
        names = new NameTable<>(maxStreams);
    }

    /**
     * Looks a name up. Does not allocate or lock.
     *
     * @return the stream's id, or {@link #UNKNOWN}
     */
    public int find(final int venueId, final byte[] name, final int offset, final int length)
    {
        return names.find(venueId, name, offset, length);
    }

    /**
     * Registers a stream, once.
     *
     * @return its definition
     * @throws IllegalStateException if the table is full, or the name is longer than
     *     {@link StreamDescription#MAX_NAME_LENGTH} bytes
     */
    public StreamDefinition register(
        final int venueId, final String name, final int instrumentId, final ContinuityRule rule)
    {
        final byte[] bytes = bytesOf(name);
        return given(name, names.register(
            venueId, bytes, 0, bytes.length, maker(venueId, name, instrumentId, rule)));
    }

    /**
     * Registers a stream that somebody has asked for by name: it is not retired until all who hold it
     * {@link #letGo let go}.
     *
     * @return its definition
     * @throws IllegalStateException if the table is full, or the name is longer than
     *     {@link StreamDescription#MAX_NAME_LENGTH} bytes
     */
    public StreamDefinition hold(
        final int venueId, final String name, final int instrumentId, final ContinuityRule rule)
    {
        final byte[] bytes = bytesOf(name);
        return given(name, names.hold(
            venueId, bytes, 0, bytes.length, maker(venueId, name, instrumentId, rule)));
    }

    /** One holder less of an id that {@link #hold} gave. */
    public void letGo(final int id)
    {
        names.letGo(id);
    }

    private static byte[] bytesOf(final String name)
    {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > StreamDescription.MAX_NAME_LENGTH)
        {
            throw new IllegalStateException("name of a stream is longer than " + StreamDescription.MAX_NAME_LENGTH +
                " bytes: " + name.substring(0, Math.min(name.length(), SHOWN_LENGTH)) + " …");
        }
        return bytes;
    }

    private StreamDefinition given(final String name, final int id)
    {
        if (id == UNKNOWN)
        {
            throw new IllegalStateException("no room for stream " + name + ": " + names.count() + " registered");
        }
        return names.place(id).element();
    }

    private static NameTable.Maker<StreamDefinition> maker(
        final int venueId, final String name, final int instrumentId, final ContinuityRule rule)
    {
        return (id, generation) -> new StreamDefinition(id, generation, venueId, instrumentId, name, rule);
    }

    /**
     * The stream of an id.
     *
     * @param id that {@link #register} gave
     * @return the stream; null once it is retired and handled, until the id is another's
     */
    public StreamDefinition stream(final int id)
    {
        return names.element(id);
    }

    /** Which life of an id is the present one, or the last one if it has none; 0 before the first. */
    public int generation(final int id)
    {
        return names.generation(id);
    }

    /** True until a stream's retirement has been handled: its id is still its own. */
    public boolean isCurrent(final StreamDefinition stream)
    {
        return stream(stream.id()) == stream;
    }

    /** True while a look-up may find that life of an id; from then on it is on its way out. Any thread. */
    public boolean isNamed(final int id, final int generation)
    {
        return names.isNamed(id, generation);
    }

    /** A copy of all streams of an instrument. Control path. */
    public List<StreamDefinition> streamsOf(final int instrumentId)
    {
        final List<StreamDefinition> found = new ArrayList<>();
        forEach((stream) ->
        {
            if (stream.instrumentId() == instrumentId)
            {
                found.add(stream);
            }
        });
        return found;
    }

    /** Visits the streams that have a name now, by id. Control path. */
    public void forEach(final Consumer<StreamDefinition> visitor)
    {
        names.forEachNamed((place) ->
        {
            final StreamDefinition stream = place.element();
            if (stream != null)
            {
                visitor.accept(stream);
            }
        });
    }

    /** Streams that have a name now. */
    public int size()
    {
        return names.count();
    }

    /** Ids are below this; not all have a stream at any time. */
    public int limit()
    {
        return names.limit();
    }

    /** Ids given back so far: another number says that there may be room again. Any thread. */
    public long givenBack()
    {
        return names.givenBack();
    }

    /** Places of the index by name, for measuring. */
    int indexLength()
    {
        return names.indexLength();
    }

    NameTable<StreamDefinition> names()
    {
        return names;
    }
}
