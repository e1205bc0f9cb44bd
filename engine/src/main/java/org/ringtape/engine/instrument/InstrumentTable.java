package org.ringtape.engine.instrument;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;

/**
 * All instruments of a pipeline: symbol bytes to dense id without allocation, and back. An id belongs to one instrument
 * after another; {@link #generation} tells them apart, and {@link NameRetirement} says when one gives way. Thread-safe.
 */
public final class InstrumentTable
{
    /** Answer for a symbol that is not registered, or cannot be. */
    public static final int UNKNOWN = NameIndex.MISSING;

    /** Instruments whose expiry is remembered after their life: the venue may speak of one once more. */
    private static final int FORMER_LIVES = 4096;

    private final NameTable<Instrument> names;
    private final NameReaders readers = new NameReaders();
    private final CanonicalInstruments canonicals = new CanonicalInstruments();
    /** Expiries of those retired last, by venue and symbol. Under its own lock. */
    private final Map<Former, Long> formerExpiries = new LinkedHashMap<>()
    {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<Former, Long> eldest)
        {
            return size() > FORMER_LIVES;
        }
    };

    private record Former(int venueId, String symbol)
    {
    }

    /**
     * An empty table.
     *
     * @param maxInstruments bound on registrations at one time, so that a venue cannot make us grow without end
     */
    public InstrumentTable(final int maxInstruments)
    {
        names = new NameTable<>(maxInstruments);
    }

    /**
     * One more thread that looks up names here, or in the stream table of the same pipeline, and publishes events under
     * their ids. It is forgotten once its thread drops it.
     */
    public NameReader newReader()
    {
        return readers.add();
    }

    NameReaders readers()
    {
        return readers;
    }

    /**
     * Looks a symbol up. Does not allocate or lock.
     *
     * @return the instrument's id, or {@link #UNKNOWN}
     */
    public int find(final int venueId, final byte[] symbol, final int offset, final int length)
    {
        return names.find(venueId, symbol, offset, length);
    }

    /** Looks a symbol up, for people and set-up: allocates. As {@link #find(int, byte[], int, int)}. */
    public int find(final int venueId, final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return find(venueId, bytes, 0, bytes.length);
    }

    /** Which instruments are the same contract, across venues. */
    public CanonicalInstruments canonicals()
    {
        return canonicals;
    }

    /**
     * Registers a symbol, once.
     *
     * @return the instrument's id; {@link #UNKNOWN} if the table is full, or the symbol is empty or longer than
     *     {@link InstrumentDefinition#MAX_SYMBOL_LENGTH} bytes
     */
    public int register(final int venueId, final byte[] symbol, final int offset, final int length)
    {
        return isSymbol(length) ?
            names.register(venueId, symbol, offset, length, maker(venueId, symbol, offset, length)) : UNKNOWN;
    }

    /** Registers a symbol, once; see {@link #register(int, byte[], int, int)}. */
    public int register(final int venueId, final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return register(venueId, bytes, 0, bytes.length);
    }

    /**
     * Registers a symbol that somebody has asked for by name: it is not retired until all who hold it
     * {@link #letGo let go}.
     *
     * @return as {@link #register(int, byte[], int, int)}
     */
    public int hold(final int venueId, final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return isSymbol(bytes.length) ?
            names.hold(venueId, bytes, 0, bytes.length, maker(venueId, bytes, 0, bytes.length)) : UNKNOWN;
    }

    /** One holder less of an id that {@link #hold} gave. */
    public void letGo(final int id)
    {
        names.letGo(id);
    }

    private static boolean isSymbol(final int length)
    {
        return length > 0 && length <= InstrumentDefinition.MAX_SYMBOL_LENGTH;
    }

    private NameTable.Maker<Instrument> maker(
        final int venueId, final byte[] symbol, final int offset, final int length)
    {
        return (id, generation) ->
        {
            final Instrument instrument = new Instrument(
                id, generation, venueId, new String(symbol, offset, length, StandardCharsets.UTF_8));
            names.place(id).end().expiry(formerExpiry(instrument));
            return instrument;
        };
    }

    /**
     * The instrument of an id.
     *
     * @param id that {@link #register} gave
     * @return the instrument; null once it is retired and handled, until the id is another's
     */
    public Instrument instrument(final int id)
    {
        return names.element(id);
    }

    /**
     * Which life of an id is the present one, or the last one if it has none; 0 before the first. Does not allocate or
     * lock.
     */
    public int generation(final int id)
    {
        return names.generation(id);
    }

    /** True until an instrument's retirement has been handled: its id is still its own. */
    public boolean isCurrent(final Instrument instrument)
    {
        return instrument(instrument.id()) == instrument;
    }

    /** Instruments that have a name now. */
    public int size()
    {
        return names.count();
    }

    /** Ids are below this; not all have an instrument at any time. */
    public int limit()
    {
        return names.limit();
    }

    /** Registrations so far: another number says that there is something new. Any thread. */
    public long registrations()
    {
        return names.registered();
    }

    /** Ids given back so far: another number says that there may be room again. Any thread. */
    public long givenBack()
    {
        return names.givenBack();
    }

    /** Visits the instruments that have a name now, by id. Control path. */
    public void forEach(final Consumer<Instrument> visitor)
    {
        names.forEachNamed((place) ->
        {
            final Instrument instrument = place.element();
            if (instrument != null)
            {
                visitor.accept(instrument);
            }
        });
    }

    /**
     * What is known of an instrument by now. Market thread, behind the definition.
     *
     * @param id        of the instrument
     * @param expiryNs  the venue's expiry, or {@link EventLayout#ABSENT}
     * @param isClosed  whether the venue has said that it does not trade any more
     * @param isTrading whether the definition says that it trades
     * @param nowNs     when the definition was received
     */
    public void told(
        final int id, final long expiryNs, final boolean isClosed, final boolean isTrading, final long nowNs)
    {
        if (id >= 0 && id < names.limit())
        {
            names.place(id).end().told(expiryNs, isClosed, isTrading, nowNs);
        }
    }

    /** The venue's full list, which named the instrument once, does not name it any more. Conductor. */
    public void vanished(final Instrument instrument, final long nowNs)
    {
        if (names.isNamed(instrument.id(), instrument.generation()))
        {
            names.place(instrument.id()).end().vanished(nowNs);
        }
    }

    /** Places of the index by symbol, for measuring. */
    int indexLength()
    {
        return names.indexLength();
    }

    NameTable<Instrument> names()
    {
        return names;
    }

    void rememberExpiry(final Instrument instrument, final long expiryNs)
    {
        synchronized (formerExpiries)
        {
            formerExpiries.put(new Former(instrument.venueId(), instrument.symbol()), expiryNs);
        }
    }

    private long formerExpiry(final Instrument instrument)
    {
        synchronized (formerExpiries)
        {
            return formerExpiries.getOrDefault(
                new Former(instrument.venueId(), instrument.symbol()), EventLayout.ABSENT);
        }
    }
}
