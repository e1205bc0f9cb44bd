package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorRestServer;
import org.ringtape.simulator.net.VenueConnection;
import org.ringtape.simulator.net.VenueLogic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Kiyotaka without sockets. */
final class KiyotakaVenue implements VenueLogic<KiyotakaConnection, Object>
{
    private static final String BOOK_PATH = "/ws";
    private static final String OTHER_PATH = "/nonbook/ws";

    private final KiyotakaSettings settings;
    private final FaultBoard faults;
    private final long pingDeadlineNs;
    private final List<KiyotakaConnection> connections = new CopyOnWriteArrayList<>();
    private final KiyotakaFrames frames;
    private final KiyotakaRequests requests;

    KiyotakaVenue(
        final KiyotakaSettings settings,
        final FaultBoard faults,
        final SimulatorCounters counters,
        final long pingDeadlineNs)
    {
        this.settings = settings;
        this.faults = faults;
        this.pingDeadlineNs = pingDeadlineNs;
        frames = new KiyotakaFrames(settings, faults);
        requests = new KiyotakaRequests(settings, frames, faults, counters);
    }

    /** @return points queued to connections so far, one for each connection that got it. */
    long pointsSent()
    {
        return frames.pointsSent();
    }

    @Override
    public void start(final long nowNs)
    {
        settings.source().start(nowNs);
    }

    @Override
    public Optional<Integer> refusal(final String resource)
    {
        final String path = path(resource);
        final List<String> query = List.of(resource.substring(path.length()).split("[?&]"));
        if (!BOOK_PATH.equals(path) && !OTHER_PATH.equals(path))
        {
            return Optional.of(404);
        }
        if (!query.contains("encoding=json"))
        {
            return Optional.of(400);
        }
        return faults.due(FaultKind.REFUSE_UPGRADE, "").map(fault ->
        {
            faults.record(FaultKind.REFUSE_UPGRADE, resource, MarketFrame.NO_UPDATE_ID);
            return (int)fault.number(Fault.STATUS, 503);
        });
    }

    @Override
    public KiyotakaConnection onOpen(final VenueConnection out, final String resource, final long nowNs)
    {
        final KiyotakaConnection connection =
            new KiyotakaConnection(out, BOOK_PATH.equals(path(resource)), frames, nowNs);
        connections.add(connection);
        return connection;
    }

    /** A heartbeat does not wait for the market; nor does what is no JSON at all. */
    @Override
    public Object read(final KiyotakaConnection connection, final String text, final long nowNs)
    {
        final Object message = requests.read(connection, text);
        return message == null || KiyotakaRequests.answersPing(connection, message, nowNs) ? null : message;
    }

    @Override
    public void onMessage(final KiyotakaConnection connection, final Object message, final long nowNs)
    {
        requests.onRequest(connection, message);
    }

    @Override
    public void onClosed(final KiyotakaConnection connection)
    {
        if (connections.remove(connection))
        {
            frames.onClosed(connection);
        }
    }

    @Override
    public SimulatorRestServer.Answer onRequest(
        final String path, final Map<String, String> parameters, final UnaryOperator<String> headers, final long nowNs)
    {
        if (!settings.apiKey().equals(headers.apply("X-Kiyotaka-Key")))
        {
            return error(401, "INVALID_API_KEY");
        }
        if ("/v1/markets".equals(path))
        {
            return SimulatorRestServer.Answer.of(200, settings.source().listing());
        }
        if (!"/v1/block-sizes".equals(path))
        {
            return error(404, "NOT_FOUND");
        }
        for (final Map<String, Object> market : settings.source().listing())
        {
            if (market.get("exchange").equals(parameters.get("exchange")) && market.containsKey("blockSize") &&
                market.get("rawSymbol").equals(parameters.get("rawSymbol")))
            {
                return SimulatorRestServer.Answer.of(200, Map.of("blockSize", market.get("blockSize")));
            }
        }
        return error(400, "INVALID_SYMBOL");
    }

    @Override
    public int poll(final long nowNs)
    {
        for (final KiyotakaConnection connection : connections)
        {
            if (nowNs - connection.lastPingNs() >= pingDeadlineNs && !connection.socket().hasEnded())
            {
                connection.socket().close(KiyotakaInferred.GOING_AWAY_CLOSE, "no ping");
            }
        }
        return settings.source().advance(nowNs, connections);
    }

    @Override
    public int connectionCount()
    {
        return connections.size();
    }

    private static String path(final String resource)
    {
        final int query = resource.indexOf('?');
        return query < 0 ? resource : resource.substring(0, query);
    }

    private static SimulatorRestServer.Answer error(final int status, final String code)
    {
        return SimulatorRestServer.Answer.of(status, Map.of("error", code));
    }
}
