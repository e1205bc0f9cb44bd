package org.ringtape.feeds.session;

import java.util.concurrent.TimeUnit;

/**
 * How long things may take and how much may be sent: one table a venue.
 *
 * @param handshakeNs      TCP, TLS and the HTTP answer together
 * @param answerNs         an answer to a request
 * @param retryNs          until a refused subscription is asked for again
 * @param dataSilenceNs    no data frame, though pings may come, before the session is stale
 * @param staleReconnectNs stale for as long, before the connection is given up
 * @param closeNs          closing in good order
 * @param messagesPerSecond requests in any rolling second
 * @param streamsPerRequest names in one request
 * @param streamsPerConnection names on one connection
 * @param policyCloseNs    wait after the venue closed with 1008 (policy)
 */
public record SessionLimits(
    long handshakeNs,
    long answerNs,
    long retryNs,
    long dataSilenceNs,
    long staleReconnectNs,
    long closeNs,
    int messagesPerSecond,
    int streamsPerRequest,
    int streamsPerConnection,
    long policyCloseNs)
{
    /** What holds where a venue says nothing: 10 s, 5 s, 30 s, 30 s, 30 s, 2 s, 5/s, 100, 200, 60 s. */
    public static SessionLimits defaults()
    {
        return new SessionLimits(
            TimeUnit.SECONDS.toNanos(10),
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(30),
            TimeUnit.SECONDS.toNanos(30),
            TimeUnit.SECONDS.toNanos(30),
            TimeUnit.SECONDS.toNanos(2),
            5,
            100,
            200,
            TimeUnit.SECONDS.toNanos(60));
    }

    /** The same with another limit of silence. */
    public SessionLimits withDataSilenceNs(final long silenceNs)
    {
        return new SessionLimits(handshakeNs, answerNs, retryNs, silenceNs, staleReconnectNs, closeNs,
            messagesPerSecond, streamsPerRequest, streamsPerConnection, policyCloseNs);
    }
}
