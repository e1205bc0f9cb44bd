package org.ringtape.codecs.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Frames recorded from venues, which are not part of the project: a test that asks for them is skipped without them.
 */
public final class RecordedFrames
{
    private static final String VARIABLE = "RINGTAPE_FRAMES";

    private RecordedFrames()
    {
    }

    /** The lines of a file that are not blank, byte by byte as characters. */
    public static List<String> lines(final String file)
    {
        final Path folder = folder();
        final Path path = folder == null ? null : folder.resolve(file);
        assumeTrue(path != null && Files.isReadable(path),
            () -> "No recorded frames: " + file + " is neither in " + VARIABLE + " nor in a shared/frames above");
        try (InputStream in = Files.newInputStream(path);
            InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in)
        {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1).lines()
                .filter(line -> !line.isBlank()).toList();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder()
    {
        final String configured = System.getenv(VARIABLE);
        if (configured != null)
        {
            return Path.of(configured);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
        {
            final Path candidate = at.resolve("shared").resolve("frames");
            if (Files.isDirectory(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}
