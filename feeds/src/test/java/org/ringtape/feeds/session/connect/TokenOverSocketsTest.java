package org.ringtape.feeds.session.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.rest.HeaderSigner;
import org.ringtape.feeds.rest.RestRequest;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Venue;

/** A venue that gives a token over HTTP and takes it as a subprotocol, which it repeats or leaves out. */
final class TokenOverSocketsTest
{
    private static final String TOKEN = "eyJ0.of-nobody.1";
    private static final String SUBPROTOCOL = "authorization#" + TOKEN;

    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private HttpServer tokens;
    private WebSocketServer sockets;

    @BeforeEach
    void serveTokens() throws IOException
    {
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/api/v1/token", (exchange) ->
        {
            try (exchange)
            {
                seen.add(exchange.getRequestMethod() + " key " + exchange.getRequestHeaders().getFirst("X-Api-Key"));
                final byte[] body = TOKEN.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        tokens.start();
    }

    @AfterEach
    void close() throws InterruptedException
    {
        tokens.stop(0);
        sockets.stop(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SUBPROTOCOL})
    void shouldConnectWithATokenWhetherOrNotTheVenueRepeatsIt(final String repeated) throws Exception
    {
        sockets = new GrantingServer(new Protocol(repeated));
        sockets.start();
        assertEquals("listening", seen.poll(10, TimeUnit.SECONDS));
        final PlainProtocol protocol = new PlainProtocol(SessionLimits.defaults());
        final URI address = URI.create("ws://127.0.0.1:" + sockets.getPort() + "/");
        try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()))
        {
            protocol.planning = (fetcher, paces) -> new TokenPlanner(fetcher, paces, 1, this::tokenRequest,
                (body) -> new TokenPlanner.Token(
                    new String(body, StandardCharsets.UTF_8), TimeUnit.MINUTES.toNanos(30)),
                (token) -> ConnectPlan.to(address).subprotocol("authorization#" + token.text(), false));
            final VenueFeed feed = new VenueFeed(new Venue(77, "tokens"), protocol,
                List.of(new VenueFeed.Stream("c@trade", "C", ContinuityRule.STEP, false)));
            try (Feeds feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).add(feed)))
            {
                assertEquals("POST key key-of-nobody", seen.poll(10, TimeUnit.SECONDS));
                assertEquals("protocol " + SUBPROTOCOL, seen.poll(10, TimeUnit.SECONDS));
                assertTrue(seen.poll(10, TimeUnit.SECONDS).startsWith("said sub "));
                final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (feeds.sessions().get(0).state() != SessionState.LIVE && System.nanoTime() - deadlineNs < 0)
                {
                    Thread.onSpinWait();
                }
                assertEquals(SessionState.LIVE, feeds.sessions().get(0).state());
            }
        }
    }

    private RestRequest tokenRequest()
    {
        final URI address = URI.create("http://127.0.0.1:" + tokens.getAddress().getPort() + "/api/v1/token");
        return new HeaderSigner().header("X-Api-Key", () -> "key-of-nobody")
            .sign(RestRequest.of(RestRequest.Method.POST, address), 0);
    }

    /** Grants whatever is asked for. */
    private final class GrantingServer extends WebSocketServer
    {
        private GrantingServer(final Protocol repeated)
        {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new Draft_6455(List.of(), List.of(repeated))));
            setReuseAddr(true);
        }

        @Override
        public void onStart()
        {
            seen.add("listening");
        }

        @Override
        public void onOpen(final WebSocket socket, final ClientHandshake request)
        {
            seen.add("protocol " + request.getFieldValue("Sec-WebSocket-Protocol"));
        }

        @Override
        public void onMessage(final WebSocket socket, final String message)
        {
            seen.add("said " + message);
            socket.send("{\"result\":null,\"id\":" + message.split(" ")[1] + "}");
        }

        @Override
        public void onClose(final WebSocket socket, final int code, final String reason, final boolean remote)
        {
            // the test ends
        }

        @Override
        public void onError(final WebSocket socket, final Exception problem)
        {
            seen.add("error " + problem);
        }
    }
}
