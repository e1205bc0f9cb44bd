package org.ringtape.bench.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The live view keeps to the terminal's rows: one line more would move everything up. */
final class LiveViewTest
{
    @Test
    void shouldShowOnlyTheLinesThatFit()
    {
        final String screen = "a\r\nb\r\nc\r\n";
        assertEquals(screen, LiveView.fitting(screen, 4));
        assertEquals("a\r\nb\r\nc", LiveView.fitting(screen, 3));
        assertEquals("a\r\nb", LiveView.fitting(screen, 2));
    }
}
