package org.ringtape.feeds.transport.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.feeds.transport.frame.Frames;

/** The sockets of both modes do what TLS and Java-WebSocket expect of a socket. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class ReceiveSocketTest
{
    private static final int BUFFER_BYTES = 1024;

    private final ReceiveSocketFactory factory;
    private ServerSocket listening;
    private Socket socket;
    private Socket peer;

    ReceiveSocketTest(final ReceiveMode mode)
    {
        factory = new ReceiveSocketFactory(mode, BUFFER_BYTES);
    }

    @BeforeEach
    void connect() throws IOException
    {
        listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        listening.setReceiveBufferSize(16 * 1024);
        socket = factory.createSocket("127.0.0.1", listening.getLocalPort());
        peer = listening.accept();
    }

    @AfterEach
    void close() throws IOException
    {
        socket.close();
        peer.close();
        listening.close();
    }

    @Test
    void shouldReadTheSameBytesInWhateverPieces() throws Exception
    {
        final long seed = System.nanoTime();
        System.out.println("ReceiveSocketTest seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final byte[] sent = new byte[200_000];
        random.nextBytes(sent);
        final Thread sender = new Thread(() -> writeAndEnd(sent));
        sender.start();
        final InputStream input = socket.getInputStream();
        final ByteArrayOutputStream got = new ByteArrayOutputStream();
        final byte[] piece = new byte[3 * BUFFER_BYTES];
        int count = 0;
        while (count >= 0)
        {
            assertEquals(0, input.read(piece, 0, 0));
            final int wanted = random.nextInt(3) == 0 ? 5 : 1 + random.nextInt(piece.length);
            final int offset = random.nextInt(piece.length - wanted + 1);
            if (random.nextInt(4) == 0)
            {
                final int octet = input.read();
                count = octet < 0 ? -1 : 1;
                piece[offset] = (byte)octet;
            }
            else
            {
                count = input.read(piece, offset, wanted);
                assertTrue(count <= wanted && count != 0);
            }
            got.write(piece, offset, Math.max(0, count));
        }
        assertArrayEquals(sent, got.toByteArray());
        assertEquals(-1, input.read());
        sender.join();
    }

    private void writeAndEnd(final byte[] bytes)
    {
        try
        {
            peer.getOutputStream().write(bytes);
            peer.shutdownOutput();
        }
        catch (final IOException e)
        {
            throw new IllegalStateException(e); // the reader finds less than was sent
        }
    }

    @Test
    void shouldSkipAndTellOfWhatItHolds() throws Exception
    {
        peer.getOutputStream().write(Frames.utf8("abcdefgh"));
        final InputStream input = socket.getInputStream();
        assertEquals('a', input.read());
        assertEquals(3, input.skip(3));
        assertEquals('e', input.read());
        assertEquals(3, input.available());
        assertFalse(input.markSupported());
        assertEquals("fgh", new String(input.readNBytes(3)));
        assertEquals(0, input.available());
    }

    @Test
    void shouldReadOnAfterItsOwnEndWasSent() throws Exception
    {
        socket.getOutputStream().write(1);
        socket.shutdownOutput();
        assertTrue(socket.isOutputShutdown());
        assertArrayEquals(new byte[] {1}, peer.getInputStream().readAllBytes());
        peer.getOutputStream().write(2);
        assertEquals(2, socket.getInputStream().read());
        assertFalse(socket.isInputShutdown());
    }

    @Test
    void shouldEndAReadWhenAnotherThreadCloses() throws Exception
    {
        final CountDownLatch reading = new CountDownLatch(1);
        final AtomicReference<Exception> thrown = new AtomicReference<>();
        final Thread reader = new Thread(() ->
        {
            try
            {
                final InputStream input = socket.getInputStream();
                input.read();
                reading.countDown();
                input.read();
            }
            catch (final IOException e)
            {
                thrown.set(e);
            }
        });
        reader.start();
        peer.getOutputStream().write(1);
        reading.await();
        socket.close();
        reader.join();
        assertEquals(SocketException.class, thrown.get().getClass());
        assertEquals("Socket closed", thrown.get().getMessage());
        assertTrue(socket.isClosed() && socket.isConnected());
        assertThrows(SocketException.class, () -> socket.getInputStream());
    }

    @Test
    void shouldEndAWriteThatNobodyReadsWhenAnotherThreadCloses() throws Exception
    {
        final AtomicReference<Exception> thrown = new AtomicReference<>();
        final Thread writer = new Thread(() ->
        {
            try
            {
                socket.getOutputStream().write(new byte[32 << 20]);
            }
            catch (final IOException e)
            {
                thrown.set(e);
            }
        });
        writer.start();
        assertEquals(0, peer.getInputStream().read());
        socket.close();
        writer.join();
        assertTrue(thrown.get() instanceof SocketException, String.valueOf(thrown.get()));
    }

    @Test
    void shouldWriteAllAndKeepTheInterruptWhenInterruptedMeanwhile() throws Exception
    {
        final byte[] large = new byte[8 << 20];
        Arrays.fill(large, (byte)7);
        final boolean[] kept = new boolean[1];
        final Thread writer = new Thread(() ->
        {
            try
            {
                Thread.currentThread().interrupt();
                socket.getOutputStream().write(large);
                kept[0] = Thread.currentThread().isInterrupted();
                socket.shutdownOutput();
            }
            catch (final IOException e)
            {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertArrayEquals(large, peer.getInputStream().readAllBytes());
        writer.join();
        assertTrue(kept[0]);
    }

    @Test
    void shouldThrowWhenNothingComesForItsTimeout() throws Exception
    {
        socket.setSoTimeout(30);
        assertEquals(30, socket.getSoTimeout());
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        peer.getOutputStream().write(9);
        assertEquals(9, socket.getInputStream().read());
        assertThrows(IllegalArgumentException.class, () -> socket.setSoTimeout(-1));
    }

    @Test
    void shouldSayWhyItCannotConnect() throws Exception
    {
        final int port = listening.getLocalPort();
        listening.close();
        final Socket refused = factory.createSocket();
        assertThrows(ConnectException.class, () -> refused.connect(new InetSocketAddress("127.0.0.1", port), 5_000));
        final Socket unknown = factory.createSocket();
        assertThrows(UnknownHostException.class,
            () -> unknown.connect(InetSocketAddress.createUnresolved("no.such.host.invalid", 1)));
        final Socket early = factory.createSocket();
        assertThrows(SocketException.class, () -> early.getInputStream());
        assertFalse(early.isConnected() || early.isClosed());
        early.close();
        assertThrows(SocketException.class, () -> early.connect(new InetSocketAddress("127.0.0.1", port)));
    }

    @Test
    void shouldHaveTheOptionsAndAddressesOfItsConnection() throws Exception
    {
        assertEquals(listening.getLocalPort(), socket.getPort());
        assertEquals(peer.getPort(), socket.getLocalPort());
        assertEquals(peer.getLocalSocketAddress(), socket.getRemoteSocketAddress());
        assertEquals(peer.getRemoteSocketAddress(), socket.getLocalSocketAddress());
        assertEquals(listening.getInetAddress(), socket.getInetAddress());
        assertEquals(peer.getInetAddress(), socket.getLocalAddress());
        assertTrue(socket.isBound());
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        assertTrue(socket.getTcpNoDelay() && socket.getKeepAlive());
        assertEquals(true, socket.getOption(StandardSocketOptions.TCP_NODELAY));
        assertTrue(socket.supportedOptions().contains(StandardSocketOptions.SO_RCVBUF));
        assertEquals(-1, socket.getSoLinger());
        socket.setSoLinger(true, 0);
        assertEquals(0, socket.getSoLinger());
        socket.close();
        assertThrows(IOException.class, () -> peer.getInputStream().read(), "lingering for 0 s is a reset");
    }
}
