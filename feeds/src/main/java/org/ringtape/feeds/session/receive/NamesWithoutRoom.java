package org.ringtape.feeds.session.receive;

import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;

/**
 * Names for which a table had no room, so that asking again costs nothing until ids have been given back. Bounded and
 * without allocation for a name it knows, as {@link UnwantedNames} is. Receiver thread only.
 */
final class NamesWithoutRoom
{
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private UnwantedNames names;
    private long givenBack;

    NamesWithoutRoom(final InstrumentTable instruments, final StreamTable streams)
    {
        this.instruments = instruments;
        this.streams = streams;
    }

    boolean contains(final byte[] frame, final int offset, final int length)
    {
        if (names != null && givenBack() != givenBack)
        {
            names = null; // there may be room for them now
        }
        return names != null && names.contains(frame, offset, length);
    }

    void add(final byte[] frame, final int offset, final int length)
    {
        if (names == null)
        {
            names = new UnwantedNames();
            givenBack = givenBack();
        }
        names.add(frame, offset, length);
    }

    private long givenBack()
    {
        return instruments.givenBack() + streams.givenBack();
    }
}
