package org.ringtape.simulator.kiyotaka;

/**
 * How a Kiyotaka on loopback behaves.
 *
 * @param apiKey              the one key it accepts
 * @param isReplyingWithoutId whether an authentication without id is answered, with id null
 * @param isEverythingBinary  whether replies and pongs are compressed too once compression was asked for
 * @param leastPoints         least points a frame, while there are that many
 * @param mostPoints          most points a frame
 * @param seed                of frame sizes and rewriting faults
 * @param queuedFrames        frames queued to a connection before the market waits
 * @param slowConsumerNs      how long it waits before the connection is cut
 */
record KiyotakaSettings(
    KiyotakaSource source,
    String apiKey,
    boolean isReplyingWithoutId,
    boolean isEverythingBinary,
    int leastPoints,
    int mostPoints,
    long seed,
    int queuedFrames,
    long slowConsumerNs)
{
}
