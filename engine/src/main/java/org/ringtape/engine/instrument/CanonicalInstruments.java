package org.ringtape.engine.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.agrona.collections.Int2ObjectHashMap;
import org.ringtape.engine.event.control.InstrumentDefinition;

/**
 * Which instruments are the same contract, as their definitions have told. The market thread fills it, behind each
 * definition, which allocates; any thread looks.
 */
public final class CanonicalInstruments
{
    /** Replaced lists. Writer: market thread. */
    private final Map<CanonicalInstrument, List<Instrument>> instruments = new ConcurrentHashMap<>();
    /** By instrument id. Market thread only. */
    private final Int2ObjectHashMap<Known> known = new Int2ObjectHashMap<>();

    private record Known(CanonicalInstrument canonical, Instrument instrument)
    {
    }

    /** The instruments of a contract, of all venues, in the order of their definitions; empty if there are none. */
    public List<Instrument> of(final CanonicalInstrument contract)
    {
        return instruments.getOrDefault(contract, List.of());
    }

    /** All contracts that any instrument is known to be. A moment old. */
    public List<CanonicalInstrument> all()
    {
        return List.copyOf(instruments.keySet());
    }

    /** What is known of an instrument by now. Market thread. */
    public void told(final Instrument instrument, final InstrumentDefinition merged)
    {
        final CanonicalInstrument canonical = CanonicalInstrument.of(merged);
        final Known before = known.get(instrument.id());
        if (canonical == null || before != null && before.canonical().equals(canonical) &&
            before.instrument() == instrument)
        {
            return;
        }
        forget(instrument.id());
        known.put(instrument.id(), new Known(canonical, instrument));
        final List<Instrument> grown = new ArrayList<>(of(canonical));
        grown.add(instrument);
        instruments.put(canonical, List.copyOf(grown));
    }

    /** The life of an instrument is over. Market thread. */
    public void forget(final int instrumentId)
    {
        final Known before = known.remove(instrumentId);
        if (before != null)
        {
            final List<Instrument> left = new ArrayList<>(of(before.canonical()));
            left.remove(before.instrument());
            if (left.isEmpty())
            {
                instruments.remove(before.canonical());
            }
            else
            {
                instruments.put(before.canonical(), List.copyOf(left));
            }
        }
    }
}
