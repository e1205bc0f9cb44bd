package org.ringtape.simulator.vatic;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.generator.VaticWounds;
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

/**
 * Vatic without sockets. Windows live by a simulated time that may run faster than the one given; control pings and the
 * REST budget keep to the one given.
 */
final class VaticVenue implements VenueLogic<VaticConnection, String>
{
    private static final String PATH = "/ws";

    private final VaticSource source;
    private final FaultBoard faults;
    private final SimulatorCounters counters;
    private final List<VaticConnection> connections = new CopyOnWriteArrayList<>();
    private final VaticRequests requests;
    private final VaticDelivery delivery;
    private final VaticRest rest;
    private final double speed;
    private final long simulatedBeginNs;
    private final long beginNs;
    private final long pingPeriodNs;
    private final long pongDeadlineNs;
    /** Time of the call at hand. */
    private volatile long nowNs;

    /** @param beginNs when simulated time begins. @param simulatedBeginNs what it is then */
    VaticVenue(
        final VaticSimulator.Builder settings,
        final FaultBoard faults,
        final SimulatorCounters counters,
        final long beginNs,
        final long simulatedBeginNs)
    {
        this.source = settings.source();
        this.faults = faults;
        this.counters = counters;
        this.speed = settings.speed();
        this.beginNs = beginNs;
        this.simulatedBeginNs = simulatedBeginNs;
        this.pingPeriodNs = settings.pingPeriodNs();
        this.pongDeadlineNs = settings.pongDeadlineNs();
        nowNs = beginNs;
        final VaticWounds wounds = new VaticWounds(faults, settings.seed());
        requests = new VaticRequests(
            source, settings.replacesOnResubscribe(), counters, faults, wounds, this::simulatedNs);
        delivery = new VaticDelivery(connections, faults, wounds);
        rest = new VaticRest(source, faults, () -> nowNs, this::simulatedNs);
    }

    /** @return the simulated time that a time is, epoch nanoseconds. */
    long simulatedNs(final long timeNs)
    {
        return simulatedBeginNs + (long)((timeNs - beginNs) * speed);
    }

    private long simulatedNs()
    {
        return simulatedNs(nowNs);
    }

    @Override
    public void start(final long startNs)
    {
        nowNs = startNs;
        source.start(simulatedNs());
    }

    @Override
    public Optional<Integer> refusal(final String resource)
    {
        return !PATH.equals(resource.split("\\?", 2)[0]) ? Optional.of(404) :
            faults.due(FaultKind.REFUSE_UPGRADE, "").map(fault ->
            {
                faults.record(FaultKind.REFUSE_UPGRADE, resource, MarketFrame.NO_UPDATE_ID);
                return (int)fault.number(Fault.STATUS, 503);
            });
    }

    @Override
    public VaticConnection onOpen(final VenueConnection out, final String resource, final long openedNs)
    {
        nowNs = openedNs;
        final VaticConnection connection = new VaticConnection(out, pingPeriodNs, pongDeadlineNs, openedNs);
        out.sendText(source.connected());
        connections.add(connection);
        return connection;
    }

    @Override
    public String read(final VaticConnection connection, final String text, final long receivedNs)
    {
        return text;
    }

    @Override
    public void onMessage(final VaticConnection connection, final String text, final long receivedNs)
    {
        nowNs = receivedNs;
        requests.onText(connection, text);
    }

    @Override
    public void onPong(final VaticConnection connection)
    {
        connection.onPong();
    }

    @Override
    public void onClosed(final VaticConnection connection)
    {
        connections.remove(connection);
    }

    @Override
    public SimulatorRestServer.Answer onRequest(
        final String path, final Map<String, String> parameters, final UnaryOperator<String> headers,
        final long receivedNs)
    {
        nowNs = Math.max(nowNs, receivedNs);
        return rest.answer(path, parameters);
    }

    @Override
    public int poll(final long pollNs)
    {
        nowNs = pollNs;
        for (final VaticConnection connection : connections)
        {
            if (!connection.poll(pollNs))
            {
                counters.pongsMissed.increment();
            }
        }
        final long simulatedNs = simulatedNs();
        final boolean listened = connections.stream().anyMatch(VaticConnection::isSubscribed);
        return delivery.advance(simulatedNs) + source.advance(simulatedNs, listened, delivery);
    }

    @Override
    public int connectionCount()
    {
        return connections.size();
    }
}
