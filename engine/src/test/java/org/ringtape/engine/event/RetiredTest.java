package org.ringtape.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.Arrays;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;

/** The end of a name's life as it stands in a slot. */
class RetiredTest
{
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH]);
    private final Retired retired = new Retired();

    @Test
    void shouldStandInTheSlotAsDrawn()
    {
        slot.setMemory(0, SLOT_LENGTH, (byte)0);
        retired.wrap(slot, 0);
        retired.init(EventType.RETIRED, Retired.LENGTH);
        retired.instrumentId(0x0102_0304);
        retired.streamId(0x0506_0708);
        retired.retired(0x1122_3344, RetirementReason.VANISHED);
        final byte[] bytes = new byte[16];
        slot.getBytes(0, bytes);
        assertEquals("6800000025000300" + "0403020108070605", HexFormat.of().formatHex(bytes));
        slot.getBytes(PAYLOAD_OFFSET, bytes);
        assertEquals("4433221103000000", HexFormat.of().formatHex(Arrays.copyOf(bytes, Retired.LENGTH)));
        assertEquals(37, EventType.RETIRED.id());
    }

    @Test
    void shouldSayWhetherAStreamOrAnInstrumentIsMeant()
    {
        retired.wrap(slot, 0);
        retired.init(EventType.RETIRED, Retired.LENGTH);
        retired.instrumentId(7);
        retired.retired(3, RetirementReason.EXPIRED);
        assertFalse(retired.isOfStream());
        assertEquals(NO_ID, retired.streamId());
        assertEquals(3, retired.generation());
        assertEquals(RetirementReason.EXPIRED, retired.reason());
        retired.streamId(0);
        assertTrue(retired.isOfStream());
        assertEquals(RetirementReason.UNKNOWN, RetirementReason.of(99));
        assertEquals(RetirementReason.UNKNOWN, RetirementReason.of(-1));
    }

    @Test
    void shouldLetADefinitionTellWhichLifeItIsOf()
    {
        final InstrumentDefinition definition = new InstrumentDefinition();
        definition.wrap(slot, 0);
        definition.init(EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH);
        definition.generation(9);
        definition.clear();
        assertEquals(0, definition.generation());
        definition.generation(0x1122_3344);
        final byte[] bytes = new byte[4];
        slot.getBytes(188, bytes);
        assertEquals("44332211", HexFormat.of().formatHex(bytes));
        assertEquals(0x1122_3344, definition.generation());
        assertEquals(InstrumentDefinition.NO_SCALE, definition.scaleOfQuantities());
    }
}
