package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.feeds.CapturedLog;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.ReceiveMode;

/** Everything that is logged at any level over the life of connections that carry a secret: it is in no line. */
@Timeout(60)
class SecretsInLogsTest
{
    private static final String SECRET = "kt-hush-0123456789abcdef";
    private static final String ENGINE = "org.java_websocket.WebSocketImpl";

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<SessionState> states = new LinkedBlockingQueue<>();

    private void expectState(final SessionState wanted) throws InterruptedException
    {
        SessionState state = null;
        while (state != wanted)
        {
            state = states.poll(20, TimeUnit.SECONDS);
            assertTrue(state != null, () -> wanted + " does not come: " + told);
        }
    }

    private MarketPipeline launch()
    {
        return MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .maxStreams(64)
            .maxInstruments(4)
            .tapeCapacity(16)
            .threadingMode(ThreadingMode.DEDICATED)
            .errorHandler(errors::add)
            .strategy(new Strategy()
            {
                @Override
                public void onSession(final SessionStatus status)
                {
                    told.add(status.toString() + " " + status.text());
                    states.add(status.state());
                }
            }));
    }

    @Test
    void shouldLogNoKeyOfASessionOverConnectAuthenticateRefuseAndReconnect() throws Exception
    {
        try (CapturedLog log = new CapturedLog(); ScriptedServer server = new ScriptedServer())
        {
            final KiyotakaFeed builder = new KiyotakaFeed()
                .streams("TRADE:BINANCE_FUTURES:BTCUSDT").apiKey(() -> SECRET)
                .webSocket(URI.create("ws://127.0.0.1:" + server.port()));
            final VenueFeed feed = builder.build();
            try (MarketPipeline pipeline = launch();
                Feeds feeds = Feeds.launch(
                    new FeedsContext().pipeline(pipeline).fetcher(new FakeFetcher()).add(feed)))
            {
                server.acceptUpgrade();
                assertTrue(sent(server.readFrame()).contains(SECRET), "the venue gets the key");
                server.write(Frames.frame(0x89, Frames.utf8(SECRET)));
                assertEquals(ScriptedServer.frame(0x8A, Frames.utf8(SECRET)), server.readFrame());
                server.write(Frames.text("{\"echo\":\"" + SECRET + "\"}"), Frames.close(1011, "lost " + SECRET));
                expectState(SessionState.BACKING_OFF);
                server.peer().close();

                server.acceptRequest();
                server.write(Frames.utf8("HTTP/1.1 401 no " + SECRET + "\r\nX-Key: " + SECRET + "\r\n\r\n" + SECRET));
                expectState(SessionState.BACKING_OFF);
                server.peer().close();

                server.acceptUpgrade();
                server.readFrame();
                server.write(Frames.text("{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32001,\"message\":" +
                    "\"unknown key " + SECRET + "\"}}"));
                expectState(SessionState.BACKING_OFF);
                feeds.sessions().forEach((session) -> told.add(session.toString() + session.identity()));
            }
            told.add(builder + " " + feed + " " + feed.protocol() + " " + feed.protocol().endpoint());
            assertTrue(log.lines().stream().anyMatch((line) -> line.startsWith("TRACE " + ENGINE)), "TRACE is heard");
            assertNoSecret(log.lines());
            assertNoSecret(told);
            assertNoSecret(errors.stream().map(SecretsInLogsTest::trace).toList());
        }
    }

    @Test
    void shouldLogNeitherHeaderNorQueryOfAConnection() throws Exception
    {
        try (CapturedLog log = new CapturedLog(); ScriptedServer server = new ScriptedServer())
        {
            for (final String answer : List.of("accept", "HTTP/1.1 403 No\r\n\r\n", "HTTP/1.1 101 x\r\nX " + SECRET +
                "\r\n\r\n", SECRET + "\r\n\r\n"))
            {
                talk(server, answer);
            }
            assertTrue(log.lines().stream().anyMatch((line) -> line.startsWith("TRACE " + ENGINE)), "TRACE is heard");
            assertNoSecret(log.lines());
            assertNoSecret(errors.stream().map(SecretsInLogsTest::trace).toList());
        }
    }

    private void talk(final ScriptedServer server, final String answer) throws Exception
    {
        final HeardEvents heard = new HeardEvents(ReceiveMode.BLOCKING);
        final TransportContext context = heard.context().header("X-Api-Key", SECRET).errorHandler(errors::add);
        told.add(context.toString());
        final WebSocketTransport transport = new WebSocketTransport(
            URI.create("ws://127.0.0.1:" + server.port() + "/stream?apiKey=" + SECRET), context, heard);
        told.add(transport.toString());
        transport.connect();
        final String request = server.acceptRequest();
        assertTrue(request.contains("?apiKey=" + SECRET) && request.contains("X-Api-Key: " + SECRET), request);
        if (answer.equals("accept"))
        {
            server.write(
                server.upgradeAnswer(""), Frames.text("key " + SECRET), Frames.frame(0x8A, Frames.utf8(SECRET)));
            heard.expect("open", "text key " + SECRET, "pong");
            assertTrue(transport.send("secret " + SECRET));
            assertEquals("secret " + SECRET, sent(server.readFrame()));
            transport.close(1000, "");
            assertEquals(1000, server.readCloseCode());
            server.write(Frames.close(1000, SECRET), Frames.bytes(0xFF, 0xFF));
        }
        else
        {
            server.write(Frames.utf8(answer));
        }
        String last = heard.next();
        while (!last.startsWith("closed"))
        {
            last = heard.next();
        }
        server.peer().close();
    }

    private static String sent(final String frame)
    {
        final byte[] payload = HexFormat.of().parseHex(frame.substring(3));
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static void assertNoSecret(final Iterable<String> lines) throws IOException
    {
        final byte[] bytes = SECRET.getBytes(StandardCharsets.US_ASCII);
        for (final String line : lines)
        {
            assertFalse(
                line.contains(SECRET) || line.contains(Base64.getEncoder().encodeToString(bytes)) ||
                line.contains(HexFormat.of().formatHex(bytes)), line);
        }
    }

    private static String trace(final Throwable thrown)
    {
        final StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
