package org.ringtape.feeds.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.feeds.session.ManualClock;

/** The JDK's client against the JDK's server on loopback. */
class JdkHttpFetcherTest
{
    private static final int MAX_BODY = 1_000;

    private final ManualClock clock = new ManualClock();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private JdkHttpFetcher fetcher = new JdkHttpFetcher(clock, MAX_BODY, Duration.ofSeconds(15));

    @BeforeEach
    void serve() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close()
    {
        release.countDown();
        fetcher.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldBringStatusAndBody() throws Exception
    {
        answer(200, "", new byte[MAX_BODY]);
        final HttpFetcher.Answer answer = get();
        assertEquals(200, answer.status());
        assertArrayEquals(new byte[MAX_BODY], answer.body());
        assertEquals(0, answer.retryAfterNs());
        assertEquals("", answer.failure());
    }

    @ParameterizedTest
    @CsvSource({"17, 17000000000", "4.5, 4500000000", "1000000, 1000000000000000"})
    void shouldReadHowLongToWait(final String retryAfter, final long expectedNs) throws Exception
    {
        answer(429, retryAfter, new byte[0]);
        final HttpFetcher.Answer answer = get();
        assertEquals(429, answer.status());
        assertEquals(expectedNs, answer.retryAfterNs());
    }

    @Test
    void shouldReadADateByTheServersOwnClock() throws Exception
    {
        final DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME;
        server.createContext("/depth", (exchange) ->
        {
            exchange.getResponseHeaders().add("Retry-After",
                format.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1)));
            exchange.sendResponseHeaders(503, -1); // the server adds its Date
            exchange.close();
        });
        final long retryAfterNs = get().retryAfterNs();
        final long hourNs = TimeUnit.HOURS.toNanos(1);
        assertTrue(Math.abs(retryAfterNs - hourNs) <= TimeUnit.MINUTES.toNanos(1),
            () -> retryAfterNs + " though our clock says 2023");
    }

    @Test
    void shouldTakeNoticeOfNothingElseInPlaceOfSeconds() throws Exception
    {
        answer(503, "soon", new byte[0]);
        assertEquals(0, get().retryAfterNs());
    }

    @Test
    void shouldNotFollowARedirect() throws Exception
    {
        server.createContext("/depth", (exchange) ->
        {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertEquals(302, get().status());
    }

    @Test
    void shouldRefuseABodyBeyondItsBound() throws Exception
    {
        answer(200, "", new byte[MAX_BODY + 1]);
        final HttpFetcher.Answer answer = get();
        assertEquals(0, answer.status());
        assertEquals(0, answer.body().length);
        assertTrue(answer.failure().contains("body longer than 1000 bytes"), answer.failure());
    }

    @Test
    void shouldAnswerWhenNobodyListens() throws Exception
    {
        final URI uri = uri();
        server.stop(0);
        final CompletableFuture<HttpFetcher.Answer> answer = new CompletableFuture<>();
        fetcher.get(uri, answer::complete);
        final HttpFetcher.Answer failed = answer.get(10, TimeUnit.SECONDS);
        assertEquals(0, failed.status());
        assertFalse(failed.failure().isEmpty());
    }

    @Test
    void shouldGiveUpABodyThatNeverEnds() throws Exception
    {
        fetcher.close();
        fetcher = new JdkHttpFetcher(clock, MAX_BODY, Duration.ofMillis(300));
        server.createContext("/depth", (exchange) ->
        {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try
            {
                release.await();
            }
            catch (final InterruptedException e)
            {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        final HttpFetcher.Answer answer = get();
        assertEquals(0, answer.status());
        assertTrue(answer.failure().contains("Timeout"), answer.failure());
    }

    private void answer(final int status, final String retryAfter, final byte[] body)
    {
        server.createContext("/depth", (exchange) ->
        {
            if (!retryAfter.isEmpty())
            {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private URI uri()
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/depth");
    }

    private HttpFetcher.Answer get() throws Exception
    {
        final CompletableFuture<HttpFetcher.Answer> answer = new CompletableFuture<>();
        fetcher.get(uri(), answer::complete);
        return answer.get(10, TimeUnit.SECONDS);
    }
}
