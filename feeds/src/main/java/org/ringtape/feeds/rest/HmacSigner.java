package org.ringtape.feeds.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Binance wants it: {@code timestamp} and {@code recvWindow} join the query, then {@code signature}, which is
 * the HMAC-SHA256 of query and body in hexadecimal digits; the key is a header. Source: Binance spec, "Auth". Control
 * path, one thread.
 */
public final class HmacSigner implements RequestSigner
{
    private static final String ALGORITHM = "HmacSHA256";

    private final String keyHeader;
    private final Supplier<String> key;
    private final Supplier<String> secret;
    private final long receiveWindowMs;

    /**
     * A signer.
     *
     * @param keyHeader       name of the header that has the key
     * @param key             read at each request
     * @param secret          read at each request
     * @param receiveWindowMs how long after its timestamp the venue may take the request
     */
    public HmacSigner(
        final String keyHeader, final Supplier<String> key, final Supplier<String> secret, final long receiveWindowMs)
    {
        this.keyHeader = keyHeader;
        this.key = key;
        this.secret = secret;
        this.receiveWindowMs = receiveWindowMs;
    }

    @Override
    public RestRequest sign(final RestRequest request, final long nowNs)
    {
        final String query = request.uri().getRawQuery();
        final String stamped = (query == null || query.isEmpty() ? "" : query + "&") +
            "timestamp=" + TimeUnit.NANOSECONDS.toMillis(nowNs) + "&recvWindow=" + receiveWindowMs;
        final String signature = signature(stamped, request.body());
        return request.uri(withQuery(request.uri(), stamped + "&signature=" + signature))
            .header(keyHeader, key.get());
    }

    private String signature(final String query, final byte[] body)
    {
        try
        {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.get().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(query.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("cannot sign: " + e.getClass().getSimpleName()); // no text of the secret's
        }
    }

    private static URI withQuery(final URI uri, final String query)
    {
        final String text = uri.toString();
        final int end = text.indexOf('?');
        return URI.create((end < 0 ? text : text.substring(0, end)) + "?" + query);
    }
}
