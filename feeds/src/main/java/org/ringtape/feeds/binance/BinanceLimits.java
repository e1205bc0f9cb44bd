package org.ringtape.feeds.binance;

import java.util.concurrent.TimeUnit;

import org.ringtape.feeds.session.Jitter;
import org.ringtape.feeds.session.SessionLimits;

/**
 * Limits of the venue's market streams. Source: spec, "Connection and liveness": 10 messages a second, pings and pongs
 * counted, in a strict rolling window, of which we take half; 200 streams a connection; back-off from 0.5 s to 30 s
 * with jitter (INFERRED) and at least 60 s after close code 1008.
 */
final class BinanceLimits
{
    private static final int MESSAGES_PER_SECOND = 5;
    private static final int STREAMS_PER_CONNECTION = 200;
    /** Our own: pings are allowed and counted, and a link that is silent for as long is asked about. */
    private static final long LINK_PING_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long PONG_NS = TimeUnit.SECONDS.toNanos(10);

    private BinanceLimits()
    {
    }

    /** The limits, but for how long data may be silent. */
    static SessionLimits of()
    {
        return SessionLimits.defaults()
            .messagesPerSecond(MESSAGES_PER_SECOND)
            .streamsPerConnection(STREAMS_PER_CONNECTION)
            .firstRetryNs(TimeUnit.MILLISECONDS.toNanos(500))
            .lastRetryNs(TimeUnit.SECONDS.toNanos(30))
            .retryJitter(Jitter.FULL)
            .policyCloseNs(TimeUnit.SECONDS.toNanos(60))
            .linkPingNs(LINK_PING_NS)
            .pongNs(PONG_NS);
    }
}
