package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.net.VenueConnection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One client's connection: who it is, what it subscribed to and what waits to be sent. Guarded by the simulator's lock,
 * but for the time of the last ping.
 */
public final class KiyotakaConnection
{
    private final VenueConnection socket;
    private final boolean book;
    private final KiyotakaFrames frames;
    private final Map<KiyotakaChannel, KiyotakaTap> taps = new LinkedHashMap<>();
    private final Set<String> usedIds = new HashSet<>();
    private final List<KiyotakaPoint> pending = new ArrayList<>();
    private final Set<KiyotakaPoint> pendingSet = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean authenticated;
    private boolean compressed;
    private boolean withSeries;
    private boolean silent;
    private volatile boolean stalled;
    private volatile long lastPingNs;

    /** @param book whether this is the book path. @param openedNs from which the first ping is awaited. */
    KiyotakaConnection(
        final VenueConnection socket, final boolean book, final KiyotakaFrames frames, final long openedNs)
    {
        this.socket = socket;
        this.book = book;
        this.frames = frames;
        this.lastPingNs = openedNs;
    }

    VenueConnection socket()
    {
        return socket;
    }

    boolean isBook()
    {
        return book;
    }

    boolean isAuthenticated()
    {
        return authenticated;
    }

    void authenticate()
    {
        authenticated = true;
    }

    /** @return false if this connection has used the id before. */
    boolean takeId(final String id)
    {
        return usedIds.add(id);
    }

    /** Both are per request on the wire; the last one holds for the whole connection (INFERRED). */
    void speak(final boolean brotli, final boolean series)
    {
        compressed = brotli;
        withSeries = series;
    }

    boolean isCompressed()
    {
        return compressed;
    }

    public boolean isWithSeries()
    {
        return withSeries;
    }

    void subscribe(final KiyotakaTap tap)
    {
        taps.putIfAbsent(tap.channel(), tap);
    }

    void unsubscribe(final Collection<KiyotakaChannel> channels)
    {
        channels.forEach(taps::remove);
    }

    void unsubscribeAll()
    {
        taps.clear();
    }

    /** @return subscriptions that data can flow for. */
    Collection<KiyotakaTap> taps()
    {
        return silent || stalled || socket.hasEnded() ? List.of() : taps.values();
    }

    boolean receives(final KiyotakaSeries series)
    {
        return taps().stream().anyMatch(tap -> tap.channel().matches(series));
    }

    /** Puts a point into the next frame; a point wanted by two subscriptions goes out once. */
    void add(final KiyotakaPoint point)
    {
        if (pendingSet.add(point))
        {
            pending.add(point);
        }
    }

    /** Sends what was added, in frames of the size the simulator is set to. */
    void flush()
    {
        if (!pending.isEmpty())
        {
            frames.send(this, pending);
            pending.clear();
            pendingSet.clear();
        }
    }

    /** Sends a recorded frame; its own bytes where nothing changes them. */
    void sendRecorded(final List<KiyotakaPoint> points, final byte[] recorded)
    {
        frames.sendRecorded(this, points, recorded);
    }

    /** No more data, until it reconnects. */
    void silence()
    {
        silent = true;
    }

    /** Nothing more at all, but the connection stays open. */
    void stall()
    {
        stalled = true;
    }

    boolean isStalled()
    {
        return stalled;
    }

    void reply(final String text)
    {
        frames.reply(this, text.getBytes(StandardCharsets.UTF_8));
    }

    void onPing(final long nowNs)
    {
        lastPingNs = nowNs;
    }

    long lastPingNs()
    {
        return lastPingNs;
    }
}
