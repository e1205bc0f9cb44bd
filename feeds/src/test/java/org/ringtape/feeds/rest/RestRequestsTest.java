package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.feeds.session.ManualClock;

/** Methods, headers, bodies and signatures as a server sees them, and what is said when it does not answer. */
final class RestRequestsTest
{
    private static final String SECRET = "s3cret-of-nobody-0123456789";
    /** {@code printf '%s' 'symbol=A&timestamp=1700000000123&recvWindow=5000' | openssl dgst -sha256 -hmac SECRET}. */
    private static final String QUERY_DIGITS =
        "b71b0cc0dde46c55ff69dca0df9946c791daf8d26bcf7e71bb2fb9f70e4ece9a";
    /** The same of {@code timestamp=1700000000123&recvWindow=5000quantity=1}. */
    private static final String BODY_DIGITS =
        "97519d4bd4978c523a8b3200fd0f56b3a2c997bd4b74854bc2ae4704e6e70b4b";
    private static final String KEY = "key-of-nobody-0123456789";

    private final JdkHttpFetcher fetcher = new JdkHttpFetcher(new ManualClock(), 1_000, Duration.ofSeconds(15));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String method;
    private String query;
    private String key;
    private String type;
    private byte[] body;

    @BeforeEach
    void serve() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close()
    {
        fetcher.close();
        server.stop(0);
        threads.shutdown();
    }

    private void answer(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            method = exchange.getRequestMethod();
            query = exchange.getRequestURI().getRawQuery();
            key = exchange.getRequestHeaders().getFirst("X-Key");
            type = exchange.getRequestHeaders().getFirst("Content-Type");
            body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendEveryMethodWithItsHeaders(final RestRequest.Method sent) throws Exception
    {
        assertEquals(200, send(RestRequest.of(sent, uri("v1/thing?a=b")).header("X-Key", "k1")).status());
        assertEquals(sent.name(), method);
        assertEquals("a=b", query);
        assertEquals("k1", key);
        assertEquals(0, body.length);
    }

    @Test
    void shouldSendABodyAsItIs() throws Exception
    {
        final String text = "{\"token\":\"ä€\"}";
        send(RestRequest.of(RestRequest.Method.POST, uri("v1/token")).body("application/json", text));
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), body);
        assertEquals("application/json", type);
        assertThrows(IllegalStateException.class, () -> RestRequest.get(uri("")).body("text/plain", "x"));
    }

    @Test
    void shouldSignQueryAndBodyAsAnotherProgramDoes() throws Exception
    {
        final RequestSigner signer = new HmacSigner("X-Key", () -> KEY, () -> SECRET, 5_000);
        send(signer.sign(RestRequest.get(uri("v1/order?symbol=A")), 1_700_000_000_123_999_999L));
        assertEquals("symbol=A&timestamp=1700000000123&recvWindow=5000&signature=" + QUERY_DIGITS, query);
        assertEquals(KEY, key);
        send(signer.sign(RestRequest.of(RestRequest.Method.POST, uri("v1/order"))
            .body("application/x-www-form-urlencoded", "quantity=1"), 1_700_000_000_123_000_000L));
        assertEquals("timestamp=1700000000123&recvWindow=5000&signature=" + BODY_DIGITS, query);
        assertEquals("quantity=1", new String(body, StandardCharsets.UTF_8));
    }

    @Test
    void shouldAddKeysAndTokensAsHeaders()
    {
        final RestRequest signed = new HeaderSigner().header("X-Api-Secret", () -> SECRET).bearer(() -> "t0ken")
            .sign(RestRequest.get(uri("v1/me")), 0);
        assertEquals(SECRET, signed.headers().get("x-api-secret"));
        assertEquals("Bearer t0ken", signed.headers().get("Authorization"));
    }

    @Test
    void shouldNeverShowWhatIsSecret()
    {
        final RestRequest signed = new HmacSigner("X-Key", () -> KEY, () -> SECRET, 5_000)
            .sign(RestRequest.get(uri("v1/order?listenKey=" + SECRET)), 1);
        assertEquals("GET http://127.0.0.1:" + server.getAddress().getPort() + "/v1/order", signed.toString());
        final IllegalArgumentException refused = assertThrows(
            IllegalArgumentException.class, () -> signed.header("X-Key", SECRET + "\r\nX-Other: 1"));
        assertFalse(refused.getMessage().contains(SECRET), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendOnceAndSayUnknownIfTheAnswerNeverComes(final RestRequest.Method sent) throws Exception
    {
        final AtomicInteger heard = new AtomicInteger();
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress()))
        {
            threads.execute(() -> cutEach(mute, heard));
            final HttpFetcher.Answer answer = send(RestRequest.of(
                sent, URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/order?signature=" + SECRET)));
            assertEquals(0, answer.status());
            assertEquals(sent != RestRequest.Method.GET, answer.failure().startsWith(HttpFetcher.UNKNOWN_OUTCOME),
                answer.failure());
            assertFalse(answer.failure().contains(SECRET), answer.failure());
            assertTrue(sent == RestRequest.Method.GET || heard.get() == 1, "sent " + heard + " times");
        }
    }

    @Test
    void shouldNotCallUnknownWhatNobodyCanHaveCarriedOut() throws Exception
    {
        final int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            port = gone.getLocalPort();
        }
        final HttpFetcher.Answer answer = send(RestRequest.of(
            RestRequest.Method.DELETE, URI.create("http://127.0.0.1:" + port + "/order")));
        assertEquals(0, answer.status());
        assertFalse(answer.failure().startsWith(HttpFetcher.UNKNOWN_OUTCOME), answer.failure());
    }

    @Test
    void shouldLetAHostsFetcherThatOnlyGetsSayWhatItCannot()
    {
        final HttpFetcher onlyGets =
            (uri, onAnswer) -> onAnswer.accept(new HttpFetcher.Answer(200, new byte[0], 0, ""));
        final List<HttpFetcher.Answer> answers = new ArrayList<>();
        onlyGets.send(RestRequest.get(uri("a")), answers::add);
        onlyGets.send(RestRequest.of(RestRequest.Method.POST, uri("a?s=" + SECRET)), answers::add);
        assertEquals(200, answers.get(0).status());
        assertTrue(answers.get(1).failure().startsWith("this fetcher cannot send POST http://127.0.0.1:"));
        assertFalse(answers.get(1).failure().contains(SECRET));
    }

    private static void cutEach(final ServerSocket server, final AtomicInteger heard)
    {
        while (true)
        {
            try (Socket socket = server.accept(); InputStream in = socket.getInputStream())
            {
                heard.incrementAndGet();
                for (String head = ""; !head.endsWith("\r\n\r\n"); head += (char)in.read())
                {
                    // to its end
                }
            }
            catch (final IOException e)
            {
                return;
            }
        }
    }

    private HttpFetcher.Answer send(final RestRequest request) throws Exception
    {
        final CompletableFuture<HttpFetcher.Answer> answer = new CompletableFuture<>();
        fetcher.send(request, answer::complete);
        return answer.get(20, TimeUnit.SECONDS);
    }

    private URI uri(final String path)
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }
}
