package org.ringtape.simulator.market;

/** Where a market puts its frames. Called by the market's one thread. */
public interface MarketOutput
{
    /** Hands the frame to every connection that subscribed to its stream; waits while their queues are long. */
    void publish(MarketFrame frame);

    /** Lets go of frames that a fault held back. Called when nothing more is coming for now. */
    void flush();
}
