package org.ringtape.feeds.kiyotaka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where the key comes from: the host, a file, or a variable of the environment, in this order. It is read when a
 * session is made, not before: decoding needs none. The key itself stands in no message and no {@code toString()}.
 * Set on the host's thread, read by the conductor.
 */
final class ApiKey
{
    /** Variable that holds the key unless another is named. */
    static final String DEFAULT_VARIABLE = "RINGTAPE_KIYOTAKA_KEY";

    private final UnaryOperator<String> environment;
    private String variable = DEFAULT_VARIABLE;
    private Path file;
    private Supplier<String> host;
    private String key;

    /**
     * A key from the default variable.
     *
     * @param environment value of a variable by its name, null if it is not set
     */
    ApiKey(final UnaryOperator<String> environment)
    {
        this.environment = environment;
    }

    /** The same source, independent of what is set later. */
    ApiKey copy()
    {
        final ApiKey copy = new ApiKey(environment);
        copy.variable = variable;
        copy.file = file;
        copy.host = host;
        return copy;
    }

    /** Takes the key from the host. */
    void host(final Supplier<String> source)
    {
        host = source;
    }

    /** Takes the key from a file that holds nothing else; refuses one that cannot be read. */
    void file(final Path path)
    {
        if (!Files.isRegularFile(path) || !Files.isReadable(path))
        {
            throw new IllegalArgumentException("keyFile cannot be read: " + path);
        }
        file = path;
    }

    /** Takes the key from another variable; a text that is not a name is not repeated: it might be the key. */
    void variable(final String name)
    {
        if (!name.matches("[A-Z_][A-Z0-9_]*"))
        {
            throw new IllegalArgumentException(
                "keyVariable must be the name of a variable: capital letters, digits and underscores");
        }
        variable = name;
    }

    /**
     * The key, read the first time and kept.
     *
     * @throws IllegalStateException naming where it was looked for, if there is none
     */
    synchronized String read()
    {
        if (key == null)
        {
            final String found = find();
            if (found == null || found.isBlank())
            {
                throw new IllegalStateException("kiyotaka: no API key in " + place() + hint());
            }
            if (!found.strip().chars().allMatch((c) -> c > ' ' && c < 0x7F))
            {
                throw new IllegalStateException("kiyotaka: not an API key in " + place() +
                    ": expected printable characters without blanks");
            }
            key = found.strip();
        }
        return key;
    }

    private String find()
    {
        if (host != null)
        {
            return host.get();
        }
        if (file == null)
        {
            return environment.apply(variable);
        }
        try
        {
            return Files.readString(file);
        }
        catch (final IOException e)
        {
            throw new IllegalStateException("kiyotaka: keyFile cannot be read: " + file, e);
        }
    }

    private String place()
    {
        return host != null ? "what the host gave" : file != null ? "file " + file : "variable " + variable;
    }

    private String hint()
    {
        return host != null || file != null ? "" : "; set it, or keyFile";
    }

    @Override
    public String toString()
    {
        return "API key in " + place();
    }
}
