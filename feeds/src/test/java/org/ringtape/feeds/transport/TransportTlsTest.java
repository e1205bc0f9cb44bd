package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;

/** TLS by each provider in each mode, with a key made for the test: data both ways, and what must not do. */
@Timeout(60)
@ParameterizedClass(name = "{0} {1}")
@CsvSource({"JDK,BLOCKING", "JDK,SPINNING", "CONSCRYPT,BLOCKING", "CONSCRYPT,SPINNING"})
class TransportTlsTest
{
    private final TlsProvider provider;
    private final HeardEvents heard;
    private final SSLContext trusting;

    TransportTlsTest(final TlsProvider provider, final ReceiveMode mode) throws GeneralSecurityException
    {
        this.provider = provider;
        heard = new HeardEvents(mode);
        trusting = TestKey.INSTANCE.clientContext(provider);
    }

    private static ScriptedServer server() throws IOException, GeneralSecurityException
    {
        return new ScriptedServer(TestKey.INSTANCE.serverContext().getServerSocketFactory(), "wss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldTalkAndCloseOverTls(final String version) throws Exception
    {
        try (ScriptedServer server = server())
        {
            server.speakOnly(version);
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(trusting), heard);
            transport.connect();
            server.acceptRequest();
            server.write(server.upgradeAnswer(""), Frames.text("with the answer"));
            heard.expect("open", "text with the answer");
            assertTrue(transport.send("hello"));
            assertEquals(ScriptedServer.frame(0x81, Frames.utf8("hello")), server.readFrame());
            final String large = "€".repeat(100_000);
            server.write(Frames.text(large), Frames.frame(0x89, Frames.utf8("p")));
            assertEquals(ScriptedServer.frame(0x8A, Frames.utf8("p")), server.readFrame());
            heard.expect("text " + large, "ping");
            server.write(Frames.close(1001, "bye"));
            assertEquals(1001, server.readCloseCode());
            heard.expectLast("closed 1001 by peer: bye");
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndWhenAbortedWhileOpenOverTls() throws Exception
    {
        try (ScriptedServer server = server())
        {
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(trusting), heard);
            transport.connect();
            server.acceptUpgrade();
            heard.expect("open");
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }

    @Test
    void shouldRefuseCertificateOfAnotherHost() throws Exception
    {
        refuse("127.0.0.1", trusting);
    }

    @Test
    void shouldRefuseCertificateThatNobodyVouchesFor() throws Exception
    {
        refuse("localhost", null);
    }

    private void refuse(final String host, final SSLContext context) throws Exception
    {
        try (ScriptedServer server = server())
        {
            new WebSocketTransport(server.uri(host), heard.context().tls(provider).sslContext(context), heard)
                .connect();
            server.accept();
            assertTrue(server.isEnded(), "the TLS handshake fails on the server's side too");
            heard.expectLastBegins("closed 1015 by us: SSLHandshakeException");
        }
    }

    @Test
    void shouldDoTlsByTheProviderThatWasAskedFor() throws Exception
    {
        final String name = provider == TlsProvider.CONSCRYPT ? "Conscrypt" : "SunJSSE";
        assertEquals(name, trusting.getProvider().getName());
        assertEquals(name, provider.defaultContext().getProvider().getName());
    }

    @Test
    void shouldOfferNoVersionsButTls13And12() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/");
            final WebSocketTransport transport = new WebSocketTransport(uri, heard.context().tls(provider), heard);
            transport.connect();
            server.accept();
            final byte[] head = server.peer().getInputStream().readNBytes(5);
            final int length = (head[3] & 0xFF) << 8 | head[4] & 0xFF;
            final String hello = HexFormat.of().formatHex(server.peer().getInputStream().readNBytes(length));
            // Extension 43, supported_versions: 5 bytes, a list of 4 bytes, 1.3 and 1.2 (RFC 8446, 4.2.1).
            assertTrue(hello.contains("002b00050403040303"), hello);
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }

    @Test
    void shouldEndWhenAbortedWhileHandshakeIsStalled() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/");
            final WebSocketTransport transport = new WebSocketTransport(uri, heard.context().tls(provider), heard);
            transport.connect();
            server.accept();
            assertEquals(0x16, server.peer().getInputStream().read());
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndWhenAbortedWhileTheWriterWaitsForAPeerThatReadsNothing() throws Exception
    {
        try (ScriptedServer server = server())
        {
            server.receiveLittle();
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(trusting), heard);
            transport.connect();
            server.acceptUpgrade();
            heard.expect("open");
            assertTrue(transport.send("x".repeat(16 << 20)));
            assertEquals(0x81, server.peer().getInputStream().read());
            server.write(Frames.text("meanwhile"));
            heard.expect("text meanwhile");
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }

    @Test
    void shouldCloseWithHandshakeOverTls() throws Exception
    {
        try (ScriptedServer server = server())
        {
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(trusting), heard);
            transport.connect();
            server.acceptUpgrade();
            heard.expect("open");
            transport.close(1000, "done");
            assertEquals(1000, server.readCloseCode());
            server.write(Frames.close(1000, "done"));
            heard.expectLast("closed 1000 by us: done");
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndAbnormallyWhenPeerDropsWithoutTellingTls() throws Exception
    {
        try (ScriptedServer server = server())
        {
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(trusting), heard);
            transport.connect();
            server.acceptUpgrade();
            server.write(Frames.text("one"));
            heard.expect("open", "text one");
            server.peer().close();
            heard.expectLastBegins("closed 1006 by peer");
        }
    }

    @Test
    void shouldEndWhenServerSpeaksNoTls() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final String uri = "wss://127.0.0.1:" + server.port() + "/";
            new WebSocketTransport(URI.create(uri), heard.context().tls(provider), heard).connect();
            server.accept();
            server.write(Frames.utf8("HTTP/1.1 400 Bad Request\r\n\r\n"));
            heard.expectLastBegins("closed 1015 by us: SSLException");
        }
    }
}
