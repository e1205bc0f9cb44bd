package org.ringtape.simulator.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.ringtape.simulator.SimulatorException;
import org.ringtape.simulator.market.JsonWriter;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A venue's REST side: hands each GET to the venue and counts the answers. Requests run on pool threads. */
public final class SimulatorRestServer
{
    private static final int OK = 200;

    private final HttpServer server;
    private final ExecutorService pool;
    private final Handler handler;
    private final SimulatorCounters counters;

    /** Answers a venue's GET requests. Pool threads. */
    public interface Handler
    {
        /**
         * @param path       without the query
         * @param parameters decoded query
         * @param headers    the first value of a request header; null if it was not sent
         */
        Answer answer(String path, Map<String, String> parameters, UnaryOperator<String> headers);
    }

    /** A status, a JSON value as {@link JsonWriter} takes it, and headers. */
    public record Answer(int status, Object body, Map<String, String> headers)
    {
        public static Answer of(final int status, final Object body)
        {
            return new Answer(status, body, Map.of());
        }
    }

    /** @throws SimulatorException naming the port if it is taken. */
    SimulatorRestServer(final int port, final Handler handler, final SimulatorCounters counters)
    {
        this.handler = handler;
        this.counters = counters;
        try
        {
            this.server = HttpServer.create(LoopbackPorts.address(port), 0);
        }
        catch (final IOException e)
        {
            throw new SimulatorException("REST port " + port + " cannot be used: " + e.getMessage(), e);
        }
        this.pool = Executors.newCachedThreadPool(task -> LoopbackPorts.daemon(task, "simulator-rest"));
        server.setExecutor(pool);
        server.createContext("/", this::handle);
    }

    void start()
    {
        server.start();
    }

    int port()
    {
        return server.getAddress().getPort();
    }

    void stop()
    {
        server.stop(0);
        pool.shutdownNow();
    }

    private void handle(final HttpExchange exchange) throws IOException
    {
        counters.restRequests.increment();
        try (exchange)
        {
            final Answer answer = "GET".equals(exchange.getRequestMethod()) ?
                handler.answer(exchange.getRequestURI().getPath(),
                    parameters(exchange.getRequestURI().getRawQuery()), exchange.getRequestHeaders()::getFirst) :
                Answer.of(405, Map.of("error", "Method not allowed"));
            if (answer.status() != OK)
            {
                counters.restErrors.increment();
            }
            final byte[] body = JsonWriter.compact(answer.body()).getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (OutputStream out = exchange.getResponseBody())
            {
                out.write(body);
            }
        }
    }

    /** @return a raw query, decoded. */
    public static Map<String, String> parameters(final String query)
    {
        final Map<String, String> parameters = new LinkedHashMap<>();
        for (final String pair : query == null ? new String[0] : query.split("&"))
        {
            final int equals = pair.indexOf('=');
            final String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(equals < 0 ? pair : pair.substring(0, equals),
                URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
