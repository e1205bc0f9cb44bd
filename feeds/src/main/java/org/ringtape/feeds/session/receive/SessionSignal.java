package org.ringtape.feeds.session.receive;

import java.util.List;

/**
 * What a receiver tells its session: something happened on the connection, or the venue answered.
 *
 * @param kind      what
 * @param attempt   which connection it is about; signals of earlier ones are void
 * @param code      close code, HTTP status or venue's error code; of THROTTLED and RETRY_AFTER how long to wait and of
 *                  PONG when it came, nanoseconds
 * @param requestId of an answer; of PING and PONG their timestamp
 * @param text      for a person; of GRANTED what the answer is about
 * @param names     of GRANTED the streams that are granted; empty for all others
 */
public record SessionSignal(Kind kind, int attempt, long code, long requestId, String text, List<String> names)
{
    /** A signal that names no streams. */
    SessionSignal(final Kind kind, final int attempt, final long code, final long requestId, final String text)
    {
        this(kind, attempt, code, requestId, text, List.of());
    }

    /** What happened. */
    public enum Kind
    {
        /** The upgrade was accepted. */
        OPENED,
        /** The upgrade was answered with another status. */
        UPGRADE_REFUSED,
        /** The answer that refused the upgrade asks us to wait: code is nanoseconds. */
        RETRY_AFTER,
        /** The connection, or the attempt, ended. */
        CLOSED,
        /** A request was granted. */
        ACKNOWLEDGED,
        /** Streams were granted by name, in an answer that names no request. */
        GRANTED,
        /** Nothing is subscribed to any more. */
        UNSUBSCRIBED,
        /** A request was refused. */
        REFUSED,
        /** Our credentials were refused. */
        CREDENTIALS_REFUSED,
        /** The venue wants fewer requests. */
        THROTTLED,
        /** The venue may be asked. */
        READY,
        /** The venue answered a ping inside the data. */
        PONG,
        /** The venue wants a pong inside the data. */
        PING,
        /** Frame after frame could not be inflated. */
        NOT_INFLATED,
        /** More frames were malformed than is bearable. */
        MALFORMED_TOO_OFTEN,
        /** More was to be told than may wait; something is lost. */
        OVERFLOWED,
        /** Something for the host to read. */
        REMARK
    }
}
