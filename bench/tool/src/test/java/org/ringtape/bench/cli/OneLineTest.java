package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.net.ConnectException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text for people stays one line, steers no terminal and names no class. */
final class OneLineTest
{
    @Test
    void shouldSpellOutWhatWouldEndTheLineOrSteerTheTerminal()
    {
        assertEquals(
            "a\\r\\nb\\tc\\u001b[2J\\u0000\\u0085\\u2028\\u202e",
            OneLine.of("a\r\nb\tc\u001b[2J\0\u0085\u2028\u202e"));
        assertEquals("Straße €10 — 🦊", OneLine.of("Straße €10 — 🦊"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "java.net.ConnectException: Connection refused|cannot connect: Connection refused",
        "ConnectException: Connection refused|cannot connect: Connection refused",
        "java.net.ConnectException|cannot connect",
        "java.lang.NullPointerException|null pointer",
        "java.nio.channels.ClosedChannelException|closed channel",
        "java.io.UncheckedIOException: java.io.EOFException|it ends too early",
        "upgrade refused: 503 Service Unavailable|upgrade refused: 503 Service Unavailable",
        "x is not granted: java.util.concurrent.TimeoutException: too late|x is not granted: too late",
        "btcusdt@depth@100ms|btcusdt@depth@100ms"})
    void shouldSayInWordsWhatAClassNameSays(final String text, final String line)
    {
        assertEquals(line, OneLine.of(text));
    }

    @Test
    void shouldCutWhatIsTooLong()
    {
        assertEquals("abc…", OneLine.of("abcdefgh", 4));
        assertEquals("abcd", OneLine.of("abcd", 4));
    }

    @Test
    void shouldNeverBeWithoutWords()
    {
        assertEquals("it ends too early", Messages.of(new EOFException()));
        assertEquals("cannot connect", Messages.of(new ConnectException()));
        assertEquals("nested too deeply", Messages.of(new StackOverflowError()));
        assertEquals("out of memory; more: RINGTAPE_JVM_OPTS=-Xmx8g", Messages.of(new OutOfMemoryError("heap")));
    }
}
