package org.ringtape.feeds.session.connect;

/**
 * How far the preparation of an attempt to connect has come.
 *
 * @param state how far
 * @param plan  of the attempt, if it is ready; else null
 * @param code  HTTP status or the venue's own number, 0 if there is none
 * @param text  what went wrong, without secrets
 */
public record ConnectStep(State state, ConnectPlan plan, int code, String text)
{
    /** How far. */
    public enum State
    {
        /** A step before is under way, such as a request for a token. */
        WAITING,
        /** The attempt can be made. */
        READY,
        /** Not this time; asked again after the usual wait. */
        FAILED,
        /** Never, as things are configured. */
        IMPOSSIBLE
    }

    /** Something is under way. */
    public static final ConnectStep WAITING = new ConnectStep(State.WAITING, null, 0, "");

    /** The attempt can be made. */
    public static ConnectStep ready(final ConnectPlan plan)
    {
        return new ConnectStep(State.READY, plan, 0, "");
    }

    /** Not this time. */
    public static ConnectStep failed(final int code, final String text)
    {
        return new ConnectStep(State.FAILED, null, code, text);
    }

    /** Never. */
    public static ConnectStep impossible(final int code, final String text)
    {
        return new ConnectStep(State.IMPOSSIBLE, null, code, text);
    }
}
