package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** A platform that has no native decoder; a library is loaded once, so it takes a machine of its own. */
class BrotliPlatformTest
{
    private static final String LIBRARY_PROPERTY = "brotli4j.library.path";

    /** Says what becomes of an inflater there. */
    static final class MakesAnInflater
    {
        private MakesAnInflater()
        {
        }

        /** Runs in the other machine. */
        public static void main(final String[] arguments)
        {
            try
            {
                new BrotliInflater();
                System.out.println("made");
            }
            catch (final IllegalStateException e)
            {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    @Test
    void shouldNameThePlatformWithoutADecoderWhenMade() throws Exception
    {
        final String said = run("-D" + LIBRARY_PROPERTY + "=" + Path.of("no", "such", "folder").toAbsolutePath());
        assertTrue(said.startsWith("refused: no Brotli decoder for this platform"), said);
        assertTrue(said.contains(System.getProperty("os.name")) && said.contains(System.getProperty("os.arch")), said);
    }

    @Test
    void shouldNeedNoFlagWhereThereIsADecoder() throws Exception
    {
        assertEquals("made", run("-Dunrelated=1").strip());
    }

    private static String run(final String flag) throws IOException, InterruptedException
    {
        final Process machine = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            flag,
            "-cp",
            System.getProperty("java.class.path"),
            MakesAnInflater.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        final String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(machine.waitFor(60, TimeUnit.SECONDS), "the other machine ends");
        return said;
    }
}
