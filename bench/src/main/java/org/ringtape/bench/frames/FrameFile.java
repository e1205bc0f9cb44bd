package org.ringtape.bench.frames;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recording in memory: its frames in order, with receive times where there are any and REST depth bodies at their
 * places. Files are plain or gzip, told apart by content; empty lines are passed over. Immutable, so any thread may
 * read it. Everything that is wrong with a file is a {@link FrameFileException}.
 */
public final class FrameFile
{
    private final String name;
    private final List<RecordedFrame> frames;

    private FrameFile(final String name, final List<RecordedFrame> frames)
    {
        this.name = name;
        this.frames = List.copyOf(frames);
    }

    /**
     * @param file the frames, and whatever stands between them
     * @return the recording
     */
    public static FrameFile read(final Path file)
    {
        return read(file, null, null);
    }

    /**
     * @param file      the frames
     * @param times     one receive time a line for each line of {@code file}, taking the place of times in that file;
     *                  null if there is none
     * @param restDepth REST depth bodies, one a line, to be put where they belong (see {@link RestDepthPlacement});
     *                  null if there is none
     * @return the recording
     */
    public static FrameFile read(final Path file, final Path times, final Path restDepth)
    {
        List<RecordedFrame> frames = lines(file.toString(), content(file));
        if (times != null)
        {
            frames = timed(frames, file, times);
        }
        if (restDepth != null)
        {
            frames = RestDepthPlacement.place(frames, bodies(restDepth), restDepth.toString());
        }
        return new FrameFile(file.toString(), frames);
    }

    /**
     * @param content plain or gzip frames, such as standard input; read to its end, not closed
     * @param name    what error messages call it
     * @return the recording
     */
    public static FrameFile read(final InputStream content, final String name)
    {
        try
        {
            return new FrameFile(name, lines(name, inflated(name, content.readAllBytes())));
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, "cannot be read: " + e.getMessage());
        }
    }

    /** @return a recording made of frames at hand, for tests and generated traffic. */
    public static FrameFile of(final String name, final List<RecordedFrame> frames)
    {
        return new FrameFile(name, frames);
    }

    /** @return the frames in the order in which they are to be played. */
    public List<RecordedFrame> frames()
    {
        return frames;
    }

    /** @return the file's path, or the name it was given. */
    public String name()
    {
        return name;
    }

    private static List<RecordedFrame> bodies(final Path restDepth)
    {
        final List<RecordedFrame> bodies = lines(restDepth.toString(), content(restDepth));
        for (final RecordedFrame body : bodies)
        {
            if (body.kind() != FrameKind.REST_DEPTH)
            {
                throw new FrameFileException(restDepth.toString(), body.lineNumber(), "not a REST depth body");
            }
        }
        return bodies;
    }

    private static List<RecordedFrame> timed(final List<RecordedFrame> frames, final Path file, final Path times)
    {
        final List<byte[]> tokens = split(content(times));
        final List<RecordedFrame> timed = new ArrayList<>(frames.size());
        final long last = frames.get(frames.size() - 1).lineNumber();
        if (tokens.size() != last)
        {
            throw new FrameFileException(times.toString(),
                tokens.size() + " times for the " + last + " lines of " + file);
        }
        for (final RecordedFrame frame : frames)
        {
            final String token = new String(tokens.get((int)frame.lineNumber() - 1), StandardCharsets.ISO_8859_1);
            timed.add(frame.at(FrameLine.time(times.toString(), frame.lineNumber(), token.strip())));
        }
        return timed;
    }

    private static List<RecordedFrame> lines(final String name, final byte[] content)
    {
        final List<RecordedFrame> frames = new ArrayList<>();
        final List<byte[]> lines = split(content);
        for (int i = 0; i < lines.size(); i++)
        {
            if (lines.get(i).length > 0)
            {
                FrameLine.read(name, i + 1, lines.get(i)).ifPresent(frames::add);
            }
        }
        if (frames.isEmpty())
        {
            throw new FrameFileException(name, content.length == 0 ? "is empty" : "holds no frame");
        }
        return frames;
    }

    private static List<byte[]> split(final byte[] content)
    {
        final List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= content.length; i++)
        {
            if (i == content.length ? start < i : content[i] == '\n')
            {
                final int end = i > start && content[i - 1] == '\r' ? i - 1 : i;
                final byte[] line = new byte[end - start];
                System.arraycopy(content, start, line, 0, line.length);
                lines.add(line);
                start = i + 1;
            }
        }
        return lines;
    }

    private static byte[] content(final Path file)
    {
        final byte[] stored;
        try
        {
            stored = Files.readAllBytes(file);
        }
        catch (final NoSuchFileException e)
        {
            throw new FrameFileException(file.toString(), "does not exist");
        }
        catch (final IOException e)
        {
            final boolean folder = Files.isDirectory(file);
            throw new FrameFileException(file.toString(), folder ? "is a folder" : "cannot be read: " + e.getMessage());
        }
        return inflated(file.toString(), stored);
    }

    private static byte[] inflated(final String name, final byte[] stored)
    {
        if (!Gzip.isGzip(stored))
        {
            if (name.endsWith(".gz") && stored.length > 0)
            {
                throw new FrameFileException(name, "is named .gz but is not gzip");
            }
            return stored;
        }
        final ByteArrayOutputStream plain = new ByteArrayOutputStream(stored.length * 8);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(stored), 64 * 1024))
        {
            gzip.transferTo(plain);
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, "damaged gzip: " + e.getMessage());
        }
        return plain.toByteArray();
    }
}
