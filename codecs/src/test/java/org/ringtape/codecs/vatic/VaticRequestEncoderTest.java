package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What a client sends. */
class VaticRequestEncoderTest
{
    @Test
    void shouldWriteEachRequest()
    {
        assertEquals("{\"type\":\"subscribe\",\"asset\":\"sol\",\"marketTypes\":[\"1hour\",\"daily\"]}",
            VaticRequestEncoder.subscribe("sol", List.of("1hour", "daily")));
        assertEquals("{\"type\":\"subscribe\",\"asset\":\"sol\"}", VaticRequestEncoder.subscribe("sol", null));
        assertEquals("{\"type\":\"subscribe\",\"channel\":\"hyperliquid_mark_price\",\"asset\":\"sol\"}",
            VaticRequestEncoder.subscribeMarkPrice("sol"));
        assertEquals("{\"type\":\"unsubscribe\"}", VaticRequestEncoder.unsubscribe());
    }

    @Test
    void shouldEscapeWhatAJsonStringMayNotHold()
    {
        assertEquals("{\"type\":\"subscribe\",\"asset\":\"a\\\"\\\\\\u000a\"}",
            VaticRequestEncoder.subscribe("a\"\\\n", null));
    }

    @Test
    void shouldNotAskForNoIntervalAtAll()
    {
        final IllegalArgumentException e = assertThrows(
            IllegalArgumentException.class, () -> VaticRequestEncoder.subscribe("sol", List.of()));
        assertTrue(e.getMessage().contains("sol"));
    }
}
