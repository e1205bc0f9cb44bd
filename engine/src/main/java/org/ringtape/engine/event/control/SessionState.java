package org.ringtape.engine.event.control;

/** Where a session stands. {@link #CLOSED} and {@link #FAILED} are final. */
public enum SessionState
{
    /** Not connected, and nothing under way. */
    DISCONNECTED,
    /** TCP, TLS and the HTTP upgrade are under way, under one deadline. */
    CONNECTING,
    /** Logging in, or recovering an earlier session. */
    AUTHENTICATING,
    /** Requests are out, acknowledgements are awaited. */
    SUBSCRIBING,
    /** Every subscription is acknowledged and data is in time. */
    LIVE,
    /** Connected, but silent for longer than allowed. */
    STALE,
    /** On its way out: closing in good order, or given up and waiting for the end of the connection. */
    DRAINING,
    /** Waiting before the next attempt. */
    BACKING_OFF,
    /** Ended because the host asked for it. */
    CLOSED,
    /** Ended because it cannot work. */
    FAILED;

    private static final SessionState[] STATES = values();

    /** State of a code; {@link #DISCONNECTED} for a code that is not one. */
    public static SessionState of(final int code)
    {
        return code >= 0 && code < STATES.length ? STATES[code] : DISCONNECTED;
    }

    /** True once nothing can follow. */
    public boolean isFinal()
    {
        return this == CLOSED || this == FAILED;
    }
}
