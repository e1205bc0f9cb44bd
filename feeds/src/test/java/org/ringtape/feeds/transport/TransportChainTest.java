package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.feeds.transport.TestCertificates.Holder;
import org.ringtape.feeds.transport.TestCertificates.Key;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

/** Servers that an authority vouches for, as venues' are, and all those that must be refused: both providers alike. */
@Timeout(60)
@ParameterizedClass(name = "{0} {1}")
@CsvSource({"JDK,TLSv1.2", "JDK,TLSv1.3", "CONSCRYPT,TLSv1.2", "CONSCRYPT,TLSv1.3"})
class TransportChainTest
{
    private final TlsProvider provider;
    private final String version;
    private final HeardEvents heard = new HeardEvents(ReceiveMode.BLOCKING);
    private final Holder root;

    @TempDir
    private Path folder;

    TransportChainTest(final TlsProvider provider, final String version) throws GeneralSecurityException
    {
        this.provider = provider;
        this.version = version;
        root = TestCertificates.root(Key.EC);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTalkToAServerOfATrustedAuthority(final Key key) throws Exception
    {
        accept(root.server(key).serverContext(), root);
    }

    @ParameterizedTest
    @CsvSource({"RSA,RSA", "RSA,EC", "EC,RSA", "EC,EC"})
    void shouldTalkToAServerOfAnAuthorityBelow(final Key between, final Key leaf) throws Exception
    {
        final Holder rsa = TestCertificates.root(Key.RSA);
        accept(rsa.authority("between", between).server(leaf).serverContext(), rsa);
    }

    @Test
    void shouldTalkToAServerOfAnAuthorityBelowThatIsTrustedItself() throws Exception
    {
        final Holder between = root.authority("between", Key.EC);
        accept(between.server(Key.EC).serverContext(), between);
    }

    @Test
    void shouldRefuseAnotherHost() throws Exception
    {
        refuse("127.0.0.1", root.server(Key.EC).serverContext(), root);
    }

    @Test
    void shouldRefuseAnotherHostOfAnAuthorityBelow() throws Exception
    {
        refuse("127.0.0.1", root.authority("between", Key.RSA).server(Key.EC).serverContext(), root);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnExpiredCertificate(final Key key) throws Exception
    {
        refuse("localhost", root.expired(key).serverContext(), root);
    }

    @Test
    void shouldRefuseAnUnknownAuthorityOfTheSameName() throws Exception
    {
        refuse("localhost", TestCertificates.root(Key.EC).server(Key.EC).serverContext(), root);
    }

    @Test
    void shouldRefuseAPrivateAuthorityUnlessItIsTrusted() throws Exception
    {
        refuse("localhost", root.server(Key.EC).serverContext(), (TrustStore)null);
    }

    @Test
    void shouldRefuseACertificateSignedByItself() throws Exception
    {
        refuse("localhost", TestCertificates.selfSigned(Key.EC).serverContext(), root);
    }

    @Test
    void shouldRefuseAChainWithAHole() throws Exception
    {
        refuse("localhost",
            root.authority("between", Key.EC).server(Key.EC).serverContextWithoutIssuers(), root);
    }

    @Test
    void shouldRefuseACertificateSignedByOneThatIsNoAuthority() throws Exception
    {
        refuse("localhost", root.server(Key.EC).server(Key.EC).serverContext(), root);
    }

    /** A Conscrypt that asked by no kind of key at all would let this one pass. */
    @Test
    void shouldRefuseACertificateWhoseKeyMustNotSign() throws Exception
    {
        refuse("localhost", root.enciphering(Key.EC).serverContext(), root);
    }

    private void accept(final SSLContext serverContext, final Holder trusted) throws Exception
    {
        try (ScriptedServer server = server(serverContext))
        {
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), context(trusted.trusted(folder)), heard);
            transport.connect();
            server.acceptUpgrade();
            heard.expect("open");
            final SSLSession session = ((SSLSocket)server.peer()).getSession();
            assertEquals(version, session.getProtocol());
            assertTrue(transport.send("hello"));
            assertEquals(ScriptedServer.frame(0x81, Frames.utf8("hello")), server.readFrame());
            server.write(Frames.close(1000, ""));
            heard.expectLast("closed 1000 by peer: ");
        }
    }

    private void refuse(final String host, final SSLContext serverContext, final Holder trusted) throws Exception
    {
        refuse(host, serverContext, trusted.trusted(folder));
    }

    private void refuse(final String host, final SSLContext serverContext, final TrustStore trusted) throws Exception
    {
        try (ScriptedServer server = server(serverContext))
        {
            new WebSocketTransport(server.uri(host), context(trusted), heard).connect();
            server.accept();
            assertTrue(server.isEnded(), "the TLS handshake fails on the server's side too");
            heard.expectLastBegins("closed 1015 by us: SSLHandshakeException");
        }
    }

    private TransportContext context(final TrustStore trusted)
    {
        return heard.context().tls(provider).route(NetworkRoute.DEFAULT.with(trusted));
    }

    private ScriptedServer server(final SSLContext context) throws IOException
    {
        final ScriptedServer server = new ScriptedServer(context.getServerSocketFactory(), "wss");
        server.speakOnly(version);
        return server;
    }
}
