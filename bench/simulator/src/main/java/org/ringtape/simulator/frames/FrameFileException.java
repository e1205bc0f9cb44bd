package org.ringtape.simulator.frames;

/** A frame file that cannot be used. The message is one line that names the file, and the line where there is one. */
public final class FrameFileException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    FrameFileException(final String file, final String problem)
    {
        super(file + ": " + problem);
    }

    FrameFileException(final String file, final long lineNumber, final String problem)
    {
        super(file + ":" + lineNumber + ": " + problem);
    }
}
