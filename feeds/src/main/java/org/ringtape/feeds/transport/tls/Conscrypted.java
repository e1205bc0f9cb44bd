package org.ringtape.feeds.transport.tls;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.conscrypt.Conscrypt;

/**
 * The only class that needs Conscrypt's jar. Its provider is used by reference and never installed, so that nothing
 * else in the host's JVM changes.
 */
final class Conscrypted
{
    private Conscrypted()
    {
    }

    static void require()
    {
        try
        {
            Loaded.PROVIDER.getName();
        }
        catch (final NoClassDefFoundError | ExceptionInInitializerError | UnsatisfiedLinkError e)
        {
            throw new IllegalStateException("tls conscrypt needs " + TlsProvider.CONSCRYPT_ARTIFACT +
                " on the class path, with native code for this platform (" + System.getProperty("os.name") + ", " +
                System.getProperty("os.arch") + "): add it, or set tls to jdk", e);
        }
    }

    static SSLContext context(final KeyManager[] keys, final TrustManager[] trusted) throws GeneralSecurityException
    {
        require();
        final SSLContext context = SSLContext.getInstance("TLS", Loaded.PROVIDER);
        context.init(keys, Arrays.stream(trusted).map(Conscrypted::judge).toArray(TrustManager[]::new), null);
        return context;
    }

    /** Conscrypt leaves the host name to the trust manager, and only an extended one is told it. */
    private static TrustManager judge(final TrustManager trusted)
    {
        if (!(trusted instanceof X509ExtendedTrustManager extended))
        {
            throw new IllegalArgumentException(
                "tls conscrypt checks host names only by an X509ExtendedTrustManager: " + trusted.getClass().getName());
        }
        return new JudgedByJdk(extended);
    }

    /** Loaded on first use, so that a missing jar is found by {@link #require()}. */
    private static final class Loaded
    {
        private static final Provider PROVIDER = provider();

        private static Provider provider()
        {
            Conscrypt.checkAvailability();
            return Conscrypt.newProviderBuilder().provideTrustManager(false).build();
        }
    }
}
