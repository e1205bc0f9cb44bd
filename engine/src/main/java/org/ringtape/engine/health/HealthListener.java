package org.ringtape.engine.health;

/**
 * Is told of what happens to streams beside their own events: who keeps content of a stream changes it accordingly.
 * Market thread, before the event that tells it reaches anybody else.
 */
public interface HealthListener
{
    /** Tells nobody. */
    HealthListener NONE = new HealthListener()
    {
    };

    /**
     * Something of the stream is missing.
     *
     * @param stream         the stream
     * @param why            LOSS, DISCONNECTED, CLOSED or FAILED
     * @param connectionGone true if its connection ended: the next event joins nothing, and requests go unanswered
     */
    default void onLost(final StreamHealth stream, final HealthReason why, final boolean connectionGone)
    {
    }

    /**
     * Nothing comes of the stream any more, though nothing is known to be missing.
     *
     * @param stream the stream
     * @param why    SILENT or CLOSED
     */
    default void onSilent(final StreamHealth stream, final HealthReason why)
    {
    }

    /** The session of a stream that was silent is heard again. */
    default void onHeard(final StreamHealth stream)
    {
    }

    /** The venue refuses the stream; {@link StreamHealth#isRefused()}. */
    default void onRefused(final StreamHealth stream)
    {
    }
}
