package org.ringtape.bench.simulator;

import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link SimulatorStatistics}. Any thread. */
final class SimulatorCounters
{
    final LongAdder connectionsOpened = new LongAdder();
    final LongAdder upgradesRefused = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder requestsReceived = new LongAdder();
    final LongAdder requestErrors = new LongAdder();
    final LongAdder rateLimitCloses = new LongAdder();
    final LongAdder pingsSent = new LongAdder();
    final LongAdder pongsReceived = new LongAdder();
    final LongAdder pongsMissed = new LongAdder();
    final LongAdder slowConsumersCut = new LongAdder();
    final LongAdder restRequests = new LongAdder();
    final LongAdder restErrors = new LongAdder();
    final LongAdder snapshotsServed = new LongAdder();

    SimulatorStatistics snapshot(final long connectionsOpen, final long faultsInjected)
    {
        return new SimulatorStatistics(connectionsOpened.sum(), connectionsOpen, upgradesRefused.sum(),
            framesSent.sum(), bytesSent.sum(), requestsReceived.sum(), requestErrors.sum(), rateLimitCloses.sum(),
            pingsSent.sum(), pongsReceived.sum(), pongsMissed.sum(), slowConsumersCut.sum(), restRequests.sum(),
            restErrors.sum(), snapshotsServed.sum(), faultsInjected);
    }
}
