package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.transport.TestCertificates.Holder;
import org.ringtape.feeds.transport.TestCertificates.Key;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.proxy.ConnectProxy;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.proxy.ProxyChoice;

/** A feed by a trust store and a proxy of its own: its session and its REST go the same way. */
@Timeout(60)
class FeedsRouteTest
{
    private static final String BOOK = "btcusdt@depth@100ms";

    @TempDir
    private Path folder;

    private static MarketPipeline launch(final ThreadingMode mode, final Queue<Throwable> errors)
    {
        return MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .maxStreams(64)
            .maxInstruments(4)
            .tapeCapacity(16)
            .threadingMode(mode)
            .errorHandler(errors::add));
    }

    private static VenueFeed feed(final int webSocketPort, final int restPort, final NetworkRoute route)
    {
        return BinanceFeed.usdm()
            .streams(BOOK)
            .webSocket(URI.create("wss://localhost:" + webSocketPort))
            .rest(URI.create("https://localhost:" + restPort))
            .trustStore(route.trustStore())
            .proxy(route.proxy())
            .build();
    }

    @Test
    void shouldGoTheSameWayWithSocketsAndRest() throws Exception
    {
        final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        final Holder root = TestCertificates.root(Key.EC);
        final CountDownLatch asked = new CountDownLatch(1);
        final HttpsServer rest = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rest.setHttpsConfigurator(new HttpsConfigurator(root.server(Key.EC).serverContext()));
        rest.createContext("/", (exchange) ->
        {
            asked.countDown();
            final byte[] body = "{\"lastUpdateId\":100,\"E\":1,\"T\":1,\"bids\":[],\"asks\":[]}"
                .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        rest.start();
        try (ConnectProxy proxy = new ConnectProxy(); ScriptedServer server = new ScriptedServer(
            root.server(Key.RSA).serverContext().getServerSocketFactory(), "wss"))
        {
            final int restPort = rest.getAddress().getPort();
            final VenueFeed feed =
                feed(server.port(), restPort, new NetworkRoute(root.trusted(folder), proxy.choice()));
            try (MarketPipeline pipeline = launch(ThreadingMode.DEDICATED, errors);
                Feeds feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).add(feed)))
            {
                assertEquals(1, feeds.sessions().size());
                server.acceptUpgrade();
                server.readFrame();
                server.write(Frames.text("{\"result\":null,\"id\":1}"), Frames.text("{\"stream\":\"" + BOOK +
                    "\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"U\":99,\"u\":101," +
                    "\"pu\":98,\"b\":[],\"a\":[]}}"));
                assertTrue(asked.await(20, TimeUnit.SECONDS), "a snapshot is asked for");
                assertEquals(
                    Set.of("CONNECT localhost:" + server.port() + " HTTP/1.1",
                        "CONNECT localhost:" + restPort + " HTTP/1.1"),
                    Set.copyOf(proxy.requests()));
                server.peer().close();
            }
            assertEquals(List.of(), List.copyOf(errors));
        }
        finally
        {
            rest.stop(0);
        }
    }

    @Test
    void shouldRefuseTwoWaysToTheSnapshotsOfOneVenueAndTakeOneGivenTwice() throws Exception
    {
        final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        final Holder root = TestCertificates.root(Key.EC);
        final NetworkRoute route = new NetworkRoute(root.trusted(folder), ProxyChoice.NONE);
        try (MarketPipeline pipeline = launch(ThreadingMode.INVOKER, errors))
        {
            final FeedsContext context = new FeedsContext().pipeline(pipeline)
                .add(feed(1, 2, route))
                .add(BinanceFeed.usdm().streams("ethusdt@depth@100ms").build());
            final Exception refused = assertThrows(IllegalStateException.class, () -> Feeds.launch(context));
            assertEquals("binance-usdm: its feeds must have the same trustStore and proxy", refused.getMessage());
        }
        assertEquals(route, new NetworkRoute(root.trusted(folder), ProxyChoice.of("none")));
    }
}
