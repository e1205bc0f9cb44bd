package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a key made for the test: data both ways, and certificates that must not do. */
@Timeout(60)
class TransportTlsTest
{
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;
    private static SSLContext tls;

    private final HeardEvents heard = new HeardEvents();

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException, GeneralSecurityException
    {
        final Path store = folder.resolve("test.p12");
        final Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "test",
            "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "2",
            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
            .redirectErrorStream(true).start();
        final String output = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), output);
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store))
        {
            keys.load(input, PASSWORD.toCharArray());
        }
        final KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        final TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    private static ScriptedServer server() throws IOException
    {
        return new ScriptedServer(tls.getServerSocketFactory(), "wss");
    }

    @Test
    void shouldTalkAndCloseOverTls() throws Exception
    {
        try (ScriptedServer server = server())
        {
            final WebSocketTransport transport =
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(tls), heard);
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
                new WebSocketTransport(server.uri("localhost"), heard.context().sslContext(tls), heard);
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
        refuse("127.0.0.1", tls);
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
            new WebSocketTransport(server.uri(host), heard.context().sslContext(context), heard).connect();
            server.accept();
            assertTrue(server.isEnded(), "the TLS handshake fails on the server's side too");
            heard.expectLastBegins("closed 1015 by us: SSLHandshakeException");
        }
    }

    @Test
    void shouldEndWhenServerSpeaksNoTls() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final String uri = "wss://127.0.0.1:" + server.port() + "/";
            new WebSocketTransport(URI.create(uri), heard.context(), heard).connect();
            server.accept();
            server.write(Frames.utf8("HTTP/1.1 400 Bad Request\r\n\r\n"));
            heard.expectLastBegins("closed 1015 by us: SSLException");
        }
    }
}
