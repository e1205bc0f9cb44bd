package org.ringtape.simulator;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.market.SimulatorStatistics;

import java.net.URI;
import java.util.List;

/** A venue on loopback for anyone's client. All methods may be called from any thread. */
public interface VenueSimulator extends AutoCloseable
{
    /**
     * Binds both ports and starts serving; returns when clients can connect.
     *
     * @throws SimulatorException if a port is taken, naming the port
     */
    void start();

    /** @return base of the WebSocket endpoints with a trailing slash, such as {@code ws://127.0.0.1:9001/}. */
    URI webSocketUri();

    /** @return base of the REST endpoints with a trailing slash, such as {@code http://127.0.0.1:9002/}. */
    URI restUri();

    /** @return what was counted so far. */
    SimulatorStatistics statistics();

    /** @param fault to go wrong with from now on, beside the faults already at work. */
    void inject(Fault fault);

    /** Stops all faults; what already went wrong stays wrong. */
    void clearFaults();

    /** @return every fault that took effect so far, in order. */
    List<InjectedFault> injectedFaults();

    /** Ends all connections and frees both ports. Idempotent. */
    @Override
    void close();
}
