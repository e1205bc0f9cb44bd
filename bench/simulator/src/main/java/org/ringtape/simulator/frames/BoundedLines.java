package org.ringtape.simulator.frames;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, plain or gzip, one at a time and within bounds: a file of a few kilobytes can inflate to more
 * than any heap holds. Everything that is wrong is a {@link FrameFileException}. One thread.
 */
public final class BoundedLines implements Closeable
{
    /** Longest line, bytes: far beyond what a venue sends in one message. */
    public static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private static final int BUFFER_LENGTH = 64 * 1024;
    private static final int FIRST_LINE_LENGTH = 8 * 1024;
    /** What a line costs beyond its bytes, once somebody keeps it as a frame. */
    private static final int BYTES_A_LINE = 300;
    /** A frame is kept as it was recorded, and once more without its envelope. */
    private static final int COPIES = 2;
    private static final long BYTES_A_MEGABYTE = 1_000_000;

    private final String name;
    private final InputStream in;
    private final boolean zipped;
    private final long mostBytes;
    private byte[] line = new byte[FIRST_LINE_LENGTH];
    private long number;
    private long bytes;

    private BoundedLines(final String name, final InputStream in, final boolean zipped, final long mostBytes)
    {
        this.name = name;
        this.in = in;
        this.zipped = zipped;
        this.mostBytes = mostBytes;
    }

    /** Opens a file; all its lines, kept, may take half of the heap. */
    public static BoundedLines of(final Path file)
    {
        try
        {
            return of(file.toString(), Files.newInputStream(file), Runtime.getRuntime().maxMemory() / 2);
        }
        catch (final IOException e)
        {
            throw new FrameFileException(file.toString(), problem(file.toString(), e));
        }
    }

    /**
     * Lines of content at hand.
     *
     * @param name      for messages
     * @param stored    plain or gzip; closed with this object
     * @param mostBytes that all lines may take in memory
     */
    static BoundedLines of(final String name, final InputStream stored, final long mostBytes)
    {
        try
        {
            final InputStream buffered = new BufferedInputStream(stored, BUFFER_LENGTH);
            if (!Gzip.isNext(buffered))
            {
                return new BoundedLines(name, buffered, false, mostBytes);
            }
            return new BoundedLines(name, inflated(name, buffered), true, mostBytes);
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, problem(name, e));
        }
    }

    /** The next line without its end, which may be empty; null behind the last. */
    public byte[] next()
    {
        int length = 0;
        int next = read();
        if (next < 0)
        {
            return null;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = read())
        {
            if (length == line.length)
            {
                grow();
            }
            line[length++] = (byte)next;
        }
        if (length > 0 && line[length - 1] == '\r')
        {
            length--;
        }
        take(length);
        return Arrays.copyOf(line, length);
    }

    /** Number of the line that {@link #next} gave last, from 1. */
    public long number()
    {
        return number;
    }

    /** True if the file holds anything so far, be it an empty line. */
    boolean hasContent()
    {
        return number > 0;
    }

    boolean isZipped()
    {
        return zipped;
    }

    @Override
    public void close()
    {
        try
        {
            in.close();
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, problem(name, e));
        }
    }

    private void grow()
    {
        if (line.length == MAX_LINE_BYTES)
        {
            throw new FrameFileException(
                name, number, "a line longer than " + MAX_LINE_BYTES / BYTES_A_MEGABYTE + " MB is no frame");
        }
        line = Arrays.copyOf(line, Math.min(2 * line.length, MAX_LINE_BYTES));
    }

    private void take(final int length)
    {
        if (length > 0)
        {
            bytes += (long)COPIES * length + BYTES_A_LINE;
        }
        if (bytes > mostBytes)
        {
            throw new FrameFileException(name, number, (zipped ? "inflates to" : "holds") + " more than the " +
                mostBytes / BYTES_A_MEGABYTE + " MB that there are for it; more memory: RINGTAPE_JVM_OPTS=-Xmx8g");
        }
    }

    private int read()
    {
        try
        {
            return in.read();
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, zipped ? damaged(e) : problem(name, e));
        }
    }

    private static InputStream inflated(final String name, final InputStream stored)
    {
        try
        {
            return new BufferedInputStream(new GZIPInputStream(stored, BUFFER_LENGTH), BUFFER_LENGTH);
        }
        catch (final IOException e)
        {
            throw new FrameFileException(name, damaged(e));
        }
    }

    private static String damaged(final IOException e)
    {
        return "damaged gzip: " + (e instanceof EOFException || e.getMessage() == null ?
            "it ends too early" : e.getMessage());
    }

    private static String problem(final String name, final IOException e)
    {
        if (e instanceof NoSuchFileException)
        {
            return "does not exist";
        }
        if (e instanceof AccessDeniedException)
        {
            return "cannot be read: access denied";
        }
        return Files.isDirectory(Path.of(name)) ? "is a folder" : "cannot be read: " + e.getMessage();
    }
}
