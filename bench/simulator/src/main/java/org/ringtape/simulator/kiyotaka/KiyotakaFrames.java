package org.ringtape.simulator.kiyotaka;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.generator.KiyotakaWounds;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;
import org.ringtape.simulator.market.MarketFrame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Turns points into frames, does to them what the faults say, and sends them. Guarded by the simulator's lock. */
public final class KiyotakaFrames
{
    private static final Encoder.Parameters QUALITY = Encoder.Parameters.create(4);
    private static final int BATCH = 500;

    private final KiyotakaSettings settings;
    private final FaultBoard faults;
    private final KiyotakaWounds wounds;
    private final Random random;
    private final Map<String, KiyotakaLastTrade> lastTrades = new HashMap<>();
    private final Map<KiyotakaConnection, Batch> batches = new HashMap<>();
    private long pointsSent;

    /** Points that wait for more, because of a fault. */
    private record Batch(int wanted, List<KiyotakaPoint> points)
    {
    }

    KiyotakaFrames(final KiyotakaSettings settings, final FaultBoard faults)
    {
        this.settings = settings;
        this.faults = faults;
        this.random = new Random(settings.seed());
        this.wounds = new KiyotakaWounds(faults, new Random(settings.seed() ^ 0x9E3779B97F4A7C15L));
        Brotli4jLoader.ensureAvailability();
    }

    long pointsSent()
    {
        return pointsSent;
    }

    /** Forgets a connection that is gone. */
    void onClosed(final KiyotakaConnection connection)
    {
        batches.remove(connection);
        wounds.onClosed(connection);
    }

    /** Sends generated points, so many a frame as the settings say. */
    void send(final KiyotakaConnection connection, final List<KiyotakaPoint> points)
    {
        for (int from = 0; from < points.size(); )
        {
            final int size = random.nextInt(settings.leastPoints(), settings.mostPoints() + 1);
            final int to = Math.min(points.size(), from + size);
            send(connection, new ArrayList<>(points.subList(from, to)), null);
            from = to;
        }
    }

    /** @param recorded bytes of a frame with exactly these points; null if some were left out. */
    void sendRecorded(
        final KiyotakaConnection connection, final List<KiyotakaPoint> points, final byte[] recorded)
    {
        send(connection, new ArrayList<>(points), recorded);
    }

    /** Sends a reply or a pong: text, or Brotli if everything is to be binary. */
    void reply(final KiyotakaConnection connection, final byte[] text)
    {
        if (connection.isStalled())
        {
            return;
        }
        if (settings.isEverythingBinary() && connection.isCompressed())
        {
            connection.socket().sendBinary(compressed(text));
        }
        else
        {
            connection.socket().sendText(text);
        }
    }

    /** @return the last trades other connections got and this subscription is about. */
    List<KiyotakaPoint> tradesOfOthers(final KiyotakaConnection connection, final KiyotakaChannel channel)
    {
        return lastTrades.values().stream()
            .filter(last -> last.connection() != connection && channel.matches(last.point().series()))
            .map(KiyotakaLastTrade::point).toList();
    }

    static byte[] compressed(final byte[] text)
    {
        try
        {
            return Encoder.compress(text, QUALITY);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void send(
        final KiyotakaConnection connection, final List<KiyotakaPoint> points, final byte[] recorded)
    {
        if (faults.isIdle() && !batches.containsKey(connection))
        {
            final boolean asIs = recorded != null && connection.isWithSeries();
            transmit(connection, points, asIs ? recorded : text(connection, points), "");
            return;
        }
        final List<KiyotakaPoint> ready = batched(connection, points);
        if (ready.isEmpty() && !points.isEmpty())
        {
            return;
        }
        final String symbol = symbol(ready);
        final boolean whole = ready == points && recorded != null && connection.isWithSeries();
        final Optional<byte[]> wounded = wounds.rewritten(connection, ready, symbol);
        transmit(connection, ready,
            wounded.orElseGet(() -> whole ? recorded : text(connection, ready)), symbol);
        end(connection, symbol, ready);
    }

    private void transmit(
        final KiyotakaConnection connection, final List<KiyotakaPoint> points, final byte[] text, final String symbol)
    {
        byte[] payload = text;
        if (connection.isCompressed())
        {
            payload = compressed(text);
            if (faults.due(FaultKind.CORRUPT_BROTLI, symbol).isPresent())
            {
                payload = wounds.corrupted(payload);
                faults.record(FaultKind.CORRUPT_BROTLI, subject(points), MarketFrame.NO_UPDATE_ID);
            }
        }
        if (connection.socket().sendData(payload, connection.isCompressed()))
        {
            pointsSent += points.size();
            remember(connection, points);
        }
    }

    private void remember(final KiyotakaConnection connection, final List<KiyotakaPoint> points)
    {
        for (final KiyotakaPoint point : points)
        {
            if (point.series().type() == KiyotakaType.TRADE)
            {
                lastTrades.put(point.series().label(), new KiyotakaLastTrade(connection, point));
            }
        }
    }

    /** @return the points to send now; empty while a fault makes them wait. */
    private List<KiyotakaPoint> batched(final KiyotakaConnection connection, final List<KiyotakaPoint> points)
    {
        Batch batch = batches.get(connection);
        if (batch == null)
        {
            final Optional<Fault> fault = faults.due(FaultKind.BATCHED_POINTS, symbol(points));
            if (fault.isEmpty())
            {
                return points;
            }
            batch = new Batch((int)fault.get().number(Fault.ELEMENTS, BATCH), new ArrayList<>());
            batches.put(connection, batch);
            faults.record(FaultKind.BATCHED_POINTS, subject(points), MarketFrame.NO_UPDATE_ID);
        }
        batch.points().addAll(points);
        if (batch.points().size() < batch.wanted())
        {
            return List.of();
        }
        batches.remove(connection);
        return batch.points();
    }

    private void end(final KiyotakaConnection connection, final String symbol, final List<KiyotakaPoint> points)
    {
        if (isDue(FaultKind.SILENCE, symbol, points))
        {
            connection.silence();
        }
        if (isDue(FaultKind.STALL, symbol, points))
        {
            connection.stall();
        }
        faults.due(FaultKind.CLOSE, symbol).ifPresent(fault ->
        {
            faults.record(FaultKind.CLOSE, subject(points), MarketFrame.NO_UPDATE_ID);
            connection.socket().close((int)fault.number(Fault.CODE, 1001), "closed by the venue");
        });
        if (isDue(FaultKind.DISCONNECT, symbol, points))
        {
            connection.socket().cutWhenDrained();
        }
    }

    private boolean isDue(final FaultKind kind, final String symbol, final List<KiyotakaPoint> points)
    {
        final boolean due = faults.due(kind, symbol).isPresent();
        if (due)
        {
            faults.record(kind, subject(points), MarketFrame.NO_UPDATE_ID);
        }
        return due;
    }

    private static byte[] text(final KiyotakaConnection connection, final List<KiyotakaPoint> points)
    {
        final StringBuilder text = new StringBuilder("{\"points\":[");
        String separator = "";
        for (final KiyotakaPoint point : points)
        {
            text.append(separator).append(point.text(connection.isWithSeries()));
            separator = ",";
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String symbol(final List<KiyotakaPoint> points)
    {
        return points.isEmpty() ? "" : points.get(0).series().symbol();
    }

    /** @return what a fault report calls the frame. */
    public static String subject(final List<KiyotakaPoint> points)
    {
        return points.isEmpty() ? "no points" : points.get(0).series().label();
    }
}
