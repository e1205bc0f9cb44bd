package org.ringtape.simulator.vatic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a Vatic on loopback has its events from. One simulator each; guarded by the simulator's lock. */
public abstract sealed class VaticSource permits VaticGeneratedSource, VaticRecordedSource
{
    /** For the kinds of source in this package. */
    VaticSource()
    {
    }

    /**
     * @param startSeconds start of a window, epoch seconds
     * @return the price the window opened with, whatever a client heard of it; empty if this source knows none. Any
     * thread.
     */
    public abstract Optional<VaticTarget> truth(String asset, VaticInterval interval, long startSeconds);

    /** @return the text of the greeting. */
    abstract byte[] connected();

    /** @return supported assets. */
    abstract Set<String> assets();

    /** Time begins. Called once. */
    abstract void start(long nowNs);

    /** @return texts of the snapshots after a subscription, now. */
    abstract List<byte[]> snapshots(String asset, Collection<VaticInterval> intervals, long nowNs);

    /** @return text of the snapshot after a subscription to mark prices, if there is one. */
    abstract Optional<byte[]> markSnapshot(String asset, long nowNs);

    /** @return whether the price of a window can be had by now. */
    abstract boolean isAvailable(VaticTarget target, long nowNs);

    /**
     * Sends what is due.
     *
     * @param listened whether anybody has subscribed to anything
     * @return how much that was; 0 when there is nothing to do before time moves on
     */
    abstract int advance(long nowNs, boolean listened, Output output);

    /** Where a source puts its events. */
    interface Output
    {
        /** A live window opening. */
        void onWindow(VaticTarget target, byte[] recorded, Map<String, Object> event);

        /** Any other live event of an asset; {@code interval} is null for mark prices. */
        void onEvent(String asset, VaticInterval interval, byte[] recorded, Map<String, Object> event);

        /** What is no event at all; it goes to everybody as it is. */
        void onUnreadable(byte[] recorded);
    }
}
