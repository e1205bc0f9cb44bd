package org.ringtape.simulator.binance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.net.LoopbackPorts;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorRestServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The venue's REST side: depth snapshots, exchange information, weights and errors. Each request has its own pool
 * thread, because a request may be held until playback reaches the recorded body.
 */
final class BinanceRestServer
{
    private static final Set<Integer> LIMITS = Set.of(5, 10, 20, 50, 100, 500, 1000);
    private static final int NOT_FOUND = 404;
    private static final String EXCHANGE_INFO = "/eapi/v1/exchangeInfo";

    private final HttpServer server;
    private final ExecutorService pool;
    private final MarketSource market;
    private final DepthDesk desk;
    private final FaultBoard faults;
    private final SimulatorCounters counters;
    private final RequestWeight weight;
    private final LongSupplier clock;

    BinanceRestServer(
        final InetSocketAddress address,
        final MarketSource market,
        final DepthDesk desk,
        final FaultBoard faults,
        final SimulatorCounters counters,
        final RequestWeight weight,
        final LongSupplier clock) throws IOException
    {
        this.server = HttpServer.create(address, 0);
        this.market = market;
        this.desk = desk;
        this.faults = faults;
        this.counters = counters;
        this.weight = weight;
        this.clock = clock;
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
            final String path = exchange.getRequestURI().getPath();
            final Optional<DepthDialect> dialect = DepthDialect.at(path);
            final String exchangeInfo = EXCHANGE_INFO.equals(path) ? market.exchangeInfo() : "";
            if (!exchangeInfo.isEmpty())
            {
                exchangeInfo(exchange, exchangeInfo);
            }
            else if (dialect.isEmpty())
            {
                fail(exchange, NOT_FOUND, -1000, "Path not found.");
            }
            else if (!"GET".equals(exchange.getRequestMethod()))
            {
                fail(exchange, 405, -1000, "Method not allowed.");
            }
            else
            {
                depth(exchange, dialect.get(), SimulatorRestServer.parameters(exchange.getRequestURI().getRawQuery()));
            }
        }
        catch (final InterruptedException e)
        {
            // The simulator is closing; the client sees the connection end.
            Thread.currentThread().interrupt();
        }
    }

    private void exchangeInfo(final HttpExchange exchange, final String body) throws IOException
    {
        final long nowNs = clock.getAsLong();
        if (weight.take(1, nowNs))
        {
            send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
        }
        else
        {
            failTooMany(exchange, nowNs);
        }
    }

    private void failTooMany(final HttpExchange exchange, final long nowNs) throws IOException
    {
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(RequestWeight.secondsToNextMinute(nowNs)));
        fail(exchange, 429, -1008, "Too many requests.");
    }

    private void depth(final HttpExchange exchange, final DepthDialect dialect, final Map<String, String> parameters)
        throws IOException, InterruptedException
    {
        final String symbol = parameters.getOrDefault("symbol", "");
        final int limit = limit(parameters.get("limit"), dialect);
        final long nowNs = clock.getAsLong();
        if (!weight.take(limit < 0 ? 1 : RequestWeight.ofDepth(limit), nowNs))
        {
            failTooMany(exchange, nowNs);
        }
        else if (symbol.isEmpty())
        {
            fail(exchange, 400, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        else if (!market.symbols().contains(symbol))
        {
            fail(exchange, 400, -1121, "Invalid symbol.");
        }
        else if (limit < 0)
        {
            fail(exchange, 400, -1130, "Data sent for parameter 'limit' is not valid.");
        }
        else if (!failsOnPurpose(exchange, symbol))
        {
            answer(exchange, dialect, symbol, limit);
        }
    }

    private void answer(
        final HttpExchange exchange, final DepthDialect dialect, final String symbol, final int limit)
        throws IOException, InterruptedException
    {
        final Optional<Fault> slow = faults.due(FaultKind.SLOW_SNAPSHOT, symbol);
        if (slow.isPresent())
        {
            faults.record(FaultKind.SLOW_SNAPSHOT, symbol, MarketFrame.NO_UPDATE_ID);
            delay(slow.get().number(Fault.MILLISECONDS, 1000));
        }
        final Optional<DepthAnswer> answer = desk.answer(symbol, limit, dialect);
        if (answer.isEmpty())
        {
            fail(exchange, 503, -1001, market instanceof RecordedMarket ?
                "The recording holds no depth body for this moment." :
                "Internal error; unable to process your request. Please try again.");
            return;
        }
        try
        {
            send(exchange, 200, answer.get().body());
            counters.snapshotsServed.increment();
        }
        finally
        {
            // Playback waits for this; a client that hung up must not stop it.
            answer.get().sent().run();
        }
    }

    private boolean failsOnPurpose(final HttpExchange exchange, final String symbol) throws IOException
    {
        final Optional<Fault> fault = faults.due(FaultKind.SNAPSHOT_ERROR, symbol);
        if (fault.isEmpty())
        {
            return false;
        }
        faults.record(FaultKind.SNAPSHOT_ERROR, symbol, MarketFrame.NO_UPDATE_ID);
        final int status = (int)fault.get().number(Fault.STATUS, 429);
        if (fault.get().numbers().containsKey(Fault.RETRY_AFTER))
        {
            final String seconds = String.valueOf(fault.get().number(Fault.RETRY_AFTER, 0));
            exchange.getResponseHeaders().set("Retry-After", seconds);
        }
        final boolean limited = status == 429 || status == 418;
        fail(exchange, status, limited ? -1008 : -1000, limited ? "Too many requests." : "Unknown error");
        return true;
    }

    private static void delay(final long milliseconds) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + milliseconds * 1_000_000;
        for (long left = milliseconds * 1_000_000; left > 0; left = deadlineNs - System.nanoTime())
        {
            LockSupport.parkNanos(left);
            if (Thread.interrupted())
            {
                throw new InterruptedException();
            }
        }
    }

    private void fail(final HttpExchange exchange, final int status, final int code, final String message)
        throws IOException
    {
        counters.restErrors.increment();
        final String body = "{\"code\":" + code + ",\"msg\":" + JsonWriter.compact(message) + "}";
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private void send(final HttpExchange exchange, final int status, final byte[] body) throws IOException
    {
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.getResponseHeaders().set("X-MBX-USED-WEIGHT-1M", String.valueOf(weight.used()));
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody())
        {
            out.write(body);
        }
    }

    private static int limit(final String text, final DepthDialect dialect)
    {
        if (text == null)
        {
            return dialect.defaultLimit();
        }
        try
        {
            final int limit = Integer.parseInt(text);
            return LIMITS.contains(limit) ? limit : -1;
        }
        catch (final NumberFormatException e)
        {
            return -1;
        }
    }
}
