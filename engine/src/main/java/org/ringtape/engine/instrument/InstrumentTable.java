package org.ringtape.engine.instrument;

import java.nio.charset.StandardCharsets;

import org.ringtape.engine.event.InstrumentDefinition;

/** All instruments of a pipeline: symbol bytes to dense id without allocation, and back. Thread-safe. */
public final class InstrumentTable
{
    /** Answer for a symbol that is not registered, or cannot be. */
    public static final int UNKNOWN = NameIndex.MISSING;

    private final NameIndex index;
    private final DenseList<Instrument> instruments = new DenseList<>();

    /**
     * An empty table.
     *
     * @param maxInstruments bound on registrations, so that a venue cannot make us grow without end
     */
    public InstrumentTable(final int maxInstruments)
    {
        index = new NameIndex(maxInstruments);
    }

    /**
     * Looks a symbol up. Does not allocate or lock.
     *
     * @return the instrument's id, or {@link #UNKNOWN}
     */
    public int find(final int venueId, final byte[] symbol, final int offset, final int length)
    {
        return index.find(venueId, symbol, offset, length);
    }

    /**
     * Registers a symbol, once.
     *
     * @return the instrument's id; {@link #UNKNOWN} if the table is full, or the symbol is empty or longer than
     *     {@link InstrumentDefinition#MAX_SYMBOL_LENGTH} bytes
     */
    public synchronized int register(final int venueId, final byte[] symbol, final int offset, final int length)
    {
        if (length == 0 || length > InstrumentDefinition.MAX_SYMBOL_LENGTH)
        {
            return UNKNOWN;
        }
        final int known = index.find(venueId, symbol, offset, length);
        if (known != UNKNOWN)
        {
            return known;
        }
        final int id = index.nextId();
        if (id != UNKNOWN)
        {
            instruments.add(new Instrument(
                id, venueId, new String(symbol, offset, length, StandardCharsets.UTF_8)));
            index.add(venueId, symbol, offset, length); // last: whoever finds the symbol finds the instrument too
        }
        return id;
    }

    /** Registers a symbol, once; see {@link #register(int, byte[], int, int)}. */
    public int register(final int venueId, final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return register(venueId, bytes, 0, bytes.length);
    }

    /** The instrument of an id that {@link #register} gave. */
    public Instrument instrument(final int id)
    {
        return instruments.get(id);
    }

    /** Number of instruments. */
    public int size()
    {
        return instruments.size();
    }
}
