package org.ringtape.feeds.subscription;

import org.ringtape.engine.instrument.StreamDefinition;

/**
 * One stream that a session is to receive; keeps its original arguments for every reconnect. Conductor thread only, but
 * for {@link #state()} and {@link #lastError()}, which hosts may look at.
 */
public final class Subscription
{
    /** How far a subscription has come on the present connection. */
    public enum State
    {
        /** To be asked for. */
        PENDING,
        /** Asked for, not answered. */
        REQUESTED,
        /** The venue said yes. */
        CONFIRMED,
        /** The venue said nothing in time; it is asked again later. */
        UNANSWERED,
        /** The venue said no, or the like: the stream has failed. It is asked for again later, and ever later. */
        REFUSED,
        /** Wanted no more: the venue is to be told, or has been and has not answered. */
        LEAVING,
        /** The life of its instrument is over, or nobody wants it; it is not asked for any more, on no connection. */
        ENDED
    }

    /** How a subscription that is wanted no more has ended. */
    public enum Leave
    {
        /** It has not. */
        NOT_YET,
        /** The venue has agreed, or had never been asked, or the connection is gone. */
        AGREED,
        /** The venue said no. */
        REFUSED,
        /** The venue said nothing in time. */
        UNANSWERED
    }

    private final StreamDefinition stream;
    private final String symbol;
    private final boolean needsSnapshot;
    private final long silenceNs;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile State state = State.PENDING;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile LastError lastError = LastError.NONE;
    private long requestId;
    private long requestedNs;
    private long deadlineNs;
    /** Confirmed by data only: the answer may still come, and may be no. */
    private boolean isAnswerOpen;
    /** To be asked for in a request of its own, since one it shared was refused. */
    private boolean isAlone;
    /** Its request was answered, and not with it. */
    private boolean isWithheld;
    /** Refusals since it was last granted. */
    private int refusals;
    private boolean isLeaveSent;
    private Leave leave = Leave.NOT_YET;

    /**
     * A stream to be received.
     *
     * @param stream        as registered
     * @param symbol        venue's symbol of its instrument, null if it carries several
     * @param needsSnapshot whether its book starts from a snapshot
     */
    public Subscription(final StreamDefinition stream, final String symbol, final boolean needsSnapshot)
    {
        this(stream, symbol, needsSnapshot, 0L);
    }

    /**
     * A stream to be received, and missed when it is silent.
     *
     * @param stream        as registered
     * @param symbol        venue's symbol of its instrument, null if it carries several
     * @param needsSnapshot whether its book starts from a snapshot
     * @param silenceNs     longest silence, 0 if it may be quiet for any time
     */
    public Subscription(
        final StreamDefinition stream, final String symbol, final boolean needsSnapshot, final long silenceNs)
    {
        this.stream = stream;
        this.symbol = symbol;
        this.needsSnapshot = needsSnapshot;
        this.silenceNs = silenceNs;
    }

    /** The stream. */
    public StreamDefinition stream()
    {
        return stream;
    }

    /** Venue's symbol of the instrument, null if the stream carries several. */
    public String symbol()
    {
        return symbol;
    }

    /** Whether its book starts from a snapshot. */
    public boolean needsSnapshot()
    {
        return needsSnapshot;
    }

    /** Longest silence in nanoseconds, 0 if it may be quiet for any time. */
    public long silenceNs()
    {
        return silenceNs;
    }

    /** How far it has come. */
    public State state()
    {
        return state;
    }

    /** What last went wrong with it, {@link LastError#NONE} if nothing; stays when all is well again. Any thread. */
    public LastError lastError()
    {
        return lastError;
    }

    /** Notes what went wrong. */
    public void noteError(final LastError error)
    {
        lastError = error;
    }

    /** How often it was refused since it was last granted. */
    public int refusals()
    {
        return refusals;
    }

    /** How it has ended, if it was left. */
    public Leave leave()
    {
        return leave;
    }

    /** Wanted no more; true if the venue is to be told, as it may have granted it. */
    boolean leaving()
    {
        if (isAwaited() || state == State.CONFIRMED)
        {
            state = State.LEAVING;
            isAnswerOpen = false;
            return true;
        }
        if (state != State.LEAVING && state != State.ENDED)
        {
            left(Leave.AGREED);
        }
        return false;
    }

    boolean isLeaveToBeSent()
    {
        return state == State.LEAVING && !isLeaveSent;
    }

    void leaveRequested(final long id, final long answerDeadlineNs)
    {
        isLeaveSent = true;
        requestId = id;
        deadlineNs = answerDeadlineNs;
    }

    /** True if an answer to this request is about its end. */
    boolean leavesBy(final long id)
    {
        return state == State.LEAVING && isLeaveSent && requestId == id;
    }

    void left(final Leave how)
    {
        leave = how;
        ended();
    }

    void ended()
    {
        state = State.ENDED;
        isAnswerOpen = false;
    }

    void pending()
    {
        if (state == State.ENDED)
        {
            return;
        }
        state = State.PENDING;
        isAnswerOpen = false;
        isWithheld = false;
    }

    void pendingAlone()
    {
        pending();
        isAlone = true;
    }

    void requested(final long id, final long nowNs, final long answerDeadlineNs)
    {
        state = State.REQUESTED;
        requestId = id;
        requestedNs = nowNs;
        deadlineNs = answerDeadlineNs;
    }

    /** An answer to its request does not name it. */
    void withheld()
    {
        isWithheld = state == State.REQUESTED;
    }

    boolean isWithheld()
    {
        return isWithheld && state == State.REQUESTED;
    }

    void confirmed()
    {
        state = State.CONFIRMED;
        isAnswerOpen = false;
        isAlone = false;
        refusals = 0;
    }

    void confirmedByData()
    {
        state = State.CONFIRMED;
        isAnswerOpen = true;
        refusals = 0;
    }

    void unanswered(final long retryNs)
    {
        state = State.UNANSWERED;
        deadlineNs = retryNs;
    }

    /** Refused once more; {@link #retryAt} says until when. */
    void refused()
    {
        state = State.REFUSED;
        refusals++;
    }

    void retryAt(final long retryNs)
    {
        deadlineNs = retryNs;
    }

    /** True if an answer to this request is about it: it waits for one, has given up waiting, or went by the data. */
    boolean belongsTo(final long id)
    {
        return requestId == id &&
            (isAwaited() || state == State.REFUSED || state == State.CONFIRMED && isAnswerOpen);
    }

    /** True if it was asked for on this connection and the venue has not said no. */
    boolean isAwaited()
    {
        return state == State.REQUESTED || state == State.UNANSWERED;
    }

    /** True if it must not share a request: one it shared was refused, and it has not been granted since. */
    boolean isAlone()
    {
        return isAlone;
    }

    long requestedNs()
    {
        return requestedNs;
    }

    long deadlineNs()
    {
        return deadlineNs;
    }

    /** True if an answer is overdue, or a refused one may be asked for again. */
    boolean isDue(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }
}
