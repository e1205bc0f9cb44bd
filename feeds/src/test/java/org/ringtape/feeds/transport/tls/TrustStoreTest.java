package org.ringtape.feeds.transport.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.transport.TestCertificates.Holder;
import org.ringtape.feeds.transport.TestCertificates.Key;
import org.ringtape.feeds.transport.TestCertificates;
import org.ringtape.feeds.transport.frame.Frames;

/** Trust stores by their content, with passwords that come from elsewhere. */
class TrustStoreTest
{
    private static final String PASSWORD = "hush-hush";

    private final Holder root;
    private final Holder other;

    @TempDir
    private Path folder;
    private Path passwordFile;

    TrustStoreTest() throws GeneralSecurityException
    {
        root = TestCertificates.root(Key.EC);
        other = TestCertificates.root(Key.RSA);
    }

    @BeforeEach
    void writePassword() throws IOException
    {
        passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    private Path file(final byte[] content) throws IOException
    {
        return Files.write(folder.resolve("trusted"), content);
    }

    private byte[] store(final String type, final boolean trusted) throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (trusted)
        {
            store.setCertificateEntry("ca", root.certificate());
        }
        else
        {
            store.setKeyEntry("own", root.keys().getPrivate(), PASSWORD.toCharArray(),
                new Certificate[] {root.certificate()});
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());
        return bytes.toByteArray();
    }

    private static Set<X509Certificate> issuers(final TrustStore store) throws GeneralSecurityException
    {
        return Set.of(((X509TrustManager)store.trustManagers()[0]).getAcceptedIssuers());
    }

    @Test
    void shouldReadSeveralCertificatesOfPem() throws Exception
    {
        final TrustStore store = TrustStore.read(file(Frames.utf8(
            "# ours\n" + root.pem() + "subject=x\r\n" + other.pem().replace("\n", "\r\n"))));
        assertEquals(Set.of(root.certificate(), other.certificate()), issuers(store));
        assertTrue(store.toString().endsWith("trusted (2 trusted)"), store.toString());
    }

    @Test
    void shouldReadACertificateAsItIs() throws Exception
    {
        assertEquals(Set.of(root.certificate()), issuers(TrustStore.read(file(root.certificate().getEncoded()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void shouldReadAStoreByItsContent(final String type) throws Exception
    {
        final Path file = file(store(type, true));
        assertEquals(
            Set.of(root.certificate()), issuers(TrustStore.read(file, StorePassword.ofFile(passwordFile))));
        final StorePassword variable = StorePassword.usual(Map.of(StorePassword.DEFAULT_VARIABLE, PASSWORD)::get);
        assertEquals(TrustStore.read(file, variable), TrustStore.read(file, StorePassword.ofFile(passwordFile)));
        assertNotEquals(TrustStore.read(file, variable), other.trusted(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void shouldNotTrustTheOwnerOfAKey(final String type) throws Exception
    {
        final Path file = file(store(type, false));
        assertRefused(file, StorePassword.ofFile(passwordFile), "holds no trusted certificate, or needs a password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void shouldSayWhoseThePasswordIsNotWithoutShowingIt(final String type) throws Exception
    {
        Files.writeString(passwordFile, "other-secret");
        assertRefused(file(store(type, true)), StorePassword.ofFile(passwordFile),
            "the password of file " + passwordFile + " is not its own");
    }

    @Test
    void shouldSayThatAStoreMayNeedAPassword() throws Exception
    {
        assertRefused(file(store("PKCS12", true)), StorePassword.usual((name) -> null),
            "holds no trusted certificate, or needs a password");
    }

    @Test
    void shouldSayWhereAPasswordIsNot() throws Exception
    {
        final Path file = file(store("PKCS12", true));
        assertRefused(file, StorePassword.ofVariable("NO_SUCH_VARIABLE_HERE"),
            "no password in variable NO_SUCH_VARIABLE_HERE");
        final Path missing = folder.resolve("missing");
        assertRefused(file, StorePassword.ofFile(missing), "trustStorePasswordFile cannot be read: " + missing);
    }

    @Test
    void shouldNotRepeatWhatIsNoVariable()
    {
        final String message = assertThrows(
            IllegalArgumentException.class, () -> StorePassword.ofVariable(PASSWORD)).getMessage();
        assertFalse(message.contains(PASSWORD), message);
    }

    @Test
    void shouldRefuseWhatIsNothingOfTheKind() throws Exception
    {
        for (final byte[] content : List.of(new byte[0], Frames.utf8("hello"), Frames.bytes(0x30),
            Frames.utf8("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")))
        {
            assertRefused(file(content), StorePassword.usual((name) -> null), "");
        }
        assertRefused(file(Frames.utf8("hello")), StorePassword.usual((name) -> null),
            "neither PEM certificates nor PKCS12 nor JKS");
        assertRefused(file(Frames.bytes(0x30, 0x03, 0x02, 0x01, 0x03)), StorePassword.usual((name) -> null), "");
        assertRefused(file(Frames.bytes(0x30, 0x03, 0x30, 0x01, 0x03)), StorePassword.usual((name) -> null), "");
        assertRefused(folder.resolve("nowhere"), StorePassword.usual(), "no such file");
        assertRefused(folder, StorePassword.usual(), "no such file");
    }

    @Test
    void shouldRefuseATrustManagerThatIsNotToldTheHost()
    {
        final X509TrustManager plain = new X509TrustManager()
        {
            @Override
            public void checkClientTrusted(final X509Certificate[] chain, final String authType)
            {
                throw new AssertionError();
            }

            @Override
            public void checkServerTrusted(final X509Certificate[] chain, final String authType)
            {
                throw new AssertionError();
            }

            @Override
            public X509Certificate[] getAcceptedIssuers()
            {
                return new X509Certificate[0];
            }
        };
        assertThrows(IllegalArgumentException.class,
            () -> TlsProvider.CONSCRYPT.context(null, new X509TrustManager[] {plain}));
    }

    private static void assertRefused(final Path file, final StorePassword password, final String problem)
    {
        final String message = assertThrows(
            IllegalArgumentException.class, () -> TrustStore.read(file, password)).getMessage();
        assertTrue(message.startsWith("trustStore " + file + ": " + problem), message);
        assertFalse(message.contains(PASSWORD) || message.contains("other-secret"), message);
    }
}
