package org.ringtape.bench.latency;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Depth snapshots over REST: before the series the books that it starts from, after it those that it ends with. In
 * between there are none, because to know the book of that moment would cost the sender time: a book that has a gap
 * then stays without one until the end.
 */
final class SnapshotServer implements AutoCloseable
{
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_NOW = 503;

    private final PreparedFrames frames;
    private final HttpServer server;
    /** Written by the harness's thread. */
    private volatile Map<String, String> bodies;

    SnapshotServer(final PreparedFrames frames) throws IOException
    {
        this.frames = frames;
        bodies = frames.firstSnapshots();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri()
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void begin()
    {
        bodies = Map.of();
    }

    void end(final int sent)
    {
        bodies = frames.snapshotsAfter(sent);
    }

    private void handle(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            final String venue = exchange.getRequestURI().getPath().replaceAll("^/([^/]*)/.*", "$1");
            final String query = String.valueOf(exchange.getRequestURI().getQuery());
            final String book = venue + " " + query.replaceAll(".*symbol=([^&]*).*", "$1");
            final String body = bodies.get(book);
            final boolean known = frames.firstSnapshots().containsKey(book);
            final byte[] answer = (body != null ? body : "{\"code\":-1001,\"msg\":\"none at this time\"}")
                .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body != null ? OK : known ? NOT_NOW : NOT_FOUND, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close()
    {
        server.stop(0);
    }
}
