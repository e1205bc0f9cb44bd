package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;

/** One contract at several venues. */
class CanonicalInstrumentsTest
{
    private final CanonicalInstruments canonicals = new CanonicalInstruments();
    private final Instrument here = new Instrument(1, 1, 1, "BTC-261225-100000-C");
    private final Instrument there = new Instrument(2, 1, 4, "BTC-25DEC26-100000-C");

    @Test
    void shouldFindTheSameContractHoweverItIsSpelled()
    {
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.CALL, 77L, 100_000L, 0));
        canonicals.told(there, definition("btc", "usdt", InstrumentKind.CALL, 77L, 10_000_000L, 2));
        final CanonicalInstrument contract =
            new CanonicalInstrument("Btc", "USDT", InstrumentKind.CALL, 77L, new BigDecimal("100000.00"));
        assertEquals(List.of(here, there), canonicals.of(contract));
        assertEquals(List.of(contract), canonicals.all());
        assertEquals(List.of(), canonicals.of(
            new CanonicalInstrument("BTC", "USDT", InstrumentKind.PUT, 77L, new BigDecimal("100000"))));
        canonicals.forget(1);
        assertEquals(List.of(there), canonicals.of(contract));
        canonicals.forget(2);
        canonicals.forget(2);
        assertEquals(List.of(), canonicals.all());
    }

    @Test
    void shouldFollowADefinitionThatBecomesKnownOrChanges()
    {
        canonicals.told(here, definition("BTC", "", InstrumentKind.PERPETUAL, ABSENT, ABSENT, 0));
        assertEquals(List.of(), canonicals.all());
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.PERPETUAL, ABSENT, ABSENT, 0));
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.PERPETUAL, ABSENT, ABSENT, 0));
        assertEquals(List.of(here), canonicals.of(new CanonicalInstrument("BTC", "USDT", InstrumentKind.PERPETUAL)));
        canonicals.told(here, definition("BTC", "USDC", InstrumentKind.PERPETUAL, ABSENT, ABSENT, 0));
        assertEquals(List.of(new CanonicalInstrument("BTC", "USDC", InstrumentKind.PERPETUAL)), canonicals.all());
        final Instrument nextLife = new Instrument(1, 2, 1, "OTHER");
        canonicals.told(nextLife, definition("BTC", "USDC", InstrumentKind.PERPETUAL, ABSENT, ABSENT, 0));
        assertEquals(
            List.of(nextLife), canonicals.of(new CanonicalInstrument("BTC", "USDC", InstrumentKind.PERPETUAL)));
    }

    @Test
    void shouldTakeNothingForAnOptionWhoseStrikeOrExpiryIsNotTold()
    {
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.CALL, ABSENT, 5L, 0));
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.CALL, 77L, ABSENT, 0));
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.FUTURE, ABSENT, ABSENT, 0));
        canonicals.told(here, definition("BTC", "USDT", InstrumentKind.UNKNOWN, 77L, 5L, 0));
        assertEquals(List.of(), canonicals.all());
    }

    private static InstrumentDefinition definition(
        final String base,
        final String quote,
        final InstrumentKind kind,
        final long expiryNs,
        final long strike,
        final int strikeScale)
    {
        final InstrumentDefinition definition = new InstrumentDefinition();
        definition.wrap(new UnsafeBuffer(new byte[SLOT_LENGTH]), 0);
        definition.init(EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH);
        definition.clear();
        definition.kind(kind.ordinal());
        definition.expiryNs(expiryNs);
        definition.decimal(InstrumentDefinition.Field.STRIKE.ordinal(), strike, strikeScale);
        text(definition, InstrumentDefinition.Text.SYMBOL, "X");
        text(definition, InstrumentDefinition.Text.BASE, base);
        text(definition, InstrumentDefinition.Text.QUOTE, quote);
        return definition;
    }

    private static void text(
        final InstrumentDefinition definition, final InstrumentDefinition.Text which, final String value)
    {
        final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        definition.text(which, bytes, 0, bytes.length);
    }
}
