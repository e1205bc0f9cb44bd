package org.ringtape.bench.latency.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.ringtape.feeds.transport.tls.TlsProvider;

/**
 * A key and certificate for {@code localhost}, made by the JDK's keytool when asked for and kept in memory only: for
 * measurements over TLS on loopback. Any thread.
 */
public final class LoopbackKey
{
    private final KeyStore keys;
    private final char[] password;

    private LoopbackKey(final KeyStore keys, final char[] password)
    {
        this.keys = keys;
        this.password = password;
    }

    /**
     * Makes one that is good for two days; takes about a second.
     *
     * @throws IOException if keytool fails, with what it says
     */
    public static LoopbackKey make() throws IOException
    {
        final Path folder = Files.createTempDirectory("ringtape-key");
        final Path file = folder.resolve("loopback.p12");
        final char[] password = UUID.randomUUID().toString().toCharArray();
        try
        {
            runKeytool(file, new String(password));
            final KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream input = Files.newInputStream(file))
            {
                keys.load(input, password);
            }
            return new LoopbackKey(keys, password);
        }
        catch (final GeneralSecurityException e)
        {
            throw new IOException("keytool's key cannot be read", e);
        }
        finally
        {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static void runKeytool(final Path file, final String password) throws IOException
    {
        final Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", "loopback", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
            "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", password)
            .redirectErrorStream(true).start();
        final String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try
        {
            if (keytool.waitFor() != 0)
            {
                throw new IOException("keytool: " + output);
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** For the server's side: the JDK's TLS with this key. */
    public SSLContext serverContext()
    {
        try
        {
            final KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, password);
            return TlsProvider.JDK.context(own.getKeyManagers(), null);
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /** For the client's side: trusts this key and no other. */
    public SSLContext clientContext(final TlsProvider provider)
    {
        try
        {
            final TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(keys);
            return provider.context(null, trusted.getTrustManagers());
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }
}
