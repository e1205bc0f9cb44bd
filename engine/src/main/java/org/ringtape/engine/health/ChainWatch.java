package org.ringtape.engine.health;

/**
 * Judges the events of a chain that reach no further than what is known of it already: late copies, or a venue that
 * counts anew. Each wrong "copy" has a bound:
 * <ul>
 * <li>one of the last {@link RecentSequences#CAPACITY} applied, with the same venue time, is a copy;
 * <li>any other with a later venue time than the last applied is a new count, at once;
 * <li>{@link #STRANGER_LIMIT} others in a row are a new count whatever their time says: better one snapshot too many.
 * </ul>
 * Market thread only. One a stream of a book.
 */
public final class ChainWatch
{
    /** Events in a row, not known as copies, after which the chain is taken to have begun anew. */
    public static final int STRANGER_LIMIT = 2;
    /** How much later than its snapshot an event may be by the venue's clock and still count as contained in it. */
    public static final long AHEAD_SLACK_NS = 1_000_000_000L;
    /** The same by our clock, where the venue tells no time. */
    public static final long AHEAD_SLACK_UNDATED_NS = 5_000_000_000L;
    /** Events later than that, in a row, after which the snapshot is taken to be ahead of its stream. */
    public static final int AHEAD_LIMIT = 2;

    private final RecentSequences recent = new RecentSequences();
    private long lastTimeNs;
    private int strangers;
    private long snapshotTimeNs;
    private long snapshotReceiveNs;
    private int contained;

    /** Nothing known. */
    public ChainWatch()
    {
    }

    /** An event joined the chain: it was applied, or kept. */
    public void joined(final long sequence, final long venueTimeNs)
    {
        recent.add(sequence, venueTimeNs);
        lastTimeNs = venueTimeNs;
        strangers = 0;
    }

    /**
     * Judges an event that reaches no further than the chain.
     *
     * @return true if the venue counts anew, false if the event is a copy, or may still be one
     */
    public boolean hasRestarted(final long sequence, final long venueTimeNs)
    {
        if (recent.contains(sequence, venueTimeNs))
        {
            return false;
        }
        strangers++;
        final boolean later = venueTimeNs != 0 && lastTimeNs != 0 && venueTimeNs > lastTimeNs;
        return later || strangers >= STRANGER_LIMIT;
    }

    /** The chain is to be continued from a snapshot. */
    public void snapshot(final long venueTimeNs, final long receiveTimeNs)
    {
        snapshotTimeNs = venueTimeNs;
        snapshotReceiveNs = receiveTimeNs;
        contained = 0;
    }

    /**
     * Judges an event that the snapshot should contain, by its sequence.
     *
     * @return true if it is so much later that the snapshot cannot contain it, for the {@link #AHEAD_LIMIT}th time
     */
    public boolean isSnapshotAhead(final long venueTimeNs, final long receiveTimeNs)
    {
        final boolean told = venueTimeNs != 0 && snapshotTimeNs != 0;
        final boolean later = told ? venueTimeNs - snapshotTimeNs > AHEAD_SLACK_NS :
            receiveTimeNs - snapshotReceiveNs > AHEAD_SLACK_UNDATED_NS;
        contained = later ? contained + 1 : 0;
        return contained >= AHEAD_LIMIT;
    }

    /** Venue time of the last event that joined; {@code 0} if it had none. */
    public long lastTimeNs()
    {
        return lastTimeNs;
    }

    /** Nothing that came before counts any more: another connection, or another count. */
    public void forget()
    {
        recent.clear();
        lastTimeNs = 0;
        strangers = 0;
        contained = 0;
    }
}
