package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Frames of the vendor's documents and synthetic ones, not part of the project: a test is skipped without them. */
final class RecordedFrames
{
    static final List<String> SYNTHETIC = List.of("synthetic_trade_agg", "synthetic_block_book_snapshot",
        "synthetic_block_book_snapshot_depth500", "synthetic_volume_profile_agg", "synthetic_funding_open_interest",
        "synthetic_nonbook_stream", "synthetic_control", "synthetic_brotli_frames.expected");

    private static final String VARIABLE = "RINGTAPE_FRAMES";

    private RecordedFrames()
    {
    }

    static List<String> lines(final String file)
    {
        final Path folder = folder();
        final Path path = folder == null ? null : folder.resolve("kiyotaka").resolve(file + ".jsonl");
        assumeTrue(path != null && Files.isReadable(path),
            () -> "No frames: kiyotaka/" + file + " is neither in " + VARIABLE + " nor in a shared/frames above");
        try
        {
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream().filter(l -> !l.isBlank()).toList();
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
