package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.ReceiveMode;

/** A transport that is aborted in any phase of its life ends once, and at once. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class TransportAbortTest
{
    private static final String ABORTED = "closed 1006 by us: aborted";

    private final ReceiveMode mode;
    private final HeardEvents heard;

    TransportAbortTest(final ReceiveMode mode)
    {
        this.mode = mode;
        heard = new HeardEvents(mode);
    }

    private WebSocketTransport connect(final URI uri) throws IOException
    {
        final WebSocketTransport transport = new WebSocketTransport(uri, heard.context(), heard);
        transport.connect();
        return transport;
    }

    @Test
    void shouldEndWhenAbortedBeforeConnect() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = new WebSocketTransport(server.uri(), heard.context(), heard);
            transport.abort();
            transport.connect();
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldEndWhenAbortedWhileTcpConnectIsPending() throws Exception
    {
        final InetAddress loopback = InetAddress.getByName("127.0.0.1");
        final List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, loopback))
        {
            // Nobody accepts: once these fill the backlog, further connects are not answered.
            for (int i = 0; i < 16; i++)
            {
                final SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress(loopback, deaf.getLocalPort()));
                fillers.add(filler);
            }
            final WebSocketTransport transport = connect(URI.create("ws://127.0.0.1:" + deaf.getLocalPort() + "/"));
            assertTrue(!transport.send("not yet"));
            transport.abort();
            heard.expectLast(ABORTED);
        }
        finally
        {
            for (final SocketChannel filler : fillers)
            {
                filler.close();
            }
        }
    }

    @Test
    void shouldEndWhenAbortedWhileTlsHandshakeIsStalled() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(URI.create("wss://127.0.0.1:" + server.port() + "/"));
            server.accept();
            // The first byte of the client's hello has come; no answer will.
            assertEquals(0x16, server.peer().getInputStream().read());
            transport.abort();
            heard.expectLast(ABORTED);
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndWhenAbortedWhileAnswerIsStalled() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptRequest();
            transport.abort();
            heard.expectLast(ABORTED);
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndWhenAbortedWhileAnswerTrickles() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptRequest();
            final byte[] answer = server.upgradeAnswer("");
            for (int i = 0; i < answer.length - 1; i++)
            {
                server.write(new byte[] {answer[i]});
            }
            transport.abort();
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldTakeCloseBeforeOpenForAbort() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptRequest();
            transport.close(1000, "");
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldEndOnceWhenAbortedManyTimesWhileOpen() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptUpgrade();
            heard.expect("open");
            for (int i = 0; i < 3; i++)
            {
                transport.abort();
            }
            heard.expectLast(ABORTED);
            transport.abort();
            transport.close(1000, "");
            assertTrue(!transport.send("too late"));
            assertTrue(server.isEnded());
        }
    }

    @Test
    void shouldEndWhenAbortedWhilePeerDoesNotAnswerOurClose() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptUpgrade();
            heard.expect("open");
            transport.close(1000, "");
            assertEquals(1000, server.readCloseCode());
            transport.abort();
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldDeliverNothingMoreWhenAbortedInsideCallback() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport[] own = new WebSocketTransport[1];
            final CountDownLatch made = new CountDownLatch(1);
            own[0] = new WebSocketTransport(server.uri(), heard.context(), new TransportListener()
            {
                @Override
                public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
                {
                    heard.onFrame(buffer, offset, length, text);
                    own[0].abort();
                    made.countDown();
                }

                @Override
                public void onClosed(final int code, final String reason, final boolean byPeer)
                {
                    heard.onClosed(code, reason, byPeer);
                }
            });
            own[0].connect();
            server.acceptUpgrade();
            server.write(Frames.text("one"), Frames.text("two"), Frames.close(1000, ""));
            made.await();
            heard.expect("text one");
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldEndWhenNobodyListens() throws Exception
    {
        final int port;
        try (ScriptedServer server = new ScriptedServer())
        {
            port = server.port();
        }
        connect(URI.create("ws://127.0.0.1:" + port + "/"));
        heard.expectLast("closed 1006 by us: ConnectException: Connection refused");
    }

    @Test
    void shouldEndAtOnceWhenAbortedInSilence() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptUpgrade();
            heard.expect("open");
            final long startNs = System.nanoTime();
            transport.abort();
            heard.expectLast(ABORTED);
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertTrue(tookMs < 2_000, "took " + tookMs + " ms");
        }
    }

    @Test
    void shouldNotEndWhenTheReceiverIsInterrupted() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = connect(server.uri());
            server.acceptUpgrade();
            heard.expect("open");
            heard.receiver().interrupt();
            server.write(Frames.text("still here"));
            heard.expect("text still here");
            assertTrue(transport.send("and here"));
            assertEquals(ScriptedServer.frame(0x81, Frames.utf8("and here")), server.readFrame());
            transport.abort();
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldEndWhenAbortedWhileTheWriterWaitsForAPeerThatReadsNothing() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            server.receiveLittle();
            final WebSocketTransport transport = connect(server.uri());
            server.acceptUpgrade();
            heard.expect("open");
            assertTrue(transport.send("x".repeat(32 << 20)));
            assertEquals(0x81, server.peer().getInputStream().read());
            transport.abort();
            heard.expectLast(ABORTED);
        }
    }

    @Test
    void shouldEndOnceWhicheverSideIsFasterWhenAbortRacesWithTheUpgrade() throws Exception
    {
        for (int i = 0; i < 100; i++)
        {
            final HeardEvents one = new HeardEvents(mode);
            try (ScriptedServer server = new ScriptedServer())
            {
                final WebSocketTransport transport = new WebSocketTransport(server.uri(), one.context(), one);
                transport.connect();
                server.acceptRequest();
                server.write(server.upgradeAnswer(""), Frames.text("one"), Frames.close(1000, "bye"));
                transport.abort();
                String last = one.next();
                while (!last.startsWith("closed "))
                {
                    assertTrue(last.equals("open") || last.equals("text one"), last);
                    last = one.next();
                }
                assertTrue(last.equals(ABORTED) || last.equals("closed 1000 by peer: bye"), last);
                one.receiver().join(10_000);
                assertTrue(one.isQuiet() && one.errors.isEmpty());
            }
        }
    }
}
