package org.ringtape.bench.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in words for a person. */
final class Messages
{
    private Messages()
    {
    }

    static String of(final Exception e)
    {
        if (e instanceof NoSuchFileException)
        {
            return "no such file";
        }
        if (e instanceof AccessDeniedException)
        {
            return "access denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
