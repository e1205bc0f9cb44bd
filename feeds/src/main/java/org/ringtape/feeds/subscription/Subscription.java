package org.ringtape.feeds.subscription;

import org.ringtape.engine.instrument.StreamDefinition;

/** One stream that a session is to receive; keeps its original arguments for every reconnect. Conductor thread only. */
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
        /** The venue said no, or nothing; it is asked again later. */
        REFUSED
    }

    private final StreamDefinition stream;
    private final String symbol;
    private final boolean needsSnapshot;
    private State state = State.PENDING;
    private long requestId;
    private long deadlineNs;

    /**
     * A stream to be received.
     *
     * @param stream        as registered
     * @param symbol        venue's symbol of its instrument, null if it carries several
     * @param needsSnapshot whether its book starts from a snapshot
     */
    public Subscription(final StreamDefinition stream, final String symbol, final boolean needsSnapshot)
    {
        this.stream = stream;
        this.symbol = symbol;
        this.needsSnapshot = needsSnapshot;
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

    /** How far it has come. */
    public State state()
    {
        return state;
    }

    void pending()
    {
        state = State.PENDING;
    }

    void requested(final long id, final long answerDeadlineNs)
    {
        state = State.REQUESTED;
        requestId = id;
        deadlineNs = answerDeadlineNs;
    }

    void confirmed()
    {
        state = State.CONFIRMED;
    }

    void refused(final long retryNs)
    {
        state = State.REFUSED;
        deadlineNs = retryNs;
    }

    /** True if an answer to this request is about it: it waits for one, or has given up waiting. */
    boolean belongsTo(final long id)
    {
        return (state == State.REQUESTED || state == State.REFUSED) && requestId == id;
    }

    long requestId()
    {
        return requestId;
    }

    /** True if an answer is overdue, or a refused one may be asked for again. */
    boolean isDue(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }
}
