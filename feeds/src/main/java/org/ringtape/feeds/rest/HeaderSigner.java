package org.ringtape.feeds.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Adds headers that hold a key, a secret or a token, as Rails and Kiyotaka want it. Control path, one thread.
 */
public final class HeaderSigner implements RequestSigner
{
    private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();

    /**
     * Adds a header.
     *
     * @param name  of it
     * @param value read at each request
     */
    public HeaderSigner header(final String name, final Supplier<String> value)
    {
        headers.put(name, value);
        return this;
    }

    /** Adds the header of a token: {@code Authorization: Bearer …}. */
    public HeaderSigner bearer(final Supplier<String> token)
    {
        return header("Authorization", () -> "Bearer " + token.get());
    }

    @Override
    public RestRequest sign(final RestRequest request, final long nowNs)
    {
        RestRequest signed = request;
        for (final Map.Entry<String, Supplier<String>> header : headers.entrySet())
        {
            signed = signed.header(header.getKey(), header.getValue().get());
        }
        return signed;
    }
}
