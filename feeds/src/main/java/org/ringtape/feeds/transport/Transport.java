package org.ringtape.feeds.transport;

/**
 * One connection attempt and, if it succeeds, one connection. Used once: a reconnect takes a new object.
 *
 * <p>All methods may be called from any thread, also from the listener's callbacks, and never wait for the network. No
 * deadline is kept here: whoever finds a phase too slow calls {@link #abort()}, which works in all of them.
 */
public interface Transport
{
    /**
     * Starts the receiver thread, which resolves the host, connects, does TLS and asks for the upgrade.
     *
     * @throws IllegalStateException if it was called before
     */
    void connect();

    /**
     * Queues one text message for the writer thread.
     *
     * @param text of the message
     * @return false if it was not queued: the connection is not open, is closing, or its send queue is full
     */
    boolean send(String text);

    /**
     * Queues a WebSocket ping; its pong comes as {@link TransportListener#onPong}.
     *
     * @return false if it was not queued, as {@link #send}, or if this transport has no pings
     */
    default boolean ping()
    {
        return false;
    }

    /**
     * Starts the close handshake: sends a close frame behind what is queued, then waits for the peer's answer,
     * delivering no further data. Before {@link TransportListener#onOpen()} there is nobody to shake hands with, so it
     * aborts; after the first call it does nothing.
     *
     * @param code   1000 to 1003, 1007 to 1014, or 3000 to 4999
     * @param reason at most 123 bytes of UTF-8
     * @throws IllegalArgumentException if code or reason must not be sent
     */
    void close(int code, String reason);

    /**
     * Tears the socket down at once, in whatever phase it is. {@link TransportListener#onClosed} follows on the
     * receiver thread; a frame whose delivery has begun is delivered first. Only a host name lookup cannot be cut
     * short: it ends in {@code onClosed} when the resolver returns.
     */
    void abort();
}
