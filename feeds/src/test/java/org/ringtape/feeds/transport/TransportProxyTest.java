package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.transport.TestCertificates.Holder;
import org.ringtape.feeds.transport.TestCertificates.Key;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.proxy.ConnectProxy;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.proxy.SystemProxy;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;

/** WebSockets through a proxy on loopback, and straight. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class TransportProxyTest
{
    private final HeardEvents heard;

    @TempDir
    private Path folder;

    TransportProxyTest(final ReceiveMode mode)
    {
        heard = new HeardEvents(mode);
    }

    private void connect(final URI uri, final ProxyChoice choice) throws Exception
    {
        new WebSocketTransport(uri, heard.context().maxHeadBytes(1024).route(NetworkRoute.DEFAULT.with(choice)), heard)
            .connect();
    }

    /** A venue that only the proxy can resolve. */
    private static URI venue(final ScriptedServer server)
    {
        return URI.create("ws://venue.invalid:" + server.port() + "/stream");
    }

    @Test
    void shouldGoThroughTheProxyWithoutResolvingTheVenue() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer())
        {
            connect(venue(server), proxy.choice());
            final String request = server.acceptRequest();
            assertTrue(request.contains("\r\nHost: venue.invalid:" + server.port() + "\r\n"), request);
            server.write(server.upgradeAnswer(""), Frames.text("one"));
            heard.expect("open", "text one");
            server.write(Frames.close(1000, ""));
            heard.expectLast("closed 1000 by peer: ");
            assertEquals(
                List.of("CONNECT venue.invalid:" + server.port() + " HTTP/1.1"), proxy.requests());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTlsWithTheVenueBehindTheProxy(final TlsProvider provider) throws Exception
    {
        final Holder root = TestCertificates.root(Key.EC);
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer(
            root.server(Key.EC).serverContext().getServerSocketFactory(), "wss"))
        {
            final NetworkRoute route = new NetworkRoute(root.trusted(folder), proxy.choice());
            new WebSocketTransport(server.uri("localhost"), heard.context().tls(provider).route(route), heard)
                .connect();
            server.acceptUpgrade();
            server.write(Frames.text("one"));
            heard.expect("open", "text one");
            server.write(Frames.close(1000, ""));
            heard.expectLast("closed 1000 by peer: ");
            assertEquals(List.of("CONNECT localhost:" + server.port() + " HTTP/1.1"), proxy.requests());
        }
    }

    @Test
    void shouldCheckTheNameOfTheVenueAndNotOfTheProxy() throws Exception
    {
        final Holder root = TestCertificates.root(Key.EC);
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer(
            root.server(Key.EC).serverContext().getServerSocketFactory(), "wss"))
        {
            final NetworkRoute route = new NetworkRoute(root.trusted(folder), proxy.choice());
            new WebSocketTransport(server.uri("venue.invalid"), heard.context().route(route), heard).connect();
            server.accept();
            assertTrue(server.isEnded());
            heard.expectLastBegins("closed 1015 by us: SSLHandshakeException");
        }
    }

    @Test
    void shouldGoAsThePropertiesSay() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer();
            SystemProxy properties = new SystemProxy("http", proxy, "localhost"))
        {
            assertFalse(properties.toString().isEmpty());
            connect(venue(server), ProxyChoice.SYSTEM);
            server.acceptUpgrade();
            heard.expect("open");
            assertEquals(1, proxy.requests().size());
            server.peer().close();
        }
    }

    @Test
    void shouldGoStraightToAHostThatThePropertiesExcept() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer();
            SystemProxy properties = new SystemProxy("http", proxy, "127.*"))
        {
            assertFalse(properties.toString().isEmpty());
            connect(server.uri(), ProxyChoice.SYSTEM);
            server.acceptUpgrade();
            heard.expect("open");
            assertEquals(List.of(), proxy.requests());
            server.peer().close();
        }
    }

    @Test
    void shouldGoStraightWhereNoneIsWantedWhateverThePropertiesSay() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer();
            SystemProxy properties = new SystemProxy("http", proxy, ""))
        {
            assertFalse(properties.toString().isEmpty());
            connect(server.uri(), ProxyChoice.NONE);
            server.acceptUpgrade();
            heard.expect("open");
            assertEquals(List.of(), proxy.requests());
            server.peer().close();
        }
    }

    @Test
    void shouldTakeSecureSocketsForHttps() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); SystemProxy properties = new SystemProxy("https", proxy, ""))
        {
            assertFalse(properties.toString().isEmpty());
            assertEquals(proxy.port(), ProxyChoice.SYSTEM.proxyFor(URI.create("wss://venue.invalid/")).getPort());
            assertEquals(null, ProxyChoice.SYSTEM.proxyFor(URI.create("ws://venue.invalid/")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 407 Proxy Authentication Required\\r\\n\\r\\n|" +
            "IOException: proxy 127.0.0.1:PORT refuses with HTTP status 407 Proxy Authentication Required",
        "HTTP/1.0 502 Bad Gateway\\r\\nX: y\\r\\n\\r\\n|" +
            "IOException: proxy 127.0.0.1:PORT refuses with HTTP status 502 Bad Gateway",
        "SSH-2.0-x\\r\\n\\r\\n|ProtocolException: answer is not HTTP/1.1"})
    void shouldSayThatTheProxyRefuses(final String answer, final String reason) throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(answer.translateEscapes()))
        {
            connect(URI.create("ws://venue.invalid/"), proxy.choice());
            heard.expectLast("closed 1006 by us: " + reason.replace("PORT", Integer.toString(proxy.port())));
            assertEquals(List.of("CONNECT venue.invalid:80 HTTP/1.1"), proxy.requests());
        }
    }

    @Test
    void shouldSayThatTheProxyAnswersWithoutEnd() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1024)))
        {
            connect(URI.create("wss://venue.invalid/"), proxy.choice());
            heard.expectLast("closed 1006 by us: IOException: proxy " + proxy.address() +
                " answers with more than 1024 bytes");
            assertEquals(List.of("CONNECT venue.invalid:443 HTTP/1.1"), proxy.requests());
        }
    }

    @Test
    void shouldEndWhenAbortedWhileTheProxyDoesNotAnswer() throws Exception
    {
        try (ScriptedServer silent = new ScriptedServer())
        {
            final WebSocketTransport transport = new WebSocketTransport(URI.create("ws://venue.invalid/"),
                heard.context().route(NetworkRoute.DEFAULT.with(ProxyChoice.of("127.0.0.1:" + silent.port()))), heard);
            transport.connect();
            silent.acceptRequest();
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", "proxy:", ":1", "proxy:0", "proxy:65536", "proxy:99999", "http://proxy:1",
        "user:hush@proxy:1", "a b:1", "proxy:1\r\nX: y", "System"})
    void shouldRefuseWhatIsNoProxyWithoutRepeatingIt(final String text)
    {
        final String message = assertThrows(IllegalArgumentException.class, () -> ProxyChoice.of(text)).getMessage();
        assertTrue(message.startsWith("proxy"), message);
        assertFalse(message.contains("hush") || message.contains("\n"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example:3128", "[::1]:8080", "127.0.0.1:1", "none", "system"})
    void shouldReadAndShowTheSame(final String text)
    {
        assertEquals(text, ProxyChoice.of(text).toString());
        assertEquals(ProxyChoice.of(text), ProxyChoice.of(text));
    }
}
