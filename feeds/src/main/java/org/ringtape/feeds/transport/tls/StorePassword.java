package org.ringtape.feeds.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where the password of a trust store comes from: a file, or a variable of the environment. The password itself stands
 * in no message and no {@code toString()}.
 */
public final class StorePassword
{
    /** Variable that holds the password unless another is named. */
    public static final String DEFAULT_VARIABLE = "RINGTAPE_TRUSTSTORE_PASSWORD";

    private final UnaryOperator<String> environment;
    private final String variable;
    private final Path file;

    private StorePassword(final UnaryOperator<String> environment, final String variable, final Path file)
    {
        this.environment = environment;
        this.variable = variable;
        this.file = file;
    }

    /** In {@link #DEFAULT_VARIABLE}, if that is set: not every store has one. */
    public static StorePassword usual()
    {
        return new StorePassword(System::getenv, null, null);
    }

    static StorePassword usual(final UnaryOperator<String> environment)
    {
        return new StorePassword(environment, null, null);
    }

    /** In a file that holds nothing else. */
    public static StorePassword ofFile(final Path file)
    {
        return new StorePassword(System::getenv, null, file);
    }

    /**
     * In a variable of the environment.
     *
     * @throws IllegalArgumentException if that is no name; it is not repeated, as it might be the password
     */
    public static StorePassword ofVariable(final String name)
    {
        if (!name.matches("[A-Z_][A-Z0-9_]*"))
        {
            throw new IllegalArgumentException(
                "trustStorePasswordVariable must be the name of a variable: capital letters, digits and underscores");
        }
        return new StorePassword(System::getenv, name, null);
    }

    /**
     * The password.
     *
     * @return null for none
     * @throws IllegalArgumentException naming where it is looked for, if it is said to be there and is not
     */
    char[] read()
    {
        final String found = file == null ? environment.apply(variableName()) : content();
        if (found != null && !found.isEmpty())
        {
            return found.toCharArray();
        }
        if (variable == null && file == null)
        {
            return null;
        }
        throw new IllegalArgumentException("no password in " + this);
    }

    private String content()
    {
        try
        {
            final String text = Files.readString(file);
            return text.endsWith("\n") ? text.stripTrailing() : text;
        }
        catch (final IOException e)
        {
            throw new IllegalArgumentException("trustStorePasswordFile cannot be read: " + file, e);
        }
    }

    @Override
    public String toString()
    {
        return file != null ? "file " + file : "variable " + variableName();
    }

    private String variableName()
    {
        return variable == null ? DEFAULT_VARIABLE : variable;
    }
}
