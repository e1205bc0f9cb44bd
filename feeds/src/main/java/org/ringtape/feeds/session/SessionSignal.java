package org.ringtape.feeds.session;

/**
 * What a receiver tells its session: something happened on the connection, or the venue answered.
 *
 * @param kind      what
 * @param attempt   which connection it is about; signals of earlier ones are void
 * @param code      close code, HTTP status or venue's error code
 * @param requestId of an answer
 * @param text      for a person
 */
record SessionSignal(Kind kind, int attempt, long code, long requestId, String text)
{
    /** What happened. */
    enum Kind
    {
        /** The upgrade was accepted. */
        OPENED,
        /** The upgrade was answered with another status. */
        UPGRADE_REFUSED,
        /** The connection, or the attempt, ended. */
        CLOSED,
        /** A request was granted. */
        ACKNOWLEDGED,
        /** A request was refused. */
        REFUSED
    }
}
