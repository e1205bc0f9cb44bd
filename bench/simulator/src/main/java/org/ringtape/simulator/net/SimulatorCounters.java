package org.ringtape.simulator.net;

import org.ringtape.simulator.market.SimulatorStatistics;

import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link SimulatorStatistics}. Any thread. */
public final class SimulatorCounters
{
    public final LongAdder connectionsOpened = new LongAdder();
    public final LongAdder upgradesRefused = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    public final LongAdder requestsReceived = new LongAdder();
    public final LongAdder requestErrors = new LongAdder();
    public final LongAdder rateLimitCloses = new LongAdder();
    final LongAdder pingsSent = new LongAdder();
    public final LongAdder pongsReceived = new LongAdder();
    public final LongAdder pongsMissed = new LongAdder();
    final LongAdder slowConsumersCut = new LongAdder();
    public final LongAdder restRequests = new LongAdder();
    public final LongAdder restErrors = new LongAdder();
    public final LongAdder snapshotsServed = new LongAdder();

    public SimulatorStatistics snapshot(final long connectionsOpen, final long faultsInjected)
    {
        return new SimulatorStatistics(connectionsOpened.sum(), connectionsOpen, upgradesRefused.sum(),
            framesSent.sum(), bytesSent.sum(), requestsReceived.sum(), requestErrors.sum(), rateLimitCloses.sum(),
            pingsSent.sum(), pongsReceived.sum(), pongsMissed.sum(), slowConsumersCut.sum(), restRequests.sum(),
            restErrors.sum(), snapshotsServed.sum(), faultsInjected);
    }
}
