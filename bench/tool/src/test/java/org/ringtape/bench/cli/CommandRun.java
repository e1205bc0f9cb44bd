package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.ringtape.bench.results.Json;

import picocli.CommandLine;

/** A command run in this process, and what it left. */
record CommandRun(int status, String out, String err)
{
    static CommandRun of(final String... args)
    {
        return in(Map.of(), args);
    }

    /** In an environment of its own. */
    static CommandRun in(final Map<String, String> environment, final String... args)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine commandLine = Ringtape.newCommandLine(environment);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new CommandRun(commandLine.execute(args), out.toString(), err.toString());
    }

    /** Ended with a status and one line of error, with some words in it. */
    CommandRun says(final int expectedStatus, final String words)
    {
        assertEquals(expectedStatus, status, this::toString);
        assertEquals(1, err.lines().count(), this::toString);
        assertTrue(err.startsWith("ringtape: "), this::toString);
        assertTrue(err.contains(words), this::toString);
        assertFalse(err.contains("\tat ") || err.matches("(?s).*\\b(java|org)\\.[a-z]+\\..*"), this::toString);
        return this;
    }

    /** Ended well, and said nothing of errors. */
    CommandRun holds()
    {
        assertEquals(0, status, this::toString);
        assertEquals("", err);
        return this;
    }

    /** The object that it printed. */
    Map<String, Object> json()
    {
        final byte[] bytes = out.strip().getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, bytes.length);
    }
}
