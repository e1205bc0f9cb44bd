package org.ringtape.simulator.binance;

/**
 * What the venue enforces. Times in nanoseconds.
 *
 * @param messagesPerSecond client messages and pings allowed in a rolling second
 * @param streams           subscriptions allowed on a connection
 * @param restWeight        REST weight allowed in a minute
 * @param pingPeriodNs      time between pings
 * @param pongDeadlineNs    age of an unanswered ping at which the connection is cut
 * @param maxAgeNs          age at which a connection is closed
 * @param queuedFrames      frames queued to a connection before the market waits for it
 * @param slowConsumerNs    how long the market waits before it cuts such a connection
 * @param pongsCount        whether pongs count as messages (not known for the options host)
 */
record BinanceLimits(
    int messagesPerSecond,
    int streams,
    long restWeight,
    long pingPeriodNs,
    long pongDeadlineNs,
    long maxAgeNs,
    int queuedFrames,
    long slowConsumerNs,
    boolean pongsCount)
{
}
