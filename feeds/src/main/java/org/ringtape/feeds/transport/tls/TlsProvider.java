package org.ringtape.feeds.transport.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who encrypts and decrypts. Certificates are judged by the JDK in either case: its trust store, its path validation
 * and its check of the host name; only TLS 1.2 and 1.3 are spoken.
 */
public enum TlsProvider
{
    /** The JDK's own, in Java. */
    JDK,
    /** Conscrypt, which is BoringSSL: native code, an optional dependency. */
    CONSCRYPT;

    /** What to add to the class path for {@link #CONSCRYPT}. */
    public static final String CONSCRYPT_ARTIFACT = "org.conscrypt:conscrypt-openjdk-uber";

    /** Name in configuration and commands: {@code jdk} or {@code conscrypt}. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The provider of a name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static TlsProvider of(final String label)
    {
        return Arrays.stream(values())
            .filter((provider) -> provider.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown TLS provider '" + label + "'; known: " +
                Arrays.stream(values()).map(TlsProvider::label).collect(Collectors.joining(", "))));
    }

    /**
     * Makes sure that it is there.
     *
     * @return this
     * @throws IllegalStateException naming the setting and the artifact, if it is not on the class path, or has no
     *     native code for this platform
     */
    public TlsProvider require()
    {
        if (this == CONSCRYPT)
        {
            Conscrypted.require();
        }
        return this;
    }

    /**
     * A context that trusts whom the JDK trusts by default.
     *
     * @throws GeneralSecurityException if the JDK's trust store cannot be read
     * @throws IllegalStateException    as {@link #require()}
     */
    public SSLContext defaultContext() throws GeneralSecurityException
    {
        if (this == JDK)
        {
            return SSLContext.getDefault();
        }
        final TrustManagerFactory trusted = TrustManagerFactory.getInstance(
            TrustManagerFactory.getDefaultAlgorithm(), "SunJSSE");
        trusted.init((KeyStore)null);
        return context(null, trusted.getTrustManagers());
    }

    /**
     * A context that trusts whom a store names, and nobody else.
     *
     * @param store null for whom the JDK trusts by default
     * @throws GeneralSecurityException if the provider does not take it
     * @throws IllegalStateException    as {@link #require()}
     */
    public SSLContext context(final TrustStore store) throws GeneralSecurityException
    {
        return store == null ? defaultContext() : context(null, store.trustManagers());
    }

    /**
     * A context with keys and trust of one's own.
     *
     * @param keys    null for none
     * @param trusted from a {@link TrustManagerFactory} of the JDK's, so that host names are checked; null, with
     *                {@link #JDK} only, for its default
     * @throws GeneralSecurityException if the provider does not take them
     * @throws IllegalArgumentException if {@link #CONSCRYPT} could not check host names by one
     * @throws IllegalStateException    as {@link #require()}
     */
    public SSLContext context(final KeyManager[] keys, final TrustManager[] trusted) throws GeneralSecurityException
    {
        if (this == CONSCRYPT)
        {
            return Conscrypted.context(keys, trusted);
        }
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted, null);
        return context;
    }
}
