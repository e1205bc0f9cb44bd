package org.ringtape.bench.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads names of files as users give them. */
public final class FileName
{
    private FileName()
    {
    }

    /**
     * The file of an option.
     *
     * @param option for messages
     * @param name   as given; null if the option was not
     * @return null if the option was not given
     * @throws UserError if it is no name
     */
    public static Path of(final String option, final String name)
    {
        if (name == null)
        {
            return null;
        }
        if (name.isBlank())
        {
            throw new UserError(option + ": no file name given");
        }
        try
        {
            return Path.of(name);
        }
        catch (final InvalidPathException e)
        {
            throw new UserError(option + ": not a file name: '" + name + "'");
        }
    }
}
