package org.ringtape.feeds.rest;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.tls.TlsProvider;

/**
 * One HTTP client a route for the whole process. On JDK 17 a client cannot be closed: its selector thread and three
 * descriptors go when it is collected, so a client for each pipeline would leave them behind each time. One is shared
 * while anybody holds it, held weakly between, and its worker thread ends when it has had nothing to do for a while.
 */
final class SharedHttpClient
{
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long WORKER_IDLE_SECONDS = 2;

    private static final Map<NetworkRoute, WeakReference<HttpClient>> SHARED = new HashMap<>();

    private SharedHttpClient()
    {
    }

    /** The client of a route, made if nobody holds it any more. */
    static synchronized HttpClient acquire(final NetworkRoute route)
    {
        final WeakReference<HttpClient> known = SHARED.get(route);
        HttpClient client = known == null ? null : known.get();
        if (client == null)
        {
            SHARED.values().removeIf((reference) -> reference.get() == null);
            client = newClient(route);
            SHARED.put(route, new WeakReference<>(client));
        }
        return client;
    }

    private static HttpClient newClient(final NetworkRoute route)
    {
        final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, WORKER_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) ->
            {
                final Thread thread = new Thread(task, "ringtape-http");
                thread.setDaemon(true);
                return thread;
            });
        worker.allowCoreThreadTimeOut(true);
        return HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(route.proxy().selector())
            .sslContext(context(route))
            .executor(worker)
            .build();
    }

    private static SSLContext context(final NetworkRoute route)
    {
        try
        {
            return TlsProvider.JDK.context(route.trustStore());
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("no TLS for REST: " + e.getMessage(), e);
        }
    }
}
