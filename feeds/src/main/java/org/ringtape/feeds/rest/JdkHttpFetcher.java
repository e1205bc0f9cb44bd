package org.ringtape.feeds.rest;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.feeds.limit.RetryAfter;
import org.ringtape.feeds.transport.proxy.NetworkRoute;

/**
 * The JDK's HTTP client, shared by all fetchers of the process that go the same way, with a deadline over the whole
 * answer and a bound on the body; answers come on its own daemon thread.
 */
public final class JdkHttpFetcher implements HttpFetcher, AutoCloseable
{
    private static final int MAX_BODY_LENGTH = 16 * 1024 * 1024;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    private final EpochNanoClock clock;
    private final int maxBodyLength;
    private final Duration requestTimeout;

    private final HttpClient client;
    /** Requests under way. */
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    /** Writer: whoever closes. */
    private volatile boolean closed;

    /**
     * A fetcher by the usual way, with a bound of 16 MiB and a deadline of 15 s.
     *
     * @param clock read where an answer names a time to wait for and not its own
     */
    public JdkHttpFetcher(final EpochNanoClock clock)
    {
        this(clock, NetworkRoute.DEFAULT);
    }

    /**
     * A fetcher with a bound of 16 MiB and a deadline of 15 s.
     *
     * @param clock read where an answer names a time to wait for and not its own
     * @param route to the servers: trust store and proxy
     */
    public JdkHttpFetcher(final EpochNanoClock clock, final NetworkRoute route)
    {
        this(clock, route, MAX_BODY_LENGTH, REQUEST_TIMEOUT);
    }

    JdkHttpFetcher(final EpochNanoClock clock, final int maxBodyLength, final Duration requestTimeout)
    {
        this(clock, NetworkRoute.DEFAULT, maxBodyLength, requestTimeout);
    }

    private JdkHttpFetcher(
        final EpochNanoClock clock, final NetworkRoute route, final int maxBodyLength, final Duration requestTimeout)
    {
        this.clock = clock;
        this.maxBodyLength = maxBodyLength;
        this.requestTimeout = requestTimeout;
        client = SharedHttpClient.acquire(route);
    }

    @Override
    public void get(final URI uri, final Consumer<Answer> onAnswer)
    {
        send(RestRequest.get(uri), onAnswer);
    }

    @Override
    public void send(final RestRequest request, final Consumer<Answer> onAnswer)
    {
        final CompletableFuture<HttpResponse<byte[]>> response =
            client.sendAsync(httpRequest(request), (head) -> new BoundedBody(maxBodyLength));
        pending.add(response);
        // The request's own timeout ends with the head of the answer; a body may still trickle for ever.
        response.copy().orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((whole, failure) ->
        {
            response.cancel(true);
            pending.remove(response);
            if (!closed)
            {
                onAnswer.accept(failure == null ? answer(whole) : new Answer(0, new byte[0], 0L,
                    (request.isSafe() || isNotSent(failure) ? "" : UNKNOWN_OUTCOME) + failure));
            }
        });
        if (closed)
        {
            response.cancel(true);
        }
    }

    private HttpRequest httpRequest(final RestRequest request)
    {
        final byte[] body = request.body();
        final HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(requestTimeout).method(
            request.method().name(), body.length == 0 ?
                HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    /** Nobody was there to carry it out. */
    private static boolean isNotSent(final Throwable failure)
    {
        return failure instanceof ConnectException || failure.getCause() instanceof ConnectException;
    }

    private Answer answer(final HttpResponse<byte[]> response)
    {
        final long retryAfterNs = RetryAfter.parseNs(
            response.headers().firstValue(RetryAfter.FIELD).orElse(null),
            response.headers().firstValue(RetryAfter.DATE_FIELD).orElse(null),
            clock.nanoTime());
        return new Answer(response.statusCode(), response.body(), retryAfterNs, "");
    }

    /** Requests under way are given up, without an answer. Idempotent. */
    @Override
    public void close()
    {
        closed = true;
        pending.forEach((request) -> request.cancel(true));
    }
}
