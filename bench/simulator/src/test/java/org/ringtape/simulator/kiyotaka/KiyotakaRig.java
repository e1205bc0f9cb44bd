package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.net.PlainClient;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A Kiyotaka whose clock the test holds, and clients that use heartbeats as a fence behind data. */
public final class KiyotakaRig implements AutoCloseable
{
    static final String BOOK = "ws?encoding=json";
    static final String OTHER = "nonbook/ws?encoding=json";
    static final String BTC = "'exchange':'BINANCE_FUTURES','symbol':'BTCUSDT'";
    static final long START_NS = 1_769_058_900_000_000_000L;

    final AtomicLong nowNs = new AtomicLong(START_NS);
    final KiyotakaSimulator simulator;
    private final List<PlainClient> clients = new ArrayList<>();
    private int fences;

    public KiyotakaRig(final KiyotakaSource source, final UnaryOperator<KiyotakaSimulator.Builder> settings)
    {
        simulator = settings.apply(KiyotakaSimulator.builder(source).clock(nowNs::get).stepped()).build();
        simulator.start();
    }

    static KiyotakaRig generated()
    {
        return new KiyotakaRig(KiyotakaGeneratedSource.builder().build(), builder -> builder);
    }

    KiyotakaGeneratedSource market()
    {
        return (KiyotakaGeneratedSource)simulator.source();
    }

    PlainClient client(final String path)
    {
        final PlainClient client = new PlainClient(simulator, path);
        clients.add(client);
        return client;
    }

    /** @return a client that is authenticated and has the channels, given with single quotes and without braces. */
    PlainClient subscribed(final String path, final String extra, final String... channels)
    {
        final PlainClient client = authenticated(path);
        assertOk(2, ask(client, subscribe(2, extra, channels)));
        return client;
    }

    PlainClient authenticated(final String path)
    {
        final PlainClient client = client(path);
        assertOk(1, ask(client, "{'jsonrpc':'2.0','id':1,'method':'public/authenticate'," +
            "'params':{'token':'simulated-key'}}"));
        return client;
    }

    public static String subscribe(final int id, final String extra, final String... channels)
    {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'public/subscribe','params':{'channels':[{" +
            String.join("},{", channels) + "}],'version':'v2'" + extra + "}}";
    }

    public static String ask(final PlainClient client, final String request)
    {
        return client.ask(request.replace('\'', '"'));
    }

    static String quoted(final String text)
    {
        return text.replace('\'', '"');
    }

    private static void assertOk(final int id, final String reply)
    {
        if (!reply.equals(quoted("{'jsonrpc':'2.0','id':" + id + ",'result':'ok'}")))
        {
            throw new AssertionError(reply);
        }
    }

    public void pass(final long milliseconds)
    {
        nowNs.addAndGet(milliseconds * 1_000_000L);
        simulator.poll();
    }

    /** @return the texts that came before the answer to a heartbeat sent now. */
    public List<String> texts(final PlainClient client)
    {
        final String stamp = "\"timestamp\":" + (1_700_000_000_000L + fences++) + "}";
        client.send("{\"type\":\"ping\"," + stamp);
        final List<String> texts = new ArrayList<>();
        for (String text = client.next(); !text.equals("{\"type\":\"pong\"," + stamp); text = client.next())
        {
            texts.add(text);
        }
        return texts;
    }

    /** @return the points of all texts that came. */
    List<Map<?, ?>> points(final PlainClient client)
    {
        final List<Map<?, ?>> points = new ArrayList<>();
        texts(client).forEach(text -> points.addAll(points(text)));
        return points;
    }

    static List<Map<?, ?>> points(final String frame)
    {
        final List<Map<?, ?>> points = new ArrayList<>();
        ((List<?>)json(frame).get("points")).forEach(point -> points.add((Map<?, ?>)point));
        return points;
    }

    public static Map<?, ?> json(final String text)
    {
        try
        {
            return (Map<?, ?>)JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final JsonSyntaxException e)
        {
            throw new AssertionError(text, e);
        }
    }

    static Map<?, ?> member(final Map<?, ?> object, final String name)
    {
        return (Map<?, ?>)object.get(name);
    }

    static String series(final Map<?, ?> point, final String name)
    {
        return String.valueOf(member(point, "series").get(name));
    }

    @Override
    public void close()
    {
        clients.forEach(PlainClient::close);
        simulator.close();
    }
}
