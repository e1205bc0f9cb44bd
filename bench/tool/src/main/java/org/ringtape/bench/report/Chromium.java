package org.ringtape.bench.report;

import org.ringtape.bench.report.read.ReportException;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window, which draws what only a browser can draw. Each use has a profile of its own, and a proxy
 * that nobody listens on: what the browser would like to tell its maker stays here.
 */
final class Chromium
{
    /** Names the program where it is not on the PATH. */
    static final String VARIABLE = "CHROMIUM";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> QUIET = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-default-apps", "--disable-extensions", "--hide-scrollbars", "--virtual-time-budget=20000",
        "--proxy-server=http://127.0.0.1:1");

    private final Path program;

    private Chromium(final Path program)
    {
        this.program = program;
    }

    /** @return the browser named by the environment or found on the PATH */
    static Optional<Chromium> find()
    {
        return find(System.getenv(VARIABLE), System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * @param named program, or {@code null} to search
     * @param path  folders to search, separated as the system does
     */
    static Optional<Chromium> find(final String named, final String path)
    {
        if (named != null && !named.isBlank())
        {
            return Optional.of(Path.of(named)).filter(Files::isExecutable).map(Chromium::new);
        }
        final List<String> folders = List.of(path.split(File.pathSeparator));
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable).findFirst().map(Chromium::new);
    }

    /** What a page has become once its scripts have run, and what the browser said meanwhile. */
    record Outcome(String dom, String said)
    {
    }

    /**
     * Opens a page.
     *
     * @param page    file to open
     * @param options further options of the browser, which win over ours
     * @throws ReportException if the browser fails or takes too long
     */
    Outcome open(final Path page, final String... options)
    {
        try
        {
            final Path work = Files.createTempDirectory("ringtape-chromium");
            try
            {
                return run(page, work, options);
            }
            finally
            {
                delete(work);
            }
        }
        catch (final IOException e)
        {
            throw new ReportException(program + ": cannot be run: " + e.getMessage());
        }
    }

    private Outcome run(final Path page, final Path work, final String... options) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(QUIET);
        command.addAll(List.of("--user-data-dir=" + work.resolve("profile"), "--enable-logging=stderr"));
        command.addAll(List.of(options));
        command.addAll(List.of("--dump-dom", page.toUri().toString()));
        final Path dom = work.resolve("dom");
        final Path said = work.resolve("said");
        final Process browser = new ProcessBuilder(command).redirectOutput(dom.toFile()).redirectError(said.toFile())
            .start();
        try
        {
            if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
            {
                throw new ReportException(program + ": not done after " + PATIENCE_SECONDS + " s");
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new ReportException(program + ": interrupted");
        }
        finally
        {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        if (browser.exitValue() != 0)
        {
            throw new ReportException(program + ": exit status " + browser.exitValue());
        }
        return new Outcome(Files.readString(dom, StandardCharsets.UTF_8),
            new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
    }

    /** Processes of the browser may write for a moment longer: what they leave then is in the temporary folder. */
    private static void delete(final Path folder)
    {
        try (Stream<Path> paths = Files.walk(folder))
        {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        catch (final IOException | UncheckedIOException e)
        {
            folder.toFile().deleteOnExit();
        }
    }
}
