package org.ringtape.simulator.net;

import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.VenueStream;

/** The connections that market data goes to. Market thread. */
public interface Recipients
{
    /** @return whether any connection receives this stream. */
    boolean isWanted(VenueStream stream);

    /** Sends the frame to those who receive its stream. */
    void deliver(MarketFrame frame);

    /** Sends a frame of a stream nobody asked for to those who receive {@code stream}. */
    void deliverUnasked(VenueStream stream, MarketFrame frame);

    /** Sends no more data to those who receive the stream now. */
    void silence(VenueStream stream);

    /** Sends a close frame to those who receive the stream. */
    void close(VenueStream stream, int code);

    /** Cuts the TCP connections of those who receive the stream, once everything queued is on the wire. */
    void cut(VenueStream stream);
}
