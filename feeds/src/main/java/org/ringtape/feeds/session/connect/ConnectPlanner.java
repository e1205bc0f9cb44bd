package org.ringtape.feeds.session.connect;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Plans the attempts of one line to connect. What a venue needs before, such as a token that is asked for over REST, is
 * had here; the line waits for it as long as for an upgrade. Conductor thread only.
 */
@FunctionalInterface
public interface ConnectPlanner
{
    /** A planner for venues that need nothing but an address. */
    static ConnectPlanner to(final Supplier<URI> address)
    {
        return (nowNs) -> ConnectStep.ready(ConnectPlan.to(address.get()));
    }

    /** An attempt is due: what it needs before may begin. Not called again before the attempt was made or given up. */
    default void begin(final long nowNs)
    {
    }

    /**
     * How far the plan of the attempt is. Asked each cycle until the attempt is made or has failed: a plan that is
     * ready may have to wait for the pace of its host, and what is in it may be too old meanwhile.
     */
    ConnectStep poll(long nowNs);

    /** The attempt waits no more: nothing that was asked for it is needed. */
    default void giveUp()
    {
    }

    /** The venue answered the upgrade of the last plan with an HTTP status that is none of success. */
    default void upgradeRefused(final int status)
    {
    }

    /** The venue did not recover the session: plans begin anew until there is another one to recover. */
    default void notRecovered()
    {
    }
}
