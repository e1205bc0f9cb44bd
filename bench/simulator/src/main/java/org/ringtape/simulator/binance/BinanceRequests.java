package org.ringtape.simulator.binance;

import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.StreamName;
import org.ringtape.simulator.net.SimulatorCounters;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers a client's text messages as the spec's "Subscription protocol" says. The bodies are the documented ones; what
 * the documents leave open (a missing or wrong {@code params}) follows the nearest documented form. Worker threads.
 */
final class BinanceRequests
{
    private static final Set<String> METHODS =
        Set.of("SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY");
    private static final String EXPECTED =
        "expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`";

    private final FaultBoard faults;
    private final SimulatorCounters counters;
    private final int maxStreams;
    private final Runnable subscriptionsChanged;

    BinanceRequests(
        final FaultBoard faults,
        final SimulatorCounters counters,
        final int maxStreams,
        final Runnable subscriptionsChanged)
    {
        this.faults = faults;
        this.counters = counters;
        this.maxStreams = maxStreams;
        this.subscriptionsChanged = subscriptionsChanged;
    }

    void onText(final BinanceConnection connection, final String text)
    {
        counters.requestsReceived.increment();
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final Object request;
        try
        {
            request = JsonReader.read(bytes);
        }
        catch (final JsonSyntaxException e)
        {
            refuse(connection, 3, "Invalid JSON: expected value at line " + e.line() + " column " + e.column());
            return;
        }
        if (!(request instanceof Map<?, ?> members))
        {
            refuse(connection, 3, "Invalid JSON: expected value at line 1 column 1");
            return;
        }
        if (!(members.get("method") instanceof String method))
        {
            refuse(connection, 2,
                "Invalid request: missing field `method` at line 1 column " + text.stripTrailing().length());
            return;
        }
        if (!METHODS.contains(method))
        {
            refuse(connection, 2, "Invalid request: unknown variant `" + method + "`, " + EXPECTED +
                " at line 1 column " + endOfMethod(text));
            return;
        }
        if (!isRequestId(members.get("id")))
        {
            refuse(connection, 2, "Invalid request: request ID must be an unsigned integer");
            return;
        }
        answer(connection, method, members, JsonWriter.compact(members.get("id")));
    }

    /** Subscribes to the streams named in a URL. */
    void onUrlStreams(final BinanceConnection connection)
    {
        final List<String> streams = connection.scope().streams();
        if (streams.size() > maxStreams)
        {
            refuseNested(connection, 4, "Too many subscriptions", "null");
            return;
        }
        connection.subscribeTo(streams);
        subscriptionsChanged.run();
    }

    private void answer(
        final BinanceConnection connection, final String method, final Map<?, ?> members, final String id)
    {
        final Object given = members.get("params");
        final List<?> params = given instanceof List<?> list ? list : List.of();
        switch (method)
        {
            case "SUBSCRIBE":
                subscribe(connection, params, id);
                break;
            case "UNSUBSCRIBE":
                unsubscribe(connection, params, id);
                break;
            case "LIST_SUBSCRIPTIONS":
                list(connection, params, id);
                break;
            default:
                property(connection, method, params, id);
                break;
        }
    }

    private void subscribe(final BinanceConnection connection, final List<?> params, final String id)
    {
        if (params.isEmpty() || !areStreams(params) || faults.due(FaultKind.REJECT_SUBSCRIBE, "").isPresent())
        {
            if (!params.isEmpty() && areStreams(params))
            {
                faults.record(FaultKind.REJECT_SUBSCRIBE, params.toString(), MarketFrame.NO_UPDATE_ID);
            }
            refuseNested(connection, 2, "Invalid request: invalid stream", id);
            return;
        }
        final Set<String> names = new LinkedHashSet<>(connection.names());
        params.forEach(name -> names.add((String)name));
        if (names.size() > maxStreams)
        {
            refuseNested(connection, 4, "Too many subscriptions", id);
            return;
        }
        connection.reply(result("null", id));
        connection.subscribeTo(names);
        subscriptionsChanged.run();
    }

    private void unsubscribe(final BinanceConnection connection, final List<?> params, final String id)
    {
        if (params.isEmpty() || !areStreams(params))
        {
            refuseNested(connection, 2, "Invalid request: invalid stream", id);
            return;
        }
        final Set<String> names = new LinkedHashSet<>(connection.names());
        params.forEach(names::remove);
        connection.subscribeTo(names);
        connection.reply(result("null", id));
        subscriptionsChanged.run();
    }

    private void list(final BinanceConnection connection, final List<?> params, final String id)
    {
        if (!params.isEmpty())
        {
            refuse(connection, 2, "Invalid request: too many parameters");
            return;
        }
        connection.reply(result(JsonWriter.compact(List.copyOf(connection.names())), id));
    }

    private void property(
        final BinanceConnection connection, final String method, final List<?> params, final String id)
    {
        final boolean set = "SET_PROPERTY".equals(method);
        if (params.size() > (set ? 2 : 1))
        {
            refuse(connection, 2, "Invalid request: too many parameters");
        }
        else if (params.isEmpty() || !(params.get(0) instanceof String))
        {
            refuse(connection, 2, "Invalid request: property name must be a string");
        }
        else if (!"combined".equals(params.get(0)))
        {
            refuse(connection, 0, "Unknown property");
        }
        else if (!set)
        {
            connection.reply(result(String.valueOf(connection.isCombined()), id));
        }
        else if (params.size() > 1 && params.get(1) instanceof Boolean combined)
        {
            connection.reply(result("null", id));
            connection.combine(combined);
        }
        else
        {
            refuse(connection, 1, "Invalid value type: expected Boolean");
        }
    }

    private static boolean areStreams(final List<?> params)
    {
        return params.stream().allMatch(name -> name instanceof String text && StreamName.isWellFormed(text));
    }

    /** The documents ask for an unsigned integer; the official clients send strings to the same host and are served. */
    private static boolean isRequestId(final Object id)
    {
        return id instanceof String || id instanceof JsonNumber number && number.isUnsignedInteger();
    }

    private static int endOfMethod(final String text)
    {
        final int key = text.indexOf("\"method\"") + "\"method\"".length();
        final int open = text.indexOf('"', key);
        return text.indexOf('"', open + 1) + 1;
    }

    private static String result(final String value, final String id)
    {
        return "{\"result\":" + value + ",\"id\":" + id + "}";
    }

    private void refuse(final BinanceConnection connection, final int code, final String message)
    {
        counters.requestErrors.increment();
        connection.reply("{\"code\":" + code + ",\"msg\":" + JsonWriter.compact(message) + "}");
    }

    private void refuseNested(
        final BinanceConnection connection, final int code, final String message, final String id)
    {
        counters.requestErrors.increment();
        connection.reply("{\"error\":{\"code\":" + code + ",\"msg\":" + JsonWriter.compact(message) + "},\"id\":" +
            id + "}");
    }
}
