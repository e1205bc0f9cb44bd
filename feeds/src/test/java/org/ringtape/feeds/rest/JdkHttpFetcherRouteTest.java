package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.feeds.transport.proxy.ConnectProxy;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.proxy.SystemProxy;
import org.ringtape.feeds.transport.TestCertificates;
import org.ringtape.feeds.transport.TestCertificates.Holder;
import org.ringtape.feeds.transport.TestCertificates.Key;

/** REST over https to a server of a private authority: whom it trusts, and by which way it goes. */
@Timeout(60)
class JdkHttpFetcherRouteTest
{
    @TempDir
    private Path folder;
    private Holder root;
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception
    {
        root = TestCertificates.root(Key.RSA);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
            new HttpsConfigurator(root.authority("between", Key.EC).server(Key.EC).serverContext()));
        server.createContext("/depth", (exchange) ->
        {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close()
    {
        server.stop(0);
    }

    private HttpFetcher.Answer get(final String host, final NetworkRoute route) throws Exception
    {
        try (JdkHttpFetcher fetcher = new JdkHttpFetcher(new SystemEpochNanoClock(), route))
        {
            final CompletableFuture<HttpFetcher.Answer> answer = new CompletableFuture<>();
            fetcher.get(URI.create("https://" + host + ":" + server.getAddress().getPort() + "/depth"),
                answer::complete);
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private NetworkRoute trusting() throws Exception
    {
        return NetworkRoute.DEFAULT.with(root.trusted(folder));
    }

    @Test
    void shouldTrustWhomTheStoreNamesAndNobodyElse() throws Exception
    {
        assertEquals(200, get("localhost", trusting()).status());
        assertRefused(get("localhost", NetworkRoute.DEFAULT));
        assertRefused(get("localhost", NetworkRoute.DEFAULT.with(TestCertificates.root(Key.RSA).trusted(folder))));
    }

    @Test
    void shouldRefuseAnotherHost() throws Exception
    {
        assertRefused(get("127.0.0.1", trusting()));
    }

    @Test
    void shouldGoThroughTheProxyOfItsRoute() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy())
        {
            assertEquals(200, get("localhost", trusting().with(proxy.choice())).status());
            assertEquals(
                List.of("CONNECT localhost:" + server.getAddress().getPort() + " HTTP/1.1"), proxy.requests());
        }
    }

    @Test
    void shouldGoThroughTheProxyThatThePropertiesNameUnlessNoneIsWanted() throws Exception
    {
        try (ConnectProxy proxy = new ConnectProxy(); SystemProxy properties = new SystemProxy("https", proxy, ""))
        {
            assertFalse(properties.toString().isEmpty());
            assertEquals(200, get("localhost", trusting().with(ProxyChoice.NONE)).status());
            assertEquals(List.of(), proxy.requests());
            assertEquals(200, get("localhost", trusting()).status());
            assertEquals(1, proxy.requests().size());
        }
    }

    private static void assertRefused(final HttpFetcher.Answer answer) throws IOException
    {
        assertEquals(0, answer.status());
        assertTrue(answer.failure().contains("SSL"), answer.failure());
    }
}
