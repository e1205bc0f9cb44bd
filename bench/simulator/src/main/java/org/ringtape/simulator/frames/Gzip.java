package org.ringtape.simulator.frames;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads files that may or may not be compressed; told by content, never by name. */
public final class Gzip
{
    private static final int BUFFER_LENGTH = 64 * 1024;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;

    private Gzip()
    {
    }

    /** @return whether gzip begins at the place of a stream that can be marked; the place stays. */
    static boolean isNext(final InputStream buffered) throws IOException
    {
        buffered.mark(2);
        final boolean zipped = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
        buffered.reset();
        return zipped;
    }

    /**
     * @param stored compressed or not; owned by what is returned
     * @return its plain content, buffered
     * @throws IOException if it cannot be read, or begins as gzip does and is none
     */
    public static InputStream plain(final InputStream stored) throws IOException
    {
        final InputStream buffered = new BufferedInputStream(stored, BUFFER_LENGTH);
        return isNext(buffered) ?
            new BufferedInputStream(new GZIPInputStream(buffered, BUFFER_LENGTH), BUFFER_LENGTH) : buffered;
    }
}
