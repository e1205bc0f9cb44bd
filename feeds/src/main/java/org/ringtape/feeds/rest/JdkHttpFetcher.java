package org.ringtape.feeds.rest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The JDK's HTTP client with a deadline and a bound on the body; answers come on its own daemon thread. */
public final class JdkHttpFetcher implements HttpFetcher, AutoCloseable
{
    private static final int MAX_BODY_LENGTH = 16 * 1024 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    private final ExecutorService executor = Executors.newSingleThreadExecutor((task) ->
    {
        final Thread thread = new Thread(task, "ringtape-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(HttpClient.Version.HTTP_1_1)
        .executor(executor)
        .build();

    @Override
    public void get(final URI uri, final Consumer<Answer> onAnswer)
    {
        final HttpRequest request = HttpRequest.newBuilder(uri).timeout(REQUEST_TIMEOUT).GET().build();
        client.sendAsync(request, (head) -> new BoundedBody(MAX_BODY_LENGTH)).whenComplete((response, failure) ->
            onAnswer.accept(failure == null ? answer(response) : new Answer(0, new byte[0], 0L, failure.toString())));
    }

    private static Answer answer(final HttpResponse<byte[]> response)
    {
        final long retryAfterSeconds = response.headers().firstValue("Retry-After")
            .filter((value) -> value.matches("[0-9]{1,6}"))
            .map(Long::parseLong)
            .orElse(0L);
        return new Answer(
            response.statusCode(), response.body(), TimeUnit.SECONDS.toNanos(retryAfterSeconds), "");
    }

    /** Requests under way are given up. */
    @Override
    public void close()
    {
        executor.shutdownNow();
    }
}
