package org.ringtape.feeds.session;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** The counters that a session itself writes. Conductor thread only. */
final class SessionCounters
{
    final AtomicCounter connects;
    final AtomicCounter staleEpisodes;
    final AtomicCounter lossesAnnouncedLate;
    final AtomicCounter transportsAbandoned;
    private final AtomicCounter disconnects;
    private final AtomicCounter connectFailures;

    SessionCounters(final SessionIdentity identity, final CounterSet counters)
    {
        connects = identity.counter(counters, PipelineCounter.CONNECTS);
        disconnects = identity.counter(counters, PipelineCounter.DISCONNECTS);
        connectFailures = identity.counter(counters, PipelineCounter.CONNECT_FAILURES);
        staleEpisodes = identity.counter(counters, PipelineCounter.STALE_EPISODES);
        lossesAnnouncedLate = identity.counter(counters, PipelineCounter.LOSSES_ANNOUNCED_LATE);
        transportsAbandoned = identity.counter(counters, PipelineCounter.TRANSPORTS_ABANDONED);
    }

    /** A connection has ended, or an attempt that never became one. */
    void ended(final boolean wasOpen)
    {
        (wasOpen ? disconnects : connectFailures).incrementOrdered();
    }
}
