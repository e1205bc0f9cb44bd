package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;
import static org.ringtape.engine.event.control.InstrumentDefinition.MAX_SYMBOL_LENGTH;
import static org.ringtape.engine.event.control.InstrumentDefinition.MAX_TEXT_LENGTH;
import static org.ringtape.engine.event.control.InstrumentDefinition.NO_SCALE;

import java.util.function.Consumer;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentDefinition.Field;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.health.MarketHealth;

/**
 * All that is known of each instrument: definitions are merged, so what a later one does not tell stays as it was told
 * before. Market thread only.
 */
public final class DefinitionTable
{
    private static final Field[] FIELDS = Field.values();
    private static final Text[] TEXTS = Text.values();
    private static final int MAX_LENGTH = PAYLOAD_OFFSET + InstrumentDefinition.BASE_LENGTH + MAX_SYMBOL_LENGTH +
        (TEXTS.length - 1) * MAX_TEXT_LENGTH;

    private final LastValues<InstrumentDefinition> definitions;
    private final InstrumentDefinition merged = new InstrumentDefinition();
    private final byte[] text = new byte[MAX_SYMBOL_LENGTH];

    DefinitionTable(final MarketHealth health)
    {
        definitions = new LastValues<>(health, InstrumentDefinition::new, MAX_LENGTH);
        merged.wrap(new UnsafeBuffer(new byte[SLOT_LENGTH]), 0);
    }

    /** All that is known of an instrument, the same object until it is retired; null before its definition. */
    public InstrumentDefinition definition(final int instrumentId)
    {
        return definitions.value(instrumentId);
    }

    /** False if there is no definition yet, or a change of it may have been missed. */
    public boolean isCurrent(final int instrumentId)
    {
        return definitions.isCurrent(instrumentId);
    }

    /** Instruments that have a definition. */
    public int size()
    {
        return definitions.size();
    }

    /** Visits every definition, by instrument id. */
    public void forEach(final Consumer<? super InstrumentDefinition> visitor)
    {
        definitions.forEach(visitor);
    }

    /** Merges a definition in; false if it is older than the newest one. */
    boolean take(final InstrumentDefinition told)
    {
        final int instrumentId = told.instrumentId();
        final InstrumentDefinition known = definitions.value(instrumentId);
        if (known == null)
        {
            return definitions.take(instrumentId, told);
        }
        if (definitions.isRefused(instrumentId, told))
        {
            return false;
        }
        merge(told, known);
        if (told.venueTimeNs() == 0)
        {
            merged.venueTimeNs(known.venueTimeNs());
        }
        definitions.replace(instrumentId, merged);
        return true;
    }

    /** Takes from a definition only what nobody has told: it came by a connection that has been replaced. */
    void fill(final InstrumentDefinition late)
    {
        final int instrumentId = late.instrumentId();
        final InstrumentDefinition known = definitions.value(instrumentId);
        if (known == null)
        {
            definitions.take(instrumentId, late);
        }
        else
        {
            merge(known, late);
            definitions.amend(instrumentId, merged);
        }
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        definitions.retire(instrumentId);
    }

    /** Merges two definitions; what both tell is taken from the first. */
    private void merge(final InstrumentDefinition told, final InstrumentDefinition known)
    {
        merged.buffer().putBytes(0, told.buffer(), told.offset(), PAYLOAD_OFFSET);
        merged.clear();
        for (int i = 0; i < FIELDS.length; i++)
        {
            final InstrumentDefinition from = told.has(FIELDS[i]) ? told : known;
            merged.decimal(i, from.mantissa(i), from.scale(i));
        }
        merged.expiryNs(told.expiryNs() != EventLayout.ABSENT ? told.expiryNs() : known.expiryNs());
        merged.listedNs(told.listedNs() != EventLayout.ABSENT ? told.listedNs() : known.listedNs());
        merged.kind((told.kind() != InstrumentKind.UNKNOWN ? told : known).kind().ordinal());
        merged.status((told.status() != InstrumentStatus.UNKNOWN ? told : known).status().ordinal());
        merged.scales(
            told.scaleOfPrices() != NO_SCALE ? told.scaleOfPrices() : known.scaleOfPrices(),
            told.scaleOfQuantities() != NO_SCALE ? told.scaleOfQuantities() : known.scaleOfQuantities());
        merged.generation(told.generation() != 0 ? told.generation() : known.generation());
        for (final Text which : TEXTS)
        {
            mergeText(which, told.textLength(which) > 0 ? told : known);
        }
    }

    private void mergeText(final Text which, final InstrumentDefinition from)
    {
        final int limit = which == Text.SYMBOL ? MAX_SYMBOL_LENGTH : MAX_TEXT_LENGTH;
        final int length = Math.min(limit, from.textLength(which));
        from.buffer().getBytes(from.offset() + from.textOffset(which), text, 0, length);
        merged.text(which, text, 0, length);
    }
}
