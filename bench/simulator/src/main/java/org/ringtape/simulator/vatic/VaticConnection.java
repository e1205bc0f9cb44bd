package org.ringtape.simulator.vatic;

import org.ringtape.simulator.net.VenueConnection;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One client's connection: its subscriptions and its control pings. Guarded by the simulator's lock. */
final class VaticConnection
{
    private final VenueConnection socket;
    private final Map<String, Set<VaticInterval>> intervals = new HashMap<>();
    private final Set<String> marks = new HashSet<>();
    private final long pingPeriodNs;
    private final long pongDeadlineNs;
    private long lastPingNs;
    private volatile boolean pongAwaited;
    private boolean silent;
    private boolean stalled;

    VaticConnection(
        final VenueConnection socket, final long pingPeriodNs, final long pongDeadlineNs, final long openedNs)
    {
        this.socket = socket;
        this.pingPeriodNs = pingPeriodNs;
        this.pongDeadlineNs = pongDeadlineNs;
        this.lastPingNs = openedNs;
    }

    VenueConnection socket()
    {
        return socket;
    }

    /** @param replace whether the intervals take the place of those subscribed before. */
    void subscribe(final String asset, final Collection<VaticInterval> wanted, final boolean replace)
    {
        final Set<VaticInterval> all = intervals.computeIfAbsent(asset, key -> EnumSet.noneOf(VaticInterval.class));
        if (replace)
        {
            all.clear();
        }
        all.addAll(wanted);
    }

    void subscribeToMarks(final String asset)
    {
        marks.add(asset);
    }

    void unsubscribe()
    {
        intervals.clear();
        marks.clear();
    }

    boolean isSubscribed()
    {
        return isReceiving() && !(intervals.isEmpty() && marks.isEmpty());
    }

    /** @param interval null for mark prices. */
    boolean receives(final String asset, final VaticInterval interval)
    {
        return isReceiving() &&
            (interval == null ? marks.contains(asset) : intervals.getOrDefault(asset, Set.of()).contains(interval));
    }

    void sendData(final byte[] text)
    {
        if (isReceiving())
        {
            socket.sendData(text, false);
        }
    }

    /** Sends a reply; it goes out even to those that get no more data. */
    void reply(final String text)
    {
        if (!stalled)
        {
            socket.sendText(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void silence()
    {
        silent = true;
    }

    void stall()
    {
        stalled = true;
    }

    /** A pong came. Any thread. */
    void onPong()
    {
        pongAwaited = false;
    }

    /** Sends a control ping if one is due. @return false if the last one was not answered and the client is dropped. */
    boolean poll(final long nowNs)
    {
        if (socket.hasEnded())
        {
            return true;
        }
        if (pongAwaited && nowNs - lastPingNs >= pongDeadlineNs)
        {
            socket.cut("no pong");
            return false;
        }
        if (!stalled && !pongAwaited && nowNs - lastPingNs >= pingPeriodNs)
        {
            lastPingNs = nowNs;
            pongAwaited = true;
            socket.ping("");
        }
        return true;
    }

    private boolean isReceiving()
    {
        return !silent && !stalled && !socket.hasEnded();
    }
}
