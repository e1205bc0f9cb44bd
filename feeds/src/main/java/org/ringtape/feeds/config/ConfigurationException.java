package org.ringtape.feeds.config;

import java.util.List;

/** Everything that is wrong with a configuration, each with file, line and key. */
public final class ConfigurationException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    ConfigurationException(final List<String> errors)
    {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** One sentence an error, in the order of the file. */
    public List<String> errors()
    {
        return errors;
    }
}
