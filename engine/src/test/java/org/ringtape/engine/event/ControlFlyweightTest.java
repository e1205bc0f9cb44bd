package org.ringtape.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.StreamDescription;

/** Streams and outcomes of requests as they stand in a slot. */
class ControlFlyweightTest
{
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH]);
    private final StreamDescription stream = new StreamDescription();
    private final RequestOutcome outcome = new RequestOutcome();

    @Test
    void shouldDescribeAStreamAsDrawn()
    {
        stream.wrap(slot, 0);
        stream.init(EventType.STREAM, StreamDescription.BASE_LENGTH);
        stream.streamId(7);
        stream.instrumentId(9);
        stream.lineId(2);
        stream.continuityRule(ContinuityRule.CHAINED);
        stream.generation(0x0102_0304);
        stream.scope(StreamDescription.Scope.CONNECTION);
        assertTrue(stream.name("BTCUSDT@depth@100ms".getBytes(StandardCharsets.UTF_8)));
        assertEquals(38, EventType.STREAM.id());
        assertEquals("7b000200" + "2600", hex(0, 6));
        assertEquals("0403020101001300425443555344544064657074684031303", hex(PAYLOAD_OFFSET, 27).substring(0, 49));
        assertEquals("BTCUSDT@depth@100ms", stream.name());
        assertEquals(StreamDescription.Scope.CONNECTION, stream.scope());
        assertEquals(0x0102_0304, stream.generation());
        assertEquals(PAYLOAD_OFFSET + 8 + 19, stream.usedLength());
        assertEquals(2, stream.lineId());
    }

    @Test
    void shouldTakeNoNameThatIsTooLong()
    {
        stream.wrap(slot, 0);
        stream.init(EventType.STREAM, StreamDescription.BASE_LENGTH);
        assertTrue(stream.name(new byte[StreamDescription.MAX_NAME_LENGTH]));
        assertFalse(stream.name(new byte[StreamDescription.MAX_NAME_LENGTH + 1]));
        assertEquals("", stream.name());
    }

    @Test
    void shouldTellAnOutcomeAsDrawn()
    {
        outcome.wrap(slot, 0);
        outcome.init(EventType.REQUEST_OUTCOME, RequestOutcome.BASE_LENGTH);
        outcome.outcome(
            0x1122_3344_5566_7788L, RequestOutcome.Kind.UNSUBSCRIBE, RequestOutcome.Result.REFUSED, -1121);
        outcome.text("no".getBytes(StandardCharsets.UTF_8));
        assertEquals("72000000" + "2100", hex(0, 6));
        assertEquals("8877665544332211" + "9ffbffff" + "01" + "02" + "0200" + "6e6f", hex(PAYLOAD_OFFSET, 18));
        assertEquals(0x1122_3344_5566_7788L, outcome.requestId());
        assertEquals(RequestOutcome.Kind.UNSUBSCRIBE, outcome.kind());
        assertEquals(RequestOutcome.Result.REFUSED, outcome.result());
        assertEquals(-1121, outcome.code());
        assertEquals("no", outcome.text());
    }

    @Test
    void shouldCutATextAtACharacter()
    {
        outcome.wrap(slot, 0);
        outcome.init(EventType.REQUEST_OUTCOME, RequestOutcome.BASE_LENGTH);
        outcome.text(("x".repeat(255) + "é").getBytes(StandardCharsets.UTF_8));
        assertEquals("x".repeat(255), outcome.text());
    }

    @Test
    void shouldKeepLengthAndLineApart()
    {
        outcome.wrap(slot, 0);
        outcome.init(EventType.REQUEST_OUTCOME, RequestOutcome.BASE_LENGTH);
        outcome.lineId(255);
        outcome.usedLength(960);
        outcome.ringSequence(0x0102_0304_0506_0708L);
        assertEquals(255, outcome.lineId());
        assertEquals(960, outcome.usedLength());
        assertEquals("0807060504030201", hex(88, 8));
    }

    private String hex(final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        slot.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
