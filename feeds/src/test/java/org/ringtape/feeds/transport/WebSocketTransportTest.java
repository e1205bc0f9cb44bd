package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.feeds.transport.frame.FrameLimits;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.OneSocket;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.socket.SpinningSocket;

/** An open connection over loopback: data, pings, and every way it can end. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class WebSocketTransportTest
{
    private final ReceiveMode mode;
    private final HeardEvents heard;
    private ScriptedServer server;
    private WebSocketTransport transport;

    WebSocketTransportTest(final ReceiveMode mode)
    {
        this.mode = mode;
        heard = new HeardEvents(mode);
    }

    @BeforeEach
    void listen() throws IOException
    {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException
    {
        if (transport != null)
        {
            transport.abort();
        }
        server.close();
    }

    private void open() throws IOException, InterruptedException
    {
        open(heard.context());
    }

    private void open(final TransportContext context) throws IOException, InterruptedException
    {
        transport = new WebSocketTransport(server.uri(), context, heard);
        transport.connect();
        server.acceptUpgrade();
        heard.expect("open");
    }

    @Test
    void shouldDeliverTextBinaryAndFragmentsOnNamedDaemonThread() throws Exception
    {
        open();
        server.write(Frames.text("{\"e\":1}"), Frames.frame(0x82, Frames.utf8("raw")),
            Frames.frame(0x01, Frames.utf8("be")), Frames.frame(0x80, Frames.utf8("gin")));
        heard.expect("text {\"e\":1}", "binary raw", "text begin");
        assertEquals("test-receiver", heard.receiver().getName());
        assertTrue(heard.receiver().isDaemon());
    }

    @Test
    void shouldStartItsReceiverWithTheGivenTask() throws Exception
    {
        final Thread[] started = new Thread[1];
        open(heard.context().receiverStart(() -> started[0] = Thread.currentThread()));
        assertSame(heard.receiver(), started[0]);
    }

    @Test
    void shouldEndWhenTheStartOfItsReceiverFails() throws Exception
    {
        final RuntimeException fault = new IllegalStateException("no core");
        transport = new WebSocketTransport(server.uri(), heard.context().receiverStart(() ->
        {
            throw fault;
        }), heard);
        transport.connect();
        heard.expectLastBegins("closed 1006 by us: receiver failed");
        assertSame(fault, heard.errors.poll());
    }

    @Test
    void shouldDeliverFramesThatArriveByteByByte() throws Exception
    {
        open();
        for (final byte octet : Frames.concat(Frames.text("one €"), Frames.text("2".repeat(300))))
        {
            server.write(new byte[] {octet});
        }
        heard.expect("text one €", "text " + "2".repeat(300));
    }

    @Test
    void shouldDeliverMessageFarBeyondReadBuffer() throws Exception
    {
        open(heard.context().readBufferBytes(1024));
        final String large = "0123456789".repeat(50_000);
        server.write(Frames.text(large), Frames.text("next"));
        heard.expect("text " + large, "text next");
    }

    @Test
    void shouldSendMaskedTextOnceOpenAndOnlyThen() throws Exception
    {
        transport = new WebSocketTransport(server.uri(), heard.context(), heard);
        assertFalse(transport.send("early"));
        transport.connect();
        server.acceptRequest();
        assertFalse(transport.send("still early"));
        server.write(server.upgradeAnswer(""));
        heard.expect("open");
        assertTrue(transport.send("{\"method\":\"SUBSCRIBE\"}"));
        assertTrue(transport.send("é".repeat(500)));
        assertEquals(ScriptedServer.frame(0x81, Frames.utf8("{\"method\":\"SUBSCRIBE\"}")), server.readFrame());
        assertEquals(ScriptedServer.frame(0x81, Frames.utf8("é".repeat(500))), server.readFrame());
    }

    @Test
    void shouldAnswerEachPingWithItsPayloadAndTellOfPongs() throws Exception
    {
        open();
        final byte[] longest = new byte[125];
        server.write(Frames.frame(0x89, Frames.utf8("1732276817")), Frames.frame(0x89, new byte[0]),
            Frames.frame(0x89, longest), Frames.frame(0x8A, Frames.utf8("unasked")));
        assertEquals(ScriptedServer.frame(0x8A, Frames.utf8("1732276817")), server.readFrame());
        assertEquals(ScriptedServer.frame(0x8A, new byte[0]), server.readFrame());
        assertEquals(ScriptedServer.frame(0x8A, longest), server.readFrame());
        heard.expect("ping", "ping", "ping", "pong");
    }

    @Test
    void shouldTellOfAPingBeforeThePeerCanHaveItsPong() throws Exception
    {
        open();
        for (int i = 0; i < 200; i++)
        {
            server.write(Frames.frame(0x89, new byte[0]));
            assertEquals(ScriptedServer.frame(0x8A, new byte[0]), server.readFrame());
            assertFalse(heard.isQuiet(), "ping " + i + " was told of before its pong came");
            heard.expect("ping");
        }
    }

    @Test
    void shouldSendWhatIsFarBeyondTheSendBufferWhole() throws Exception
    {
        server.receiveLittle();
        open();
        final String large = "0123456789".repeat(800_000);
        assertTrue(transport.send(large));
        assertTrue(transport.send("next"));
        assertEquals(large, server.readLargeText());
        assertEquals(ScriptedServer.frame(0x81, Frames.utf8("next")), server.readFrame());
    }

    @Test
    void shouldSendFromManyThreadsWhileTheReceiverWaits() throws Exception
    {
        open();
        final int threads = 4;
        final int frames = 100;
        final List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++)
        {
            final int own = t;
            final Thread sender = new Thread(() ->
            {
                for (int i = 0; i < frames; i++)
                {
                    assertTrue(transport.send(own + " " + i));
                }
            });
            senders.add(sender);
            sender.start();
        }
        final int[] next = new int[threads];
        for (int i = 0; i < threads * frames; i++)
        {
            final String frame = server.readFrame();
            final String text = new String(HexFormat.of().parseHex(frame.substring(3)));
            final int from = text.charAt(0) - '0';
            assertEquals(from + " " + next[from]++, text);
        }
        server.write(Frames.text("heard all"));
        heard.expect("text heard all");
        for (final Thread sender : senders)
        {
            sender.join();
        }
    }

    @Test
    void shouldAnswerPingBetweenFragments() throws Exception
    {
        open();
        server.write(Frames.frame(0x01, Frames.utf8("a")), Frames.frame(0x89, Frames.utf8("p")));
        assertEquals(ScriptedServer.frame(0x8A, Frames.utf8("p")), server.readFrame());
        server.write(Frames.frame(0x80, Frames.utf8("b")));
        heard.expect("ping", "text ab");
    }

    @ParameterizedTest
    @CsvSource({"1000,bye", "1001,''", "1007,''", "1008,too many requests", "1012,restart", "1013,''", "3001,€",
        "4999,own"})
    void shouldAnswerCloseOfPeerWithItsCode(final int code, final String reason) throws Exception
    {
        open();
        server.write(Frames.text("last"), Frames.close(code, reason), Frames.text("late"));
        heard.expect("text last");
        assertEquals(ScriptedServer.close(code, reason), server.readFrame());
        assertTrue(server.isEnded());
        heard.expectLast("closed " + code + " by peer: " + reason);
    }

    @Test
    void shouldAnswerCloseWithoutCodeByOneWithoutCode() throws Exception
    {
        open();
        server.write(Frames.frame(0x88, new byte[0]));
        assertEquals(ScriptedServer.frame(0x88, new byte[0]), server.readFrame());
        heard.expectLast("closed 1005 by peer: ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.ringtape.feeds.transport.frame.PayloadDraftTest#refused")
    void shouldEndWithOneCloseFrameAndOneEndWhenPeerBreaksProtocol(final String name, final int code, final byte[] bad)
        throws Exception
    {
        open(heard.context().limits(new FrameLimits(200, 300, 4)));
        server.write(Frames.text("before"), bad, Frames.text("after"));
        heard.expect("text before");
        assertEquals(code, server.readCloseCode());
        heard.expectLast("closed " + code + " by us: ");
    }

    @Test
    void shouldSendPongsAndCloseFrameThatWereQueuedWhenPeerBreaksProtocol() throws Exception
    {
        for (int i = 0; i < 50; i++)
        {
            final HeardEvents one = new HeardEvents(mode);
            transport = new WebSocketTransport(server.uri(), one.context(), one);
            transport.connect();
            server.acceptUpgrade();
            one.expect("open");
            server.write(Frames.frame(0x89, Frames.utf8("a")), Frames.frame(0x89, Frames.utf8("b")),
                Frames.close(1001, "x"));
            assertEquals(ScriptedServer.frame(0x8A, Frames.utf8("a")), server.readFrame());
            assertEquals(ScriptedServer.frame(0x8A, Frames.utf8("b")), server.readFrame());
            assertEquals(1001, server.readCloseCode());
            assertTrue(server.isEnded());
            one.expect("ping", "ping");
            one.expectLast("closed 1001 by peer: x");
            server.peer().close();
        }
    }

    @Test
    void shouldCloseWithHandshakeAndDeliverNoDataMeanwhile() throws Exception
    {
        open();
        transport.close(1000, "done");
        assertEquals(ScriptedServer.close(1000, "done"), server.readFrame());
        assertFalse(transport.send("late"));
        transport.close(1001, "again");
        server.write(Frames.text("in flight"), Frames.frame(0x89, new byte[0]), Frames.close(1000, "done"));
        heard.expect("ping");
        heard.expectLast("closed 1000 by us: done");
        assertTrue(server.isEnded());
    }

    @Test
    void shouldEndWithoutSecondCloseFrameWhenPeerBreaksProtocolWhileClosing() throws Exception
    {
        open();
        transport.close(4000, "rotate");
        assertEquals(ScriptedServer.close(4000, "rotate"), server.readFrame());
        server.write(Frames.masked(0x81, Frames.utf8("x")));
        heard.expectLastBegins("closed 1002 by us: ");
        assertEquals(-1, server.peer().getInputStream().read());
    }

    @Test
    void shouldEndAbnormallyWhenPeerDropsInsteadOfClosing() throws Exception
    {
        open();
        server.write(Frames.text("one"), Frames.bytes(0x81, 10, 'h', 'a', 'l', 'f'));
        heard.expect("text one");
        server.peer().shutdownOutput();
        heard.expectLast("closed 1006 by peer: dropped without a close frame");
    }

    @Test
    void shouldEndAbnormallyWhenPeerResets() throws Exception
    {
        open();
        server.peer().setSoLinger(true, 0);
        server.peer().close();
        heard.expectLast("closed 1006 by peer: dropped without a close frame");
    }

    @Test
    void shouldNameOurselvesWhenPeerDropsAfterOurClose() throws Exception
    {
        open();
        transport.close(1000, "");
        assertEquals(1000, server.readCloseCode());
        server.peer().close();
        heard.expectLast("closed 1006 by us: dropped without a close frame");
    }

    @Test
    void shouldRefuseToSendWhenQueueIsFullAndStillEndWhenPeerReadsNothing() throws Exception
    {
        server.receiveLittle();
        open(heard.context().maxQueuedFrames(4));
        final String large = "x".repeat(16 << 20);
        int sent = 0;
        while (transport.send(large))
        {
            sent++;
        }
        assertTrue(sent >= 4 && sent < 20, "sent " + sent);
        byte[] pings = new byte[0];
        for (int i = 0; i < 64; i++)
        {
            pings = Frames.concat(pings, Frames.frame(0x89, new byte[0]));
        }
        server.write(pings);
        String last = heard.next();
        while (last.equals("ping"))
        {
            last = heard.next();
        }
        assertEquals("closed 1006 by us: send queue full: peer pings but does not read", last);
    }

    @Test
    void shouldReportListenersExceptionAndAbort() throws Exception
    {
        final RuntimeException fault = new IllegalStateException("listener's fault");
        transport = new WebSocketTransport(server.uri(), heard.context(), new TransportListener()
        {
            @Override
            public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
            {
                heard.onFrame(buffer, offset, length, text);
                throw fault;
            }

            @Override
            public void onClosed(final int code, final String reason, final boolean byPeer)
            {
                heard.onClosed(code, reason, byPeer);
            }
        });
        transport.connect();
        server.acceptUpgrade();
        server.write(Frames.text("one"), Frames.text("two"));
        heard.expect("text one");
        heard.expectLastBegins("closed 1006 by us: listener failed");
        assertSame(fault, heard.errors.poll());
        assertTrue(heard.errors.isEmpty());
        assertTrue(server.isEnded());
    }

    @Test
    void shouldSurviveAnErrorFromOnOpenAndFromOnClosed() throws Exception
    {
        final Error fault = new StackOverflowError("listener's fault");
        final CountDownLatch closed = new CountDownLatch(1);
        transport = new WebSocketTransport(server.uri(), heard.context(), new TransportListener()
        {
            @Override
            public void onOpen()
            {
                throw fault;
            }

            @Override
            public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
            {
                heard.onFrame(buffer, offset, length, text);
            }

            @Override
            public void onClosed(final int code, final String reason, final boolean byPeer)
            {
                closed.countDown();
                throw new IllegalStateException("and again");
            }
        });
        transport.connect();
        server.acceptRequest();
        server.write(server.upgradeAnswer(""), Frames.text("unheard"));
        closed.await();
        assertSame(fault, heard.errors.take());
        assertEquals("and again", heard.errors.take().getMessage());
    }

    @Test
    void shouldCloseFromInsideCallback() throws Exception
    {
        final WebSocketTransport[] own = new WebSocketTransport[1];
        own[0] = new WebSocketTransport(server.uri(), heard.context(), new TransportListener()
        {
            @Override
            public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
            {
                heard.onFrame(buffer, offset, length, text);
                own[0].close(1000, "enough");
            }

            @Override
            public void onClosed(final int code, final String reason, final boolean byPeer)
            {
                heard.onClosed(code, reason, byPeer);
            }
        });
        transport = own[0];
        transport.connect();
        server.acceptUpgrade();
        server.write(Frames.text("one"), Frames.text("two"));
        assertEquals(1000, server.readCloseCode());
        heard.expect("text one");
        server.write(Frames.close(1000, ""));
        heard.expectLast("closed 1000 by us: enough");
    }

    @Test
    void shouldConnectThroughGivenFactoryWithoutDelayingSmallSegments() throws Exception
    {
        final Socket tcp =
            mode == ReceiveMode.SPINNING ? new SpinningSocket(4096, SystemNanoClock.INSTANCE) : new Socket();
        open(heard.context().socketFactory(new OneSocket(tcp)));
        assertTrue(tcp.isConnected() && tcp.getTcpNoDelay());
        transport.abort();
        heard.expectLast("closed 1006 by us: aborted");
        assertTrue(tcp.isClosed());
    }

    @Test
    void shouldEndItsThreadsAndReportWhenItRunsOutOfMemory() throws Exception
    {
        assumeTrue(mode == ReceiveMode.BLOCKING, "the fault is put into a blocking socket");
        final Error fault = new OutOfMemoryError("thrown by the test");
        final Set<Thread> before = Thread.getAllStackTraces().keySet();
        final Socket tcp = new Socket()
        {
            @Override
            public InputStream getInputStream() throws IOException
            {
                return new FilterInputStream(super.getInputStream())
                {
                    @Override
                    public int read(final byte[] bytes, final int offset, final int length) throws IOException
                    {
                        final int count = super.read(bytes, offset, length);
                        if (count > 0 && (bytes[offset] & 0xFF) == 0x82)
                        {
                            throw fault;
                        }
                        return count;
                    }
                };
            }
        };
        open(heard.context().socketFactory(new OneSocket(tcp)));
        server.write(Frames.frame(0x82, new byte[1]));
        heard.expectLastBegins("closed 1006 by us: receiver failed");
        assertSame(fault, heard.errors.poll());
        for (final Thread thread : Thread.getAllStackTraces().keySet())
        {
            if (!before.contains(thread) && thread.getName().startsWith("WebSocketWriteThread"))
            {
                thread.join(10_000);
                assertFalse(thread.isAlive(), "the writer thread ends too");
            }
        }
    }

    @Test
    void shouldRefuseWrongUse() throws Exception
    {
        open();
        assertThrows(IllegalStateException.class, () -> transport.connect());
        assertThrows(IllegalArgumentException.class, () -> transport.close(1006, ""));
        assertThrows(IllegalArgumentException.class, () -> transport.close(1000, "r".repeat(124)));
        for (final String uri : new String[] {"http://127.0.0.1/", "ws:/path", "ws://user@127.0.0.1/", "ws://a_b/",
            "ws://user:hush@127.0.0.1/", "ws://127.0.0.1:99999/", "ws://127.0.0.1:0/"})
        {
            final Exception refused = assertThrows(IllegalArgumentException.class,
                () -> new WebSocketTransport(URI.create(uri), heard.context(), heard), uri);
            assertFalse(refused.getMessage().contains("hush"), refused.getMessage());
        }
        assertThrows(NullPointerException.class,
            () -> new WebSocketTransport(server.uri(), new TransportContext(), heard));
        assertThrows(IllegalArgumentException.class, () -> heard.context().header("X-Key", "a\r\nEvil: b"));
        assertThrows(IllegalArgumentException.class, () -> heard.context().header("X Key", "a"));
        assertThrows(IllegalArgumentException.class, () -> heard.context().readBufferBytes(0));
    }
}
