package org.ringtape.simulator.frames;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the folder of recordings: the one named by the environment variable {@code RINGTAPE_FRAMES}, else the first
 * {@code shared/frames} seen from the working directory upward. Recordings are never part of the project, so a missing
 * folder is an ordinary answer.
 */
public final class FrameFolder
{
    /** Environment variable that names the folder. */
    public static final String VARIABLE = "RINGTAPE_FRAMES";

    private FrameFolder()
    {
    }

    /** @return the folder of recordings, or empty if there is none. */
    public static Optional<Path> locate()
    {
        return locate(System.getenv(VARIABLE), Path.of("").toAbsolutePath());
    }

    /**
     * @param name a file below the folder, such as {@code binance-options/real-options-v2.jsonl}
     * @return the file if the folder and the file exist
     */
    public static Optional<Path> file(final String name)
    {
        return locate().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
    }

    static Optional<Path> locate(final String named, final Path workingDirectory)
    {
        if (named != null && !named.isBlank())
        {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path folder = workingDirectory; folder != null; folder = folder.getParent())
        {
            final Path candidate = folder.resolve("shared").resolve("frames");
            if (Files.isDirectory(candidate))
            {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
