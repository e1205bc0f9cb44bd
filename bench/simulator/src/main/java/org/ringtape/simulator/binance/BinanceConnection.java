package org.ringtape.simulator.binance;

import org.java_websocket.WebSocketImpl;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.VenueStream;
import org.ringtape.simulator.net.RollingLimit;
import org.ringtape.simulator.net.SimulatorCounters;
import org.ringtape.simulator.net.SimulatorSocket;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One client's connection: what it subscribed to and what it gets. Requests change it on the server's worker thread,
 * the
 * market thread reads the latest {@link Subscriptions}; an acknowledgement is queued before the change can be seen, so
 * no data of a stream precedes its acknowledgement.
 */
final class BinanceConnection
{
    private final SimulatorSocket socket;
    private final BinanceScope scope;
    private final BinanceLimits limits;
    private final SimulatorCounters counters;
    private final LongSupplier clock;
    private final RollingLimit messages;
    private final long openedNs;
    private volatile Subscriptions subscriptions;
    private volatile boolean silent;
    private volatile long unansweredPingNs = Long.MIN_VALUE;
    private volatile long lastPingNs;

    BinanceConnection(
        final WebSocketImpl socket,
        final BinanceScope scope,
        final BinanceLimits limits,
        final SimulatorCounters counters,
        final LongSupplier clock)
    {
        this.socket = new SimulatorSocket(socket, limits.queuedFrames(), limits.slowConsumerNs(), counters);
        this.scope = scope;
        this.limits = limits;
        this.counters = counters;
        this.clock = clock;
        this.messages = new RollingLimit(limits.messagesPerSecond(), 1_000_000_000L);
        this.openedNs = clock.getAsLong();
        this.lastPingNs = openedNs;
        this.subscriptions = new Subscriptions(scope, List.of(), scope.combined());
    }

    /** An immutable state of a connection's subscriptions, with a memo of the names streams are delivered under. */
    private record Subscriptions(
        Set<String> names, Set<String> carried, boolean combined, Map<VenueStream, String> delivered)
    {
        Subscriptions(final BinanceScope scope, final Collection<String> names, final boolean combined)
        {
            this(new LinkedHashSet<>(names), new LinkedHashSet<>(names.stream().filter(scope::carries).toList()),
                combined, new ConcurrentHashMap<>());
        }

        String deliveredAs(final VenueStream stream)
        {
            return delivered.computeIfAbsent(stream, s -> s.deliveredAs(carried));
        }
    }

    BinanceScope scope()
    {
        return scope;
    }

    /** @return names in the order of subscription, carried by this path or not. */
    Set<String> names()
    {
        return subscriptions.names();
    }

    /** @return names that data can flow for. */
    Set<String> receivable()
    {
        return silent || socket.hasEnded() ? Set.of() : subscriptions.carried();
    }

    boolean isCombined()
    {
        return subscriptions.combined();
    }

    void subscribeTo(final Collection<String> names)
    {
        subscriptions = new Subscriptions(scope, names, subscriptions.combined());
    }

    void combine(final boolean combined)
    {
        subscriptions = new Subscriptions(scope, subscriptions.names(), combined);
    }

    boolean receives(final VenueStream stream)
    {
        return !silent && !socket.hasEnded() && !subscriptions.deliveredAs(stream).isEmpty();
    }

    void deliver(final MarketFrame frame)
    {
        final Subscriptions now = subscriptions;
        final String name = silent || socket.hasEnded() ? "" : now.deliveredAs(frame.stream());
        if (!name.isEmpty())
        {
            sendData(now.combined() ? frame.enveloped(name) : frame.payload());
        }
    }

    void deliverUnasked(final MarketFrame frame)
    {
        sendData(isCombined() ? frame.enveloped(frame.stream().name()) : frame.payload());
    }

    void silence()
    {
        silent = true;
    }

    /** @return false if the client sent too many messages and the connection is being closed. */
    boolean countsMessage()
    {
        if (messages.allows(clock.getAsLong()))
        {
            return true;
        }
        if (!socket.hasEnded())
        {
            counters.rateLimitCloses.increment();
            close(1008, "Too many requests");
        }
        return false;
    }

    void reply(final String text)
    {
        socket.sendText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Receives nothing from now on; to be followed by {@link #close} or {@link #cut}. */
    void end()
    {
        socket.end();
    }

    void close(final int code, final String reason)
    {
        socket.close(code, reason);
    }

    /** Cuts the connection without a close frame, after what is queued went out (bounded wait). */
    void cut()
    {
        socket.cutWhenDrained();
    }

    void onPong()
    {
        unansweredPingNs = Long.MIN_VALUE;
    }

    /** Sends a ping if one is due, and ends the connection if a pong is late or its age is reached. Timer thread. */
    void poll(final long nowNs)
    {
        if (socket.hasEnded())
        {
            return;
        }
        final long pingNs = unansweredPingNs;
        if (pingNs != Long.MIN_VALUE && nowNs - pingNs >= limits.pongDeadlineNs())
        {
            counters.pongsMissed.increment();
            socket.cut("pong late");
        }
        else if (nowNs - openedNs >= limits.maxAgeNs())
        {
            close(1001, "connection age limit");
        }
        else if (nowNs - lastPingNs >= limits.pingPeriodNs())
        {
            ping(nowNs);
        }
    }

    private void ping(final long nowNs)
    {
        lastPingNs = nowNs;
        if (unansweredPingNs == Long.MIN_VALUE)
        {
            unansweredPingNs = nowNs;
        }
        socket.ping(Long.toString(nowNs / 1_000_000));
    }

    private void sendData(final byte[] payload)
    {
        socket.sendData(payload, false);
    }
}
