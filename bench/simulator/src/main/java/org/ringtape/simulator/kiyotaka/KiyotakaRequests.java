package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.net.SimulatorCounters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers a client's messages as the spec's "Simulator" section says; the codes are in {@link KiyotakaInferred}. A
 * request that fails changes nothing. Guarded by the simulator's lock, but for pings.
 */
final class KiyotakaRequests
{
    private static final String AUTHENTICATE = "public/authenticate";
    private static final String SUBSCRIBE = "public/subscribe";
    private static final String UNSUBSCRIBE = "public/unsubscribe";
    private static final String UNSUBSCRIBE_ALL = "public/unsubscribe_all";
    private static final Set<String> METHODS = Set.of(AUTHENTICATE, SUBSCRIBE, UNSUBSCRIBE, UNSUBSCRIBE_ALL);
    private static final String BAD_PARAMS = "Invalid params";
    private static final String BAD_KEY = "INVALID_API_KEY";

    private final KiyotakaSettings settings;
    private final KiyotakaFrames frames;
    private final FaultBoard faults;
    private final SimulatorCounters counters;

    KiyotakaRequests(
        final KiyotakaSettings settings,
        final KiyotakaFrames frames,
        final FaultBoard faults,
        final SimulatorCounters counters)
    {
        this.settings = settings;
        this.frames = frames;
        this.faults = faults;
        this.counters = counters;
    }

    /** @return the request, or null if it was no JSON and has been answered. */
    Object read(final KiyotakaConnection connection, final String text)
    {
        counters.requestsReceived.increment();
        try
        {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final JsonSyntaxException e)
        {
            refuse(connection, null, KiyotakaInferred.PARSE_ERROR, "Parse error", null);
            return null;
        }
    }

    /** Answers a heartbeat. @return whether the message was one. */
    static boolean answersPing(final KiyotakaConnection connection, final Object message, final long nowNs)
    {
        if (!(message instanceof Map<?, ?> members) || !"ping".equals(members.get("type")))
        {
            return false;
        }
        connection.onPing(nowNs);
        final Map<String, Object> pong = new LinkedHashMap<>();
        pong.put("type", "pong");
        pong.put("timestamp", members.get("timestamp"));
        connection.reply(JsonWriter.compact(pong));
        return true;
    }

    void onRequest(final KiyotakaConnection connection, final Object request)
    {
        if (connection.isStalled())
        {
            return;
        }
        if (!(request instanceof Map<?, ?> members) || !(members.get("method") instanceof String method))
        {
            refuse(connection, null, KiyotakaInferred.INVALID_REQUEST, "Invalid Request", null);
            return;
        }
        final Object id = members.get("id");
        final boolean authentication = AUTHENTICATE.equals(method);
        if (id != null && !isId(id) || !authentication && !"2.0".equals(members.get("jsonrpc")))
        {
            refuse(connection, isId(id) ? id : null, KiyotakaInferred.INVALID_REQUEST, "Invalid Request", null);
        }
        else if (id != null && !connection.takeId(JsonWriter.compact(id)))
        {
            refuse(connection, id, KiyotakaInferred.INVALID_REQUEST, "Invalid Request", "id was used before");
        }
        else if (authentication)
        {
            authenticate(connection, id, members.get("params"));
        }
        else if (!connection.isAuthenticated())
        {
            refuse(connection, id, KiyotakaInferred.NOT_AUTHENTICATED, "UNAUTHENTICATED", null);
        }
        else if (!METHODS.contains(method))
        {
            refuse(connection, id, KiyotakaInferred.UNKNOWN_METHOD, "Method not found", null);
        }
        else
        {
            change(connection, method, id, members.get("params"));
        }
    }

    private void authenticate(final KiyotakaConnection connection, final Object id, final Object params)
    {
        final Object token = params instanceof Map<?, ?> members ? members.get("token") : null;
        if (settings.apiKey().equals(token))
        {
            connection.authenticate();
            if (id == null && !settings.isReplyingWithoutId())
            {
                return;
            }
            if (id != null && faults.due(FaultKind.NO_AUTH_REPLY, "").isPresent())
            {
                faults.record(FaultKind.NO_AUTH_REPLY, AUTHENTICATE, MarketFrame.NO_UPDATE_ID);
                return;
            }
            accept(connection, id);
            return;
        }
        int code = KiyotakaInferred.POLICY_CLOSE;
        final var closeOnly = faults.due(FaultKind.AUTH_CLOSE, "");
        if (closeOnly.isPresent())
        {
            code = (int)closeOnly.get().number(Fault.CODE, code);
            faults.record(FaultKind.AUTH_CLOSE, AUTHENTICATE, MarketFrame.NO_UPDATE_ID);
        }
        else
        {
            refuse(connection, id, KiyotakaInferred.NOT_AUTHENTICATED, BAD_KEY, null);
        }
        connection.socket().close(code, BAD_KEY);
    }

    private void change(
        final KiyotakaConnection connection, final String method, final Object id, final Object params)
    {
        if (UNSUBSCRIBE_ALL.equals(method))
        {
            connection.unsubscribeAll();
            accept(connection, id);
            return;
        }
        try
        {
            if (!(params instanceof Map<?, ?> members) || !(members.get("channels") instanceof List<?> given) ||
                given.isEmpty())
            {
                throw new KiyotakaChannel.Refusal("channels must be an array of channels");
            }
            final List<KiyotakaChannel> channels = channels(connection, given);
            if (SUBSCRIBE.equals(method))
            {
                subscribe(connection, id, channels, members);
            }
            else
            {
                connection.unsubscribe(channels);
                accept(connection, id);
            }
        }
        catch (final KiyotakaChannel.Refusal e)
        {
            refuse(connection, id, KiyotakaInferred.INVALID_PARAMS, BAD_PARAMS, e.getMessage());
        }
    }

    private void subscribe(
        final KiyotakaConnection connection,
        final Object id,
        final List<KiyotakaChannel> channels,
        final Map<?, ?> params) throws KiyotakaChannel.Refusal
    {
        final Object compression = params.get("compression");
        if (compression != null && !"brotli".equals(compression))
        {
            throw new KiyotakaChannel.Refusal("unknown compression: " + compression);
        }
        if (faults.due(FaultKind.REJECT_SUBSCRIBE, channels.get(0).symbol()).isPresent())
        {
            faults.record(FaultKind.REJECT_SUBSCRIBE, channels.get(0).symbol(), MarketFrame.NO_UPDATE_ID);
            throw new KiyotakaChannel.Refusal("refused");
        }
        connection.speak(compression != null, "v2".equals(params.get("version")));
        accept(connection, id);
        for (final KiyotakaChannel channel : channels)
        {
            connection.subscribe(settings.source().tap(channel));
            frames.tradesOfOthers(connection, channel).forEach(trade -> repeat(connection, trade));
        }
        connection.flush();
    }

    private void repeat(final KiyotakaConnection connection, final KiyotakaPoint trade)
    {
        if (faults.due(FaultKind.DUPLICATE_TRADE, trade.series().symbol()).isPresent())
        {
            faults.record(FaultKind.DUPLICATE_TRADE, trade.series().label(), MarketFrame.NO_UPDATE_ID);
            connection.add(trade);
        }
    }

    private List<KiyotakaChannel> channels(final KiyotakaConnection connection, final List<?> given)
        throws KiyotakaChannel.Refusal
    {
        final List<KiyotakaChannel> channels = new ArrayList<>();
        for (final Object object : given)
        {
            final KiyotakaChannel channel = KiyotakaChannel.of(object);
            if (channel.type().isBook() != connection.isBook())
            {
                throw new KiyotakaChannel.Refusal(channel.type() + " is not served on this path");
            }
            final var refusal = settings.source().refusal(channel);
            if (refusal.isPresent())
            {
                throw new KiyotakaChannel.Refusal(refusal.get());
            }
            channels.add(channel);
        }
        return channels;
    }

    private static void accept(final KiyotakaConnection connection, final Object id)
    {
        final Map<String, Object> reply = envelope(id);
        reply.put("result", "ok");
        connection.reply(JsonWriter.compact(reply));
    }

    private void refuse(
        final KiyotakaConnection connection,
        final Object id,
        final int code,
        final String message,
        final String detail)
    {
        counters.requestErrors.increment();
        final Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", new JsonNumber(Integer.toString(code)));
        error.put("message", message);
        if (detail != null)
        {
            error.put("data", detail);
        }
        final Map<String, Object> reply = envelope(id);
        reply.put("error", error);
        connection.reply(JsonWriter.compact(reply));
    }

    private static Map<String, Object> envelope(final Object id)
    {
        final Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("jsonrpc", "2.0");
        reply.put("id", id);
        return reply;
    }

    /** Ids are documented as integers; a string is echoed as well, as JSON-RPC 2.0 has it. */
    private static boolean isId(final Object id)
    {
        return id instanceof String || id instanceof JsonNumber number && number.text().matches("-?[0-9]+");
    }
}
