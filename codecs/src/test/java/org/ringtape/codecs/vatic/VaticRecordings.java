package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Documented frames and sessions, which are not part of the project: a test that asks for them is skipped without. */
final class VaticRecordings
{
    private static final String VARIABLE = "RINGTAPE_FRAMES";

    private VaticRecordings()
    {
    }

    static List<String> lines(final String file)
    {
        final Path folder = folder();
        final Path path = folder == null ? null : folder.resolve("vatic").resolve(file);
        assumeTrue(path != null && Files.isReadable(path),
            () -> "No recorded frames: vatic/" + file + " is neither in " + VARIABLE + " nor in a shared/frames above");
        try
        {
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream()
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
