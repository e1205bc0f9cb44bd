package org.ringtape.bench.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in words for a person. */
public final class Messages
{
    private Messages()
    {
    }

    /** One line; never empty. */
    public static String of(final Throwable e)
    {
        if (e instanceof NoSuchFileException)
        {
            return "no such file";
        }
        if (e instanceof AccessDeniedException)
        {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException)
        {
            return "not a folder";
        }
        if (e instanceof OutOfMemoryError)
        {
            return "out of memory; more: RINGTAPE_JVM_OPTS=-Xmx8g";
        }
        return OneLine.of(e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage());
    }
}
