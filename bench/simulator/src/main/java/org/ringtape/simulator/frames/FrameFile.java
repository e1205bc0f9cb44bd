package org.ringtape.simulator.frames;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording in memory: its frames in order, with receive times where there are any and REST depth bodies at their
 * places, with their symbols as far as the recording tells them. Files are plain or gzip, told apart by content; empty
 * lines are passed over. Immutable, so any thread may read it. Everything that is wrong with a file is a
 * {@link FrameFileException}, also that it does not fit (see {@link BoundedLines}).
 */
public final class FrameFile
{
    private final String name;
    private final List<RecordedFrame> frames;

    private FrameFile(final String name, final List<RecordedFrame> frames)
    {
        this.name = name;
        this.frames = List.copyOf(RestDepthPlacement.named(frames));
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
        List<RecordedFrame> frames = lines(file);
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
        final List<RecordedFrame> bodies = lines(restDepth);
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
        final List<String> tokens = tokens(times);
        final List<RecordedFrame> timed = new ArrayList<>(frames.size());
        final long last = frames.get(frames.size() - 1).lineNumber();
        if (tokens.size() != last)
        {
            throw new FrameFileException(times.toString(),
                tokens.size() + " times for the " + last + " lines of " + file);
        }
        for (final RecordedFrame frame : frames)
        {
            final String token = tokens.get((int)frame.lineNumber() - 1);
            timed.add(frame.at(FrameLine.time(times.toString(), frame.lineNumber(), token)));
        }
        return timed;
    }

    private static List<String> tokens(final Path times)
    {
        final List<String> tokens = new ArrayList<>();
        try (BoundedLines lines = BoundedLines.of(times))
        {
            byte[] line;
            while ((line = lines.next()) != null)
            {
                tokens.add(new String(line, StandardCharsets.ISO_8859_1).strip());
            }
        }
        return tokens;
    }

    private static List<RecordedFrame> lines(final Path file)
    {
        final String name = file.toString();
        final List<RecordedFrame> frames = new ArrayList<>();
        try (BoundedLines lines = BoundedLines.of(file))
        {
            byte[] line;
            while ((line = lines.next()) != null)
            {
                if (name.endsWith(".gz") && !lines.isZipped())
                {
                    throw new FrameFileException(name, "is named .gz but is not gzip");
                }
                if (line.length > 0)
                {
                    FrameLine.read(name, lines.number(), line).ifPresent(frames::add);
                }
            }
            if (frames.isEmpty())
            {
                throw new FrameFileException(name, lines.hasContent() ? "holds no frame" : "is empty");
            }
        }
        return frames;
    }
}
