package org.ringtape.feeds.transport.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of those whom we trust, in place of the JDK's: of a PEM file with one or several of them, or of a PKCS12
 * or JKS store, which its content tells. Read once; immutable.
 */
public final class TrustStore
{
    private static final int MAX_LENGTH = 16 * 1024 * 1024;
    private static final Pattern PEM_CERTIFICATE = Pattern.compile(
        "-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END (?:X509 )?CERTIFICATE-----");
    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_INTEGER = 0x02;

    private final Path file;
    private final List<Certificate> trusted;

    private TrustStore(final Path file, final List<Certificate> trusted)
    {
        this.file = file;
        this.trusted = List.copyOf(trusted);
    }

    /**
     * Reads a file whose password, if it needs one, is in {@link StorePassword#DEFAULT_VARIABLE}.
     *
     * @throws IllegalArgumentException as {@link #read(Path, StorePassword)}
     */
    public static TrustStore read(final Path file)
    {
        return read(file, StorePassword.usual());
    }

    /**
     * Reads a file.
     *
     * @param password of a PKCS12 or JKS store; PEM has none
     * @throws IllegalArgumentException naming the file, if it cannot be read, is nothing of the kind, has another
     *     password, or holds nobody to trust
     */
    public static TrustStore read(final Path file, final StorePassword password)
    {
        try
        {
            final byte[] content = content(file);
            final List<Certificate> found = isStore(content) ?
                certificates(store(content, password)) : certificates(content);
            if (found.isEmpty())
            {
                throw new IllegalArgumentException("holds no trusted certificate, or needs a password");
            }
            return new TrustStore(file, found);
        }
        catch (final IOException e)
        {
            throw wrong(file, e.getCause() instanceof UnrecoverableKeyException ?
                "the password of " + password + " is not its own" : "cannot be read", e);
        }
        catch (final GeneralSecurityException | IllegalArgumentException e)
        {
            throw wrong(file, e.getMessage(), e);
        }
    }

    private static byte[] content(final Path file) throws IOException
    {
        if (!Files.isRegularFile(file))
        {
            throw new IllegalArgumentException("no such file");
        }
        try (InputStream input = Files.newInputStream(file))
        {
            final byte[] content = input.readNBytes(MAX_LENGTH + 1);
            if (content.length > MAX_LENGTH)
            {
                throw new IllegalArgumentException("longer than " + MAX_LENGTH + " bytes");
            }
            return content;
        }
    }

    private static boolean isJks(final byte[] content)
    {
        return content.length >= Integer.BYTES &&
            ((content[0] & 0xFF) << 24 | (content[1] & 0xFF) << 16 | (content[2] & 0xFF) << 8 | content[3] & 0xFF) ==
            JKS_MAGIC;
    }

    /** A PKCS12 store begins with its version, a certificate with a sequence within the sequence. */
    private static boolean isStore(final byte[] content)
    {
        if (content.length < 2 || content[0] != DER_SEQUENCE)
        {
            return isJks(content);
        }
        final int lengthOctets = (content[1] & 0x80) == 0 ? 0 : content[1] & 0x7F;
        return content.length > 2 + lengthOctets && content[2 + lengthOctets] == DER_INTEGER;
    }

    private static KeyStore store(final byte[] content, final StorePassword password)
        throws IOException, GeneralSecurityException
    {
        final KeyStore store = KeyStore.getInstance(isJks(content) ? "JKS" : "PKCS12");
        store.load(new ByteArrayInputStream(content), password.read());
        return store;
    }

    /** Only entries that say whom to trust: the owner of a key entry is not one. */
    private static List<Certificate> certificates(final KeyStore store) throws GeneralSecurityException
    {
        final List<Certificate> found = new ArrayList<>();
        for (final String alias : Collections.list(store.aliases()))
        {
            if (store.isCertificateEntry(alias))
            {
                found.add(store.getCertificate(alias));
            }
        }
        return found;
    }

    private static List<Certificate> certificates(final byte[] content) throws GeneralSecurityException
    {
        final CertificateFactory factory = CertificateFactory.getInstance("X.509");
        if (content.length > 0 && content[0] == DER_SEQUENCE)
        {
            return List.of(factory.generateCertificate(new ByteArrayInputStream(content)));
        }
        final List<Certificate> found = new ArrayList<>();
        final Matcher block = PEM_CERTIFICATE.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (block.find())
        {
            final byte[] der = Base64.getMimeDecoder().decode(block.group(1));
            found.add(factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        if (found.isEmpty())
        {
            throw new IllegalArgumentException("neither PEM certificates nor PKCS12 nor JKS");
        }
        return found;
    }

    /** Trust managers of the JDK's, which check path and host name. */
    TrustManager[] trustManagers() throws GeneralSecurityException
    {
        final KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        try
        {
            anchors.load(null, null);
        }
        catch (final IOException e)
        {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
        for (int i = 0; i < trusted.size(); i++)
        {
            anchors.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    private static IllegalArgumentException wrong(final Path file, final String problem, final Exception cause)
    {
        return new IllegalArgumentException("trustStore " + file + ": " + problem, cause);
    }

    /** Equal if the same are trusted. */
    @Override
    public boolean equals(final Object other)
    {
        return other instanceof TrustStore store && trusted.equals(store.trusted);
    }

    @Override
    public int hashCode()
    {
        return trusted.hashCode();
    }

    /** Path and number of certificates. */
    @Override
    public String toString()
    {
        return file + " (" + trusted.size() + " trusted)";
    }
}
