package org.ringtape.feeds.transport;

import org.ringtape.feeds.transport.tls.TlsProvider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key for localhost, signed by itself, made once for all tests of a run. */
final class TestKey
{
    private static final String PASSWORD = "changeit";

    static final TestKey INSTANCE = new TestKey();

    private final KeyStore keys;

    private TestKey()
    {
        try
        {
            final Path folder = Files.createTempDirectory("ringtape-key");
            final Path store = folder.resolve("test.p12");
            keys = make(store);
            Files.delete(store);
            Files.delete(folder);
        }
        catch (final IOException | InterruptedException | GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore make(final Path store) throws IOException, InterruptedException, GeneralSecurityException
    {
        final Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "test",
            "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "2",
            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
            .redirectErrorStream(true).start();
        final String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0)
        {
            throw new IllegalStateException(output);
        }
        final KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store))
        {
            made.load(input, PASSWORD.toCharArray());
        }
        return made;
    }

    SSLContext serverContext() throws GeneralSecurityException
    {
        final KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    SSLContext clientContext(final TlsProvider provider) throws GeneralSecurityException
    {
        final TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        return provider.context(null, trusted.getTrustManagers());
    }
}
