package org.ringtape.simulator.market;

/**
 * Counts of a simulator since it was built.
 *
 * @param connectionsOpened   WebSocket upgrades that were accepted
 * @param connectionsOpen     connections open now
 * @param upgradesRefused     upgrades answered with an HTTP status other than 101
 * @param framesSent          market data frames queued to connections, one for each connection that got it
 * @param bytesSent           payload bytes of those frames
 * @param requestsReceived    text messages from clients
 * @param requestErrors       requests that were answered with an error body
 * @param rateLimitCloses     connections closed with 1008 for too many messages
 * @param pingsSent           pings sent to clients
 * @param pongsReceived       pongs received from clients
 * @param pongsMissed         connections cut because a pong was late
 * @param slowConsumersCut    connections cut because their queue stayed full
 * @param restRequests        REST requests received
 * @param restErrors          REST requests answered with a status other than 200
 * @param snapshotsServed     depth bodies sent with status 200
 * @param faultsInjected      faults that took effect
 */
public record SimulatorStatistics(
    long connectionsOpened,
    long connectionsOpen,
    long upgradesRefused,
    long framesSent,
    long bytesSent,
    long requestsReceived,
    long requestErrors,
    long rateLimitCloses,
    long pingsSent,
    long pongsReceived,
    long pongsMissed,
    long slowConsumersCut,
    long restRequests,
    long restErrors,
    long snapshotsServed,
    long faultsInjected)
{
}
