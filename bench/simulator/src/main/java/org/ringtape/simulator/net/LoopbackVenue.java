package org.ringtape.simulator.net;

import org.ringtape.simulator.SimulatorException;

import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** What all venues on loopback have: two ports, two servers and a thread that moves time on. Any thread. */
public final class LoopbackVenue
{
    private static final long IDLE_NS = 500_000;
    private static final int STOP_PATIENCE_MS = 1000;

    private final String name;
    private final int webSocketPort;
    private final int restPort;
    private final SimulatorSocketServer.Events events;
    private final SimulatorRestServer.Handler rest;
    private final SimulatorCounters counters;
    private SimulatorSocketServer socketServer;
    private SimulatorRestServer restServer;
    private Thread stepper;
    private int boundPort;
    private volatile boolean closed;

    /** @param name of the venue's thread. @param webSocketPort and restPort: 0 is the system's choice. */
    public LoopbackVenue(
        final String name,
        final int webSocketPort,
        final int restPort,
        final SimulatorSocketServer.Events events,
        final SimulatorRestServer.Handler rest,
        final SimulatorCounters counters)
    {
        this.name = name;
        this.webSocketPort = webSocketPort;
        this.restPort = restPort;
        this.events = events;
        this.rest = rest;
        this.counters = counters;
    }

    /** @param step does what is due and returns how much that was; null if somebody else calls it. */
    public synchronized void start(final IntSupplier step)
    {
        if (socketServer != null || closed)
        {
            throw new IllegalStateException("a simulator starts once");
        }
        restServer = new SimulatorRestServer(restPort, rest, counters);
        final ServerSocketChannel channel;
        try
        {
            channel = LoopbackPorts.bindWebSocket(webSocketPort);
        }
        catch (final SimulatorException e)
        {
            restServer.stop();
            throw e;
        }
        boundPort = channel.socket().getLocalPort();
        socketServer = new SimulatorSocketServer(channel, events);
        restServer.start();
        socketServer.start();
        if (step != null)
        {
            stepper = LoopbackPorts.daemon(() -> stepUntilClosed(step), name);
            stepper.start();
        }
    }

    public synchronized URI webSocketUri()
    {
        return URI.create("ws://127.0.0.1:" + boundPort + "/");
    }

    public synchronized URI restUri()
    {
        return URI.create("http://127.0.0.1:" + restServer.port() + "/");
    }

    /** Frees the ports and ends the thread. Idempotent. */
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        if (socketServer == null)
        {
            return;
        }
        restServer.stop();
        try
        {
            if (stepper != null)
            {
                LockSupport.unpark(stepper);
                stepper.join(STOP_PATIENCE_MS);
            }
            socketServer.stop(STOP_PATIENCE_MS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void stepUntilClosed(final IntSupplier step)
    {
        while (!closed)
        {
            if (step.getAsInt() == 0)
            {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }
}
