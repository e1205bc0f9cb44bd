package org.ringtape.feeds.transport;

import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.tls.TrustStore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes authorities and the certificates that they sign, as DER of RFC 5280; keys are made anew in each run. */
public final class TestCertificates
{
    private static final AtomicInteger SERIAL = new AtomicInteger(1);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    /** Making one takes long: these are used by turns, so that those of a chain differ. */
    private static final List<KeyPair> RSA_KEYS = rsaKeys();
    private static final byte[] CA_USAGE = {1, 0x06};
    private static final byte[] SIGNING = {7, (byte)0x80};
    private static final byte[] ENCIPHERING = {5, 0x20};

    private TestCertificates()
    {
    }

    private static List<KeyPair> rsaKeys()
    {
        try
        {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Stream.generate(generator::generateKeyPair).limit(5).toList();
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /** Kind of a key. */
    public enum Key
    {
        /** RSA of 2,048 bits. */
        RSA,
        /** P-256. */
        EC;

        private KeyPair make() throws GeneralSecurityException
        {
            if (this == RSA)
            {
                return RSA_KEYS.get(SERIAL.get() % RSA_KEYS.size());
            }
            final KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        }

        private String signature()
        {
            return this == EC ? "SHA256withECDSA" : "SHA256withRSA";
        }

        private byte[] algorithm()
        {
            return this == EC ? sequence(oid(1, 2, 840, 10045, 4, 3, 2)) :
                sequence(oid(1, 2, 840, 113549, 1, 1, 11), der(0x05));
        }
    }

    /** A certificate with its key, and those that vouch for it up to the root, which is left out. */
    public record Holder(X509Certificate certificate, KeyPair keys, Key kind, String name, List<X509Certificate> chain)
    {
        /** A server that shows the chain. */
        public SSLContext serverContext() throws GeneralSecurityException, IOException
        {
            return server(chain);
        }

        /** A server that shows its own certificate only. */
        public SSLContext serverContextWithoutIssuers() throws GeneralSecurityException, IOException
        {
            return server(List.of(certificate));
        }

        private SSLContext server(final List<X509Certificate> shown) throws GeneralSecurityException, IOException
        {
            final KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), PASSWORD, shown.toArray(new Certificate[0]));
            final KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, PASSWORD);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), null, null);
            return context;
        }

        /** The certificate as PEM. */
        public String pem() throws GeneralSecurityException
        {
            return "-----BEGIN CERTIFICATE-----\n" +
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()) +
                "\n-----END CERTIFICATE-----\n";
        }

        /** A store that trusts this one. */
        public TrustStore trusted(final Path folder) throws GeneralSecurityException, IOException
        {
            final Path file = Files.createTempFile(folder, "trusted", ".pem");
            Files.writeString(file, pem());
            return TrustStore.read(file);
        }

        /** An authority below this one. */
        public Holder authority(final String authorityName, final Key key) throws GeneralSecurityException
        {
            return make(authorityName, key, this, extensions(true, CA_USAGE, null), 2);
        }

        /** A server's certificate for localhost. */
        public Holder server(final Key key) throws GeneralSecurityException
        {
            return make("server", key, this, extensions(false, SIGNING, "localhost"), 2);
        }

        /** One that has expired. */
        public Holder expired(final Key key) throws GeneralSecurityException
        {
            return make("server", key, this, extensions(false, SIGNING, "localhost"), -1);
        }

        /** One whose key must not sign, as TLS 1.3 and all forward secrecy demand. */
        public Holder enciphering(final Key key) throws GeneralSecurityException
        {
            return make("server", key, this, extensions(false, ENCIPHERING, "localhost"), 2);
        }
    }

    /** An authority that nobody vouches for. */
    public static Holder root(final Key key) throws GeneralSecurityException
    {
        return make("root", key, null, extensions(true, CA_USAGE, null), 2);
    }

    /** A server's certificate for localhost that it signed itself. */
    public static Holder selfSigned(final Key key) throws GeneralSecurityException
    {
        return make("server", key, null, extensions(false, SIGNING, "localhost"), 2);
    }

    private static Holder make(
        final String name, final Key kind, final Holder issuer, final byte[] extensions, final int lastDay)
        throws GeneralSecurityException
    {
        final KeyPair keys = kind.make();
        final Key signer = issuer == null ? kind : issuer.kind;
        final byte[] body = sequence(
            der(0xA0, integer(2)),
            integer(SERIAL.getAndIncrement()),
            signer.algorithm(),
            name(issuer == null ? name : issuer.name),
            sequence(time(-3), time(lastDay)),
            name(name),
            keys.getPublic().getEncoded(),
            der(0xA3, extensions));
        final Signature signature = Signature.getInstance(signer.signature());
        signature.initSign(issuer == null ? keys.getPrivate() : issuer.keys.getPrivate());
        signature.update(body);
        final byte[] whole = sequence(body, signer.algorithm(), der(0x03, new byte[1], signature.sign()));
        final X509Certificate certificate = (X509Certificate)CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
        final List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        if (issuer != null && !issuer.chain.isEmpty())
        {
            chain.addAll(issuer.chain);
        }
        return new Holder(
            certificate, keys, kind, name, issuer == null && name.equals("root") ? List.of() : List.copyOf(chain));
    }

    private static byte[] extensions(final boolean authority, final byte[] usage, final String host)
    {
        final List<byte[]> all = new ArrayList<>();
        final byte[] critical = der(0x01, new byte[] {(byte)0xFF});
        all.add(sequence(oid(2, 5, 29, 19), critical, der(0x04, authority ? sequence(critical) : sequence())));
        all.add(sequence(oid(2, 5, 29, 15), critical, der(0x04, der(0x03, usage))));
        if (host != null)
        {
            all.add(sequence(oid(2, 5, 29, 17),
                der(0x04, sequence(der(0x82, host.getBytes(StandardCharsets.US_ASCII))))));
        }
        return sequence(all.toArray(new byte[0][]));
    }

    private static byte[] name(final String common)
    {
        return sequence(der(0x31, sequence(oid(2, 5, 4, 3), der(0x0C, common.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] time(final int daysFromNow)
    {
        return der(0x17, Instant.now().plus(daysFromNow, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC).format(UTC_TIME)
            .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] integer(final int value)
    {
        return der(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] sequence(final byte[]... parts)
    {
        return der(0x30, parts);
    }

    private static byte[] oid(final int... arcs)
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++)
        {
            for (int shift = 28; shift > 0; shift -= 7)
            {
                if (arcs[i] >>> shift != 0)
                {
                    bytes.write(arcs[i] >>> shift & 0x7F | 0x80);
                }
            }
            bytes.write(arcs[i] & 0x7F);
        }
        return der(0x06, bytes.toByteArray());
    }

    private static byte[] der(final int tag, final byte[]... parts)
    {
        final byte[] content = Frames.concat(parts);
        final byte[] head = content.length < 0x80 ? Frames.bytes(tag, content.length) :
            content.length < 0x100 ? Frames.bytes(tag, 0x81, content.length) :
            Frames.bytes(tag, 0x82, content.length >> 8, content.length);
        return Frames.concat(head, content);
    }
}
