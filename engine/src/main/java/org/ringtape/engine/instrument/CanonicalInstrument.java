package org.ringtape.engine.instrument;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;

/**
 * What an instrument is, whatever a venue calls it: instruments of several venues with an equal one are the same
 * contract.
 *
 * @param base     asset, in capitals
 * @param quote    asset, in capitals
 * @param kind     what it is
 * @param expiryNs epoch nanoseconds, {@link EventLayout#ABSENT} if it does not expire
 * @param strike   of an option, without trailing zeros; null else
 */
public record CanonicalInstrument(String base, String quote, InstrumentKind kind, long expiryNs, BigDecimal strike)
{
    /** Makes spellings of the same equal. */
    public CanonicalInstrument
    {
        base = base.toUpperCase(Locale.ROOT);
        quote = quote.toUpperCase(Locale.ROOT);
        Objects.requireNonNull(kind, "kind");
        strike = strike == null ? null : strike.stripTrailingZeros();
    }

    /** One that does not expire. */
    public CanonicalInstrument(final String base, final String quote, final InstrumentKind kind)
    {
        this(base, quote, kind, EventLayout.ABSENT, null);
    }

    /**
     * Of what is known of an instrument; null if that is not enough: base, quote and kind, the expiry of what expires,
     * and the strike of an option.
     */
    public static CanonicalInstrument of(final InstrumentDefinition definition)
    {
        final InstrumentKind kind = definition.kind();
        final boolean isOption = kind == InstrumentKind.CALL || kind == InstrumentKind.PUT;
        final boolean expires = isOption || kind == InstrumentKind.FUTURE;
        if (kind == InstrumentKind.UNKNOWN || definition.textLength(InstrumentDefinition.Text.BASE) == 0 ||
            definition.textLength(InstrumentDefinition.Text.QUOTE) == 0 ||
            expires && definition.expiryNs() == EventLayout.ABSENT ||
            isOption && !definition.has(InstrumentDefinition.Field.STRIKE))
        {
            return null;
        }
        return new CanonicalInstrument(
            definition.text(InstrumentDefinition.Text.BASE),
            definition.text(InstrumentDefinition.Text.QUOTE),
            kind,
            expires ? definition.expiryNs() : EventLayout.ABSENT,
            isOption ? BigDecimal.valueOf(
                definition.mantissa(InstrumentDefinition.Field.STRIKE),
                definition.scale(InstrumentDefinition.Field.STRIKE)) : null);
    }
}
