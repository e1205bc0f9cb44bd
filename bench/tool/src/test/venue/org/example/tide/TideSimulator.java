package org.example.tide;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

import org.java_websocket.WebSocketImpl;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.SimulatorStatistics;
import org.ringtape.simulator.net.LoopbackVenue;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorRestServer;
import org.ringtape.simulator.net.SimulatorSocket;
import org.ringtape.simulator.net.SimulatorSocketServer;

/** Tide on loopback: a trade whenever one is due, or what was recorded once somebody has subscribed. */
final class TideSimulator implements VenueSimulator, SimulatorSocketServer.Events
{
    private static final long NS_PER_S = 1_000_000_000L;

    private final SimulatorCounters counters = new SimulatorCounters();
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final List<String> symbols;
    private final List<byte[]> recorded;
    private final long intervalNs;
    private final SplittableRandom random;
    private final LoopbackVenue venue;
    /** Of the last trade of each symbol. */
    private final Map<String, Long> numbers = new HashMap<>();
    private long dueNs;
    private volatile int played;

    private static final class Client
    {
        private final WebSocketImpl connection;
        private final SimulatorSocket socket;
        private final Set<String> names = new HashSet<>();

        private Client(final WebSocketImpl connection, final SimulatorCounters counters)
        {
            this.connection = connection;
            socket = new SimulatorSocket(connection, 1_000, NS_PER_S, counters);
        }
    }

    TideSimulator(
        final SimulationSettings settings, final List<String> symbols, final List<byte[]> recorded, final double rate)
    {
        this.symbols = symbols;
        this.recorded = recorded;
        intervalNs = recorded == null ? (long)(NS_PER_S / rate) : 0;
        random = new SplittableRandom(settings.seed());
        venue = new LoopbackVenue("tide", settings.webSocketPort(), settings.restPort(), this,
            (path, parameters, headers) -> SimulatorRestServer.Answer.of(404, Map.of("error", "nothing here")),
            counters);
    }

    /** What is no JSON object has no members here. */
    static Map<?, ?> object(final byte[] text)
    {
        try
        {
            return JsonReader.read(text) instanceof Map<?, ?> members ? members : Map.of();
        }
        catch (final JsonSyntaxException e)
        {
            return Map.of();
        }
    }

    boolean hasPlayed()
    {
        return recorded != null && played == recorded.size();
    }

    @Override
    public void start()
    {
        venue.start(this::step);
    }

    @Override
    public synchronized void onOpen(final WebSocketImpl socket, final String resource)
    {
        counters.connectionsOpened.increment();
        clients.add(new Client(socket, counters));
    }

    @Override
    public synchronized void onText(final WebSocketImpl socket, final String text)
    {
        counters.requestsReceived.increment();
        final Map<?, ?> request = object(text.getBytes(StandardCharsets.UTF_8));
        for (final Client client : clients)
        {
            if (client.connection == socket)
            {
                answer(client, request);
            }
        }
    }

    private void answer(final Client client, final Map<?, ?> request)
    {
        final List<String> names = new ArrayList<>();
        if (request.get("names") instanceof List<?> given)
        {
            given.forEach((name) -> names.add(String.valueOf(name)));
        }
        final Optional<String> unknown = recorded != null ? Optional.empty() :
            names.stream().filter((name) -> !symbols.contains(name.replace("@tape", ""))).findFirst();
        if (unknown.isPresent())
        {
            send(client, "{\"no\":" + id(request) + ",\"why\":\"no " + unknown.get() + "\"}");
            return;
        }
        if ("subscribe".equals(request.get("op")))
        {
            client.names.addAll(names);
        }
        else
        {
            client.names.removeAll(names);
        }
        send(client, "{\"ok\":" + id(request) + "}");
    }

    private static String id(final Map<?, ?> request)
    {
        return request.get("id") instanceof JsonNumber number ? number.text() : "0";
    }

    private static void send(final Client client, final String text)
    {
        client.socket.sendText(text.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized int step()
    {
        final byte[] frame = next();
        if (frame == null)
        {
            return 0;
        }
        final String channel = (String)object(frame).get("ch");
        for (final Client client : clients)
        {
            if (client.names.contains(channel))
            {
                client.socket.sendData(frame, false);
            }
        }
        return 1;
    }

    private byte[] next()
    {
        if (recorded != null)
        {
            return played < recorded.size() && clients.stream().anyMatch((client) -> !client.names.isEmpty()) ?
                recorded.get(played++) : null;
        }
        final long nowNs = System.nanoTime();
        if (nowNs - dueNs < 0 && dueNs != 0)
        {
            return null;
        }
        dueNs = nowNs + intervalNs;
        final String symbol = symbols.get(random.nextInt(symbols.size()));
        return ("{\"ch\":\"" + symbol + "@tape\",\"e\":\"print\",\"s\":\"" + symbol + "\",\"n\":" +
            numbers.merge(symbol, 1L, Long::sum) +
            ",\"p\":\"" + random.nextInt(1, 9) + ".25\",\"q\":\"" + random.nextInt(1, 99) + "\",\"side\":\"buy\",\"T\":" +
            System.currentTimeMillis() + "}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Integer> refusal(final String resource)
    {
        return resource.startsWith("/tide/") ? Optional.empty() : Optional.of(404);
    }

    @Override
    public void onPing(final WebSocketImpl socket)
    {
        // answered by the caller
    }

    @Override
    public void onPong(final WebSocketImpl socket)
    {
        counters.pongsReceived.increment();
    }

    @Override
    public synchronized void onClosed(final WebSocketImpl socket)
    {
        clients.removeIf((client) -> client.connection == socket);
    }

    @Override
    public URI webSocketUri()
    {
        return venue.webSocketUri();
    }

    @Override
    public URI restUri()
    {
        return venue.restUri();
    }

    @Override
    public SimulatorStatistics statistics()
    {
        return counters.snapshot(clients.size(), 0);
    }

    @Override
    public void inject(final Fault fault)
    {
        throw new UnsupportedOperationException("faults are given at the start");
    }

    @Override
    public void clearFaults()
    {
        // none
    }

    @Override
    public List<InjectedFault> injectedFaults()
    {
        return List.of();
    }

    @Override
    public void close()
    {
        venue.close();
    }
}
