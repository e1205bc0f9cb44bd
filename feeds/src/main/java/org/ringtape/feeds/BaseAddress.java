package org.ringtape.feeds;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which base addresses of venues are good. One that may hold a secret, by a user or a query, is refused without being
 * repeated. Static, any thread.
 */
public final class BaseAddress
{
    private static final int MAX_PORT = 0xFFFF;

    private BaseAddress()
    {
    }

    /**
     * Reads an address.
     *
     * @param scheme plain one, {@code ws} or {@code http}; its secure form is good as well
     * @throws IllegalArgumentException saying what is wrong
     */
    public static URI parse(final String text, final String scheme)
    {
        final URI address;
        try
        {
            address = new URI(text);
        }
        catch (final URISyntaxException e)
        {
            throw new IllegalArgumentException(hasUser(text) ? user() : "expected " + kind(scheme) + shown(text));
        }
        if (!isOfKind(address, scheme) && !hasUser(text))
        {
            throw new IllegalArgumentException("expected " + kind(scheme) + shown(text));
        }
        requireNothingElse(address);
        return address;
    }

    /**
     * Checks an address.
     *
     * @param property named if it is wrong
     * @param scheme   plain one, {@code ws} or {@code http}; its secure form is good as well
     * @return the address with a slash at its end, so that paths resolve under it
     * @throws IllegalArgumentException saying what is wrong
     */
    public static URI require(final String property, final URI address, final String scheme)
    {
        final String text = address.toString();
        if (!isOfKind(address, scheme) && !hasUser(text))
        {
            throw new IllegalArgumentException(property + " must be " + kind(scheme) + shown(text));
        }
        try
        {
            requireNothingElse(address);
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
        return text.endsWith("/") ? address : URI.create(text + "/");
    }

    private static void requireNothingElse(final URI address)
    {
        if (hasUser(address.toString()))
        {
            throw new IllegalArgumentException(user());
        }
        if (address.getPort() == 0 || address.getPort() > MAX_PORT)
        {
            throw new IllegalArgumentException("no such port: " + address.getPort());
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null)
        {
            throw new IllegalArgumentException("must have neither query nor fragment; it is not repeated here");
        }
    }

    private static boolean isOfKind(final URI address, final String scheme)
    {
        return address.getHost() != null &&
            (scheme.equals(address.getScheme()) || (scheme + "s").equals(address.getScheme()));
    }

    /** Whether an at sign stands before the path, where a user would. */
    private static boolean hasUser(final String text)
    {
        final int begin = text.indexOf("//");
        final String authority = begin < 0 ? text : text.substring(begin + 2).split("[/?#]", 2)[0];
        return authority.indexOf('@') >= 0;
    }

    private static String user()
    {
        return "must hold no credentials (user@…); it is not repeated here";
    }

    private static String kind(final String scheme)
    {
        return scheme + "://host or " + scheme + "s://host";
    }

    private static String shown(final String text)
    {
        return text.matches("(?s).*[@?#].*") ? "" : ": " + Texts.shown(text);
    }
}
