package org.ringtape.simulator.net;

/**
 * The venue's end of one client's connection, as a venue's logic sees it: where bytes go out. Over a socket
 * ({@link SimulatorSocket}), or into a list ({@link InMemoryVenue}).
 */
public interface VenueConnection
{
    /** @return whether this side has ended the connection or found it gone. */
    boolean hasEnded();

    /** Sends a text that is no market data. @return false if the connection is gone */
    boolean sendText(byte[] payload);

    /** Sends a binary message that is no market data. @return false if the connection is gone */
    boolean sendBinary(byte[] payload);

    /** Sends market data and counts it. @return false if the connection is gone */
    boolean sendData(byte[] payload, boolean binary);

    /** Sends a control ping. */
    void ping(String text);

    /** Sends a close frame. */
    void close(int code, String reason);

    /** Ends the connection at once, without a close frame. */
    void cut(String reason);

    /** Ends the connection without a close frame, after what is queued went out. */
    void cutWhenDrained();
}
