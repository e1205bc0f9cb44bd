package org.ringtape.engine.book;

import java.util.Arrays;

import org.ringtape.engine.event.SessionState;

/**
 * What the ring has said of each session so far: its newest epoch, and whether its connection is down or silent. One
 * thread only; every handler that needs it keeps its own, so that what one of them sees is not hidden from another.
 */
public final class SessionEpochs
{
    /** How an event's epoch relates to the newest one of its session. */
    public enum Age
    {
        /** The session's first event, or one of the newest epoch. */
        CURRENT,
        /** The first event of a new connection; the epoch is now the newest. */
        NEW_CONNECTION,
        /** An event of a connection that has been replaced. */
        OLD
    }

    private static final byte KNOWN = 1;
    private static final byte DOWN = 2;
    private static final byte SILENT = 4;

    private int[] epochs = new int[16];
    private byte[] marks = new byte[16];

    /** Nothing known of any session. */
    public SessionEpochs()
    {
    }

    /**
     * Notes an event of a session.
     *
     * @param sessionId 0 … 65,535
     * @param epoch     of the event; compared by difference, so it may wrap
     * @return how old the event is
     */
    public Age note(final int sessionId, final int epoch)
    {
        if (sessionId >= epochs.length)
        {
            final int length = Math.max(sessionId + 1, 2 * epochs.length);
            epochs = Arrays.copyOf(epochs, length);
            marks = Arrays.copyOf(marks, length);
        }
        if (marks[sessionId] == 0)
        {
            epochs[sessionId] = epoch;
            marks[sessionId] = KNOWN;
            return Age.CURRENT;
        }
        final int newer = epoch - epochs[sessionId];
        if (newer > 0)
        {
            epochs[sessionId] = epoch;
            marks[sessionId] = KNOWN;
            return Age.NEW_CONNECTION;
        }
        return newer == 0 ? Age.CURRENT : Age.OLD;
    }

    /** Notes the state of a session that {@link #note} has seen. */
    public void state(final int sessionId, final SessionState state)
    {
        final int silent = state == SessionState.STALE ? SILENT : 0;
        marks[sessionId] = (byte)(KNOWN | (isConnectionGone(state) ? DOWN : silent));
    }

    /** Notes that data has come. */
    void heard(final int sessionId)
    {
        marks[sessionId] &= ~SILENT;
    }

    /** The connection of the newest epoch has ended. */
    public boolean isDown(final int sessionId)
    {
        return (marks[sessionId] & DOWN) != 0;
    }

    /** The session has been stale and nothing has come since. */
    boolean isSilent(final int sessionId)
    {
        return (marks[sessionId] & SILENT) != 0;
    }

    /** True for the states in which there is no connection and none on its way. */
    public static boolean isConnectionGone(final SessionState state)
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
