package org.ringtape.simulator.vatic;

import org.ringtape.simulator.kiyotaka.KiyotakaRig;
import org.ringtape.simulator.net.PlainClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A Vatic whose clock the test holds, and clients that use a refused message as a fence behind events. */
public final class VaticRig implements AutoCloseable
{
    private static final String FENCE = "{\"event\":\"error\",\"message\":\"Unknown message type: fence";

    /** The held clock leaps further than a real pong can follow, so there are pings only where a test asks for them. */
    static final Duration NEVER = Duration.ofDays(365);

    final AtomicLong nowNs;
    public final VaticSimulator simulator;
    private final List<PlainClient> clients = new ArrayList<>();
    private int fences;

    public VaticRig(final String begin, final VaticSource source, final UnaryOperator<VaticSimulator.Builder> settings)
    {
        nowNs = new AtomicLong(Instant.parse(begin).getEpochSecond() * 1_000_000_000L);
        simulator = settings.apply(
            VaticSimulator.builder(source).clock(nowNs::get).stepped().pings(NEVER, NEVER)).build();
        simulator.start();
    }

    static VaticRig generated(final String begin)
    {
        return new VaticRig(begin, VaticGeneratedSource.builder().build(), builder -> builder);
    }

    /** @return a client that has been greeted. */
    public PlainClient client()
    {
        final PlainClient client = new PlainClient(simulator, "ws");
        clients.add(client);
        if (!client.next().startsWith("{\"event\":\"connected\""))
        {
            throw new AssertionError("no greeting");
        }
        return client;
    }

    /** @return a client that has the asset's intervals (all if none is given) and its snapshots behind it. */
    PlainClient subscribed(final String asset, final String... intervals)
    {
        final PlainClient client = client();
        client.send(subscribe(asset, intervals));
        events(client);
        return client;
    }

    public static String subscribe(final String asset, final String... intervals)
    {
        return "{\"type\":\"subscribe\",\"asset\":\"" + asset + "\"" +
            (intervals.length == 0 ? "" : ",\"marketTypes\":[\"" + String.join("\",\"", intervals) + "\"]") + "}";
    }

    public void pass(final long seconds)
    {
        nowNs.addAndGet(seconds * 1_000_000_000L);
        simulator.poll();
    }

    /** @return texts that came before the answer to a fence sent now. */
    public List<String> texts(final PlainClient client)
    {
        final String mark = String.valueOf(fences++);
        client.send("{\"type\":\"fence" + mark + "\"}");
        final List<String> texts = new ArrayList<>();
        for (String text = client.next(); !text.equals(FENCE + mark + "\"}"); text = client.next())
        {
            texts.add(text);
        }
        return texts;
    }

    List<Map<?, ?>> events(final PlainClient client)
    {
        final List<Map<?, ?>> events = new ArrayList<>();
        texts(client).forEach(text -> events.add(KiyotakaRig.json(text)));
        return events;
    }

    @Override
    public void close()
    {
        clients.forEach(PlainClient::close);
        simulator.close();
    }
}
