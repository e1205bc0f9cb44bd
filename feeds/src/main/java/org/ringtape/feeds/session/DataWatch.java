package org.ringtape.feeds.session;

import org.ringtape.feeds.session.receive.SessionReceiver;

/** Whether a live session is silent for too long, and for how long it has been live. Conductor thread only. */
final class DataWatch
{
    private static final long NS_PER_MS = 1_000_000L;

    private final SessionLimits limits;
    private final SessionReceiver receiver;
    private long liveSinceNs;
    private long liveNs;
    /** Time of the last sign of life when the silence was noticed: another one is the end of it. */
    private long silentNs;

    DataWatch(final SessionLimits limits, final SessionReceiver receiver)
    {
        this.limits = limits;
        this.receiver = receiver;
    }

    /** The session is live from now on. */
    void live(final long nowNs)
    {
        liveSinceNs = nowNs;
    }

    /** The session is live no more. */
    void notLive(final long nowNs)
    {
        liveNs += nowNs - liveSinceNs;
        silentNs = lastSignNs();
    }

    /** How long it has been live since the last call, nanoseconds. */
    long takeLiveNs()
    {
        final long taken = liveNs;
        liveNs = 0;
        return taken;
    }

    /** True if a live session has had its time. */
    boolean isSilent(final long nowNs)
    {
        return limits.dataSilenceNs() > 0 &&
            nowNs - Math.max(lastSignNs(), liveSinceNs) > limits.dataSilenceNs();
    }

    /** True if something has come since the session was live. */
    boolean hasEnded()
    {
        return lastSignNs() != silentNs;
    }

    /** What is missing, for a person. */
    String text()
    {
        return "no " + (limits.anyFrameCounts() ? "frame" : "data") + " for " +
            limits.dataSilenceNs() / NS_PER_MS + " ms";
    }

    private long lastSignNs()
    {
        return limits.anyFrameCounts() ? receiver.lastReceivedNs() : receiver.lastDataNs();
    }
}
