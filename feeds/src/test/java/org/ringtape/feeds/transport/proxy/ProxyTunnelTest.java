package org.ringtape.feeds.transport.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a proxy to a CONNECT. */
final class ProxyTunnelTest
{
    private static final int MAX_HEAD = 256;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void shouldAskForTheVenueAndLeaveWhatFollowsTheAnswer() throws Exception
    {
        assertEquals("first bytes of TLS", open("HTTP/1.1 200 OK\r\nVia: x\r\n\r\nfirst bytes of TLS"));
        assertEquals(
            "CONNECT venue:443 HTTP/1.1\r\nHost: venue:443\r\n\r\n", sent.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldWaitForTheAnswerBehindInterimOnes() throws Exception
    {
        assertEquals("rest", open("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nA: b\r\n\r\nHTTP/1.1 299\r\n\r\nrest"));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 300, 407, 502})
    void shouldNameTheProxyThatRefuses(final int status)
    {
        final IOException refused = assertThrows(IOException.class, () -> open("HTTP/1.1 " + status + " No\r\n\r\n"));
        assertEquals("proxy gate:3128 refuses with HTTP status " + status + " No", refused.getMessage());
    }

    @Test
    void shouldNameTheProxyThatEndsOrNeverEnds()
    {
        final IOException ended = assertThrows(EOFException.class, () -> open("HTTP/1.1 200 OK\r\n"));
        assertEquals("proxy gate:3128 ends without an answer", ended.getMessage());
        final IOException endless =
            assertThrows(IOException.class, () -> open("HTTP/1.1 200 OK\r\nA: " + "b".repeat(MAX_HEAD)));
        assertEquals("proxy gate:3128 answers with more than 256 bytes", endless.getMessage());
    }

    /** What is left in the socket behind the answer. */
    private String open(final String answer) throws IOException
    {
        final InputStream input = new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII));
        try (Socket socket = new AnsweredSocket(input, sent))
        {
            ProxyTunnel.open(socket, InetSocketAddress.createUnresolved("gate", 3128), "venue:443", MAX_HEAD);
        }
        return new String(input.readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** A connection to a proxy whose answer is there already. */
    private static final class AnsweredSocket extends Socket
    {
        private final InputStream input;
        private final OutputStream output;

        AnsweredSocket(final InputStream input, final OutputStream output)
        {
            this.input = input;
            this.output = output;
        }

        @Override
        public InputStream getInputStream()
        {
            return input;
        }

        @Override
        public OutputStream getOutputStream()
        {
            return output;
        }
    }
}
