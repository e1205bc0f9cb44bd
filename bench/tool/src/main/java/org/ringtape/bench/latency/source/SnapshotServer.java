package org.ringtape.bench.latency.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.ringtape.bench.latency.PipelineRun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/**
 * Depth snapshots over REST: of the books before the first frame, then of the next checkpoint, for which a request is
 * held a moment, and after the series of its end.
 */
final class SnapshotServer implements AutoCloseable
{
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final PreparedFrames frames;
    private final HttpServer server;
    private final IntSupplier sent;
    private final ExecutorService requests = Executors.newCachedThreadPool();
    /** Written by the harness's thread; null until the series is over. */
    private volatile Map<String, String> last;

    /** @param sent frames so far; any thread may ask */
    SnapshotServer(final PreparedFrames frames, final IntSupplier sent) throws IOException
    {
        this.frames = frames;
        this.sent = sent;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(requests);
        server.start();
    }

    URI uri()
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The series is over. */
    void end(final int sentInAll)
    {
        last = frames.snapshotsAfter(sentInAll);
    }

    private void handle(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            final String venue = exchange.getRequestURI().getPath().replaceAll("^/([^/]*)/.*", "$1");
            final String query = String.valueOf(exchange.getRequestURI().getQuery());
            final String book = venue + " " + query.replaceAll(".*symbol=([^&]*).*", "$1");
            final String body = bodies().get(book);
            final byte[] answer = (body != null ? body : "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")
                .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body != null ? OK : NOT_FOUND, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, String> bodies()
    {
        final int sentNow = sent.getAsInt();
        if (sentNow == 0)
        {
            return frames.firstSnapshots();
        }
        final int checkpoint = frames.checkpointAfter(sentNow);
        Waiting.until(() -> last != null || frames.isPassed(checkpoint, sent.getAsInt()), PipelineRun.PATIENCE_NS);
        final Map<String, String> atEnd = last;
        return atEnd != null ? atEnd :
            frames.isPassed(checkpoint, sent.getAsInt()) ? frames.snapshotsAt(checkpoint) : Map.of();
    }

    @Override
    public void close()
    {
        server.stop(0);
        requests.shutdownNow();
    }
}
