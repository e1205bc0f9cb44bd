package org.ringtape.feeds.transport;

/**
 * What happens on one connection, told on its receiver thread and nowhere else.
 *
 * <p>What a callback throws goes to the error handler of the {@link TransportContext}, and the connection is aborted.
 */
public interface TransportListener
{
    /** The upgrade was accepted; {@link Transport#send} works from here on. At most once. */
    default void onOpen()
    {
    }

    /**
     * A complete data message, fragments already joined, text already checked to be UTF-8. Never called once a close
     * frame was received or sent.
     *
     * @param buffer that holds the payload; it belongs to the transport and is overwritten after the call
     * @param offset of the first payload byte
     * @param length of the payload in bytes, may be 0
     * @param text   true for a text message, false for a binary one
     */
    void onFrame(byte[] buffer, int offset, int length, boolean text);

    /** A ping came; its pong is queued after this call. The peer lives, though it sent no data. */
    default void onPing()
    {
    }

    /** A pong came. The peer lives, though it sent no data. */
    default void onPong()
    {
    }

    /**
     * The server answered the upgrade with something else than 101; {@link #onClosed} follows.
     *
     * @param httpStatus of the answer, 100 to 999
     * @param detail     its reason phrase, printable ASCII, may be empty
     */
    default void onUpgradeRefused(final int httpStatus, final String detail)
    {
    }

    /**
     * The answer that refused the upgrade says how long to wait. After {@link #onUpgradeRefused}, at most once.
     *
     * @param value of its {@code Retry-After}, as it stands
     * @param date  of its {@code Date}, as it stands; null if it has none
     */
    default void onRetryAfter(final String value, final String date)
    {
    }

    /**
     * The connection, or the attempt, has ended. Exactly once after each {@link Transport#connect()}, and last.
     *
     * @param code   close code: the peer's, ours, or {@link CloseCode#NO_STATUS}, {@link CloseCode#ABNORMAL},
     *               {@link CloseCode#TLS_FAILURE}, which never travel
     * @param reason for people, may be empty; nothing decides on it
     * @param byPeer true if the peer ended it, with a close frame or by dropping the connection
     */
    void onClosed(int code, String reason, boolean byPeer);
}
