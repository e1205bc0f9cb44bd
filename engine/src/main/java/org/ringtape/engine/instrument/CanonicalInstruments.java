package org.ringtape.engine.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.agrona.collections.Int2ObjectHashMap;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;

/**
 * Which instruments are the same contract, as their definitions have told. The market thread fills it, behind each
 * definition, and allocates for what is new; any thread looks.
 */
public final class CanonicalInstruments
{
    /** Replaced lists. Writer: market thread. */
    private final Map<CanonicalInstrument, List<Instrument>> instruments = new ConcurrentHashMap<>();
    /** By instrument id. Market thread only. */
    private final Int2ObjectHashMap<Known> known = new Int2ObjectHashMap<>();

    /** What was told last, as it was spelled: most definitions repeat it, and then nothing is made anew. */
    private record Known(
        CanonicalInstrument canonical,
        Instrument instrument,
        byte[] base,
        byte[] quote,
        InstrumentKind kind,
        long expiryNs,
        long strike,
        int strikeScale)
    {
        static Known of(
            final CanonicalInstrument canonical, final Instrument instrument, final InstrumentDefinition told)
        {
            return new Known(
                canonical,
                instrument,
                told.text(InstrumentDefinition.Text.BASE).getBytes(StandardCharsets.UTF_8),
                told.text(InstrumentDefinition.Text.QUOTE).getBytes(StandardCharsets.UTF_8),
                told.kind(),
                told.expiryNs(),
                told.mantissa(InstrumentDefinition.Field.STRIKE),
                told.scale(InstrumentDefinition.Field.STRIKE));
        }

        boolean repeats(final Instrument ofInstrument, final InstrumentDefinition told)
        {
            return instrument == ofInstrument && kind == told.kind() && expiryNs == told.expiryNs() &&
                strike == told.mantissa(InstrumentDefinition.Field.STRIKE) &&
                strikeScale == told.scale(InstrumentDefinition.Field.STRIKE) &&
                told.textEquals(InstrumentDefinition.Text.BASE, base) &&
                told.textEquals(InstrumentDefinition.Text.QUOTE, quote);
        }
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
        final Known before = known.get(instrument.id());
        if (before != null && before.repeats(instrument, merged))
        {
            return;
        }
        final CanonicalInstrument canonical = CanonicalInstrument.of(merged);
        if (canonical == null)
        {
            return;
        }
        forget(instrument.id());
        known.put(instrument.id(), Known.of(canonical, instrument, merged));
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
