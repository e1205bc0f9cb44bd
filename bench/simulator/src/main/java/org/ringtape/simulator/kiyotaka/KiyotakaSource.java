package org.ringtape.simulator.kiyotaka;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a Kiyotaka on loopback has its points from. One simulator each; guarded by the simulator's lock. */
public abstract sealed class KiyotakaSource permits KiyotakaGeneratedSource, KiyotakaRecordedSource
{
    /** For the kinds of source in this package. */
    KiyotakaSource()
    {
    }

    /** Time begins. Called once. */
    abstract void start(long nowNs);

    /** @return why the channel cannot be had, or empty. */
    abstract Optional<String> refusal(KiyotakaChannel channel);

    /** @return the state this source keeps for a new subscription. */
    abstract KiyotakaTap tap(KiyotakaChannel channel);

    /** @return markets as the venue's REST side lists them. */
    abstract List<Map<String, Object>> listing();

    /**
     * Sends what is due to those who subscribed to it.
     *
     * @return how much that was; 0 when there is nothing to do before time moves on
     */
    abstract int advance(long nowNs, List<KiyotakaConnection> connections);
}
