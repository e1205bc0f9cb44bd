package org.ringtape.feeds.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One request over HTTP. Immutable; any thread. What it says of itself holds no header, body or query, in which secrets
 * stand.
 */
public final class RestRequest
{
    /** What is to be done. */
    public enum Method
    {
        /** Reads; may be asked again without harm. */
        GET,
        /** Makes something. */
        POST,
        /** Sets something. */
        PUT,
        /** Takes something away. */
        DELETE
    }

    private static final byte[] NO_BODY = {};
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String FIELD_VALUE = "[\\t -~]*";

    private final Method method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    private RestRequest(final Method method, final URI uri, final Map<String, String> headers, final byte[] body)
    {
        this.method = Objects.requireNonNull(method, "method");
        this.uri = Objects.requireNonNull(uri, "uri");
        this.headers = headers;
        this.body = body;
    }

    /** A request without headers and body. */
    public static RestRequest of(final Method method, final URI uri)
    {
        return new RestRequest(method, uri, Map.of(), NO_BODY);
    }

    /** A request that reads. */
    public static RestRequest get(final URI uri)
    {
        return of(Method.GET, uri);
    }

    /** The same with another address, such as one with a longer query. */
    public RestRequest uri(final URI other)
    {
        return new RestRequest(method, other, headers, body);
    }

    /**
     * The same with a header more, or another value of one; names do not depend on case.
     *
     * @throws IllegalArgumentException naming the header, and not its value, if either is malformed
     */
    public RestRequest header(final String name, final String value)
    {
        if (!name.matches(TOKEN) || !value.matches(FIELD_VALUE))
        {
            throw new IllegalArgumentException("header " + name.replaceAll("[^!-~]", "?") + " is malformed");
        }
        final Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new RestRequest(method, uri, Collections.unmodifiableMap(more), body);
    }

    /**
     * The same with a body.
     *
     * @param type media type, such as {@code application/json}
     * @param text as UTF-8
     * @throws IllegalStateException if the method takes none
     */
    public RestRequest body(final String type, final String text)
    {
        if (method == Method.GET)
        {
            throw new IllegalStateException("GET takes no body");
        }
        final RestRequest typed = header("Content-Type", type);
        return new RestRequest(method, uri, typed.headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is to be done. */
    public Method method()
    {
        return method;
    }

    /** Where, with the query. */
    public URI uri()
    {
        return uri;
    }

    /** Header fields, by name. */
    public Map<String, String> headers()
    {
        return headers;
    }

    /** A copy of the body; empty if there is none. */
    public byte[] body()
    {
        return body.clone();
    }

    /** True if asking twice does no more than asking once. */
    public boolean isSafe()
    {
        return method == Method.GET;
    }

    /** Method, host and path, and nothing in which a secret may stand. */
    @Override
    public String toString()
    {
        return method + " " + uri.getScheme() + "://" + uri.getHost() +
            (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
    }
}
