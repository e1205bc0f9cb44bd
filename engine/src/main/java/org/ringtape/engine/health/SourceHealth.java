package org.ringtape.engine.health;

import org.ringtape.engine.event.control.SessionState;

/**
 * What the ring has said of one source, that is one line of one session: its newest epoch, whether its connection is
 * down, silent or ended.
 */
final class SourceHealth
{
    final int sourceId;
    int epoch;
    private boolean known;
    private SessionState state = SessionState.DISCONNECTED;
    private boolean silent;
    private boolean down;
    /** Connections that ended and losses of all that the session carries. */
    private int losses;
    /** Losses, and times of silence. */
    private int interruptions;
    /** Times ahead of our clock in a row; {@link #CLOCK_NEVER_AGREED} until a first one was not. */
    private int aheadRun = CLOCK_NEVER_AGREED;

    private static final int CLOCK_NEVER_AGREED = -1;

    SourceHealth(final int sourceId)
    {
        this.sourceId = sourceId;
    }

    /** Notes the epoch of an event; compared by difference, so it may wrap. */
    MarketHealth.Age note(final int eventEpoch)
    {
        if (!known)
        {
            known = true;
            epoch = eventEpoch;
            return MarketHealth.Age.CURRENT;
        }
        final int newer = eventEpoch - epoch;
        if (newer > 0)
        {
            epoch = eventEpoch;
            down = false;
            silent = false;
            return MarketHealth.Age.NEW_CONNECTION;
        }
        return newer == 0 ? MarketHealth.Age.CURRENT : MarketHealth.Age.OLD;
    }

    void state(final SessionState newState)
    {
        state = newState;
        down = isConnectionGone(newState);
        silent = newState == SessionState.STALE;
    }

    /** Data has come. */
    void heard()
    {
        silent = false;
    }

    boolean isDown()
    {
        return down;
    }

    boolean isSilent()
    {
        return silent;
    }

    SessionState state()
    {
        return state;
    }

    void lose()
    {
        losses++;
        interruptions++;
    }

    void interrupt()
    {
        interruptions++;
    }

    int losses()
    {
        return losses;
    }

    int interruptions()
    {
        return interruptions;
    }

    /**
     * Judges a venue time that lies far ahead of our clock. One that does so among others that do not is wrong; if
     * {@link MarketHealth#AHEAD_LIMIT} in a row do, or no other was ever seen, it is our clock that is behind.
     */
    boolean isBeyondClock(final boolean ahead)
    {
        if (!ahead)
        {
            aheadRun = 0;
            return false;
        }
        if (aheadRun == CLOCK_NEVER_AGREED || aheadRun == MarketHealth.AHEAD_LIMIT)
        {
            return false;
        }
        aheadRun++;
        return aheadRun < MarketHealth.AHEAD_LIMIT;
    }

    /** True for the states in which there is no connection and none on its way. */
    static boolean isConnectionGone(final SessionState state)
    {
        switch (state)
        {
            case DISCONNECTED:
            case BACKING_OFF:
            case CLOSED:
            case FAILED:
                return true;

            default:
                return false;
        }
    }
}
