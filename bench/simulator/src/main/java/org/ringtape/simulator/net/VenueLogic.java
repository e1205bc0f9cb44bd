package org.ringtape.simulator.net;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A venue without sockets: bytes and time come in, bytes go out through {@link VenueConnection}. It has no thread and
 * no clock, and all that is random in it has a seed: the same calls with the same times bring the same bytes. Calls
 * come one at a time, but for those that say otherwise; times never go back.
 *
 * @param <C> what the venue keeps of a connection
 * @param <M> what it makes of a text message
 */
public interface VenueLogic<C, M>
{
    /** Time begins. Called once, before everything else. */
    void start(long nowNs);

    /** @return the HTTP status to refuse this upgrade with, or empty to accept it. Any thread. */
    Optional<Integer> refusal(String resource);

    /** An upgrade was accepted. @return what is kept of the connection */
    C onOpen(VenueConnection out, String resource, long nowNs);

    /**
     * A text message came; a binary one comes as an empty text. What is answered even while the market waits for a slow
     * client is answered here. Any thread.
     *
     * @return what {@link #onMessage} is to be given, or null if it has been answered
     */
    M read(C connection, String text, long nowNs);

    /** A message that was read is to be acted on. */
    void onMessage(C connection, M message, long nowNs);

    /** A pong came. Any thread. */
    default void onPong(final C connection)
    {
    }

    /** A connection is gone. */
    void onClosed(C connection);

    /** A GET request came. Any thread. @param headers first value of a request header; null if it was not sent */
    SimulatorRestServer.Answer onRequest(
        String path, Map<String, String> parameters, UnaryOperator<String> headers, long nowNs);

    /** Does what is due. @return how much that was; 0 when there is nothing to do before time moves on */
    int poll(long nowNs);

    /** @return connections that are open. Any thread. */
    int connectionCount();
}
