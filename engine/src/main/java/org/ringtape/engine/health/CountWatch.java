package org.ringtape.engine.health;

/**
 * Judges the ids of a stream whose venue counts by one, where they do not go on: a repetition, or a new count. Each
 * "repetition" has a bound:
 * <ul>
 * <li>an id that is known with the same venue time is a repetition, however often it comes;
 * <li>another one with a later venue time, or the first one behind an interruption whose time is not earlier, begins a
 * new count at once;
 * <li>{@link #UNDATED_LIMIT} others in a row begin one if no time says they are old, {@link #DATED_LIMIT} whatever
 * their time says.
 * </ul>
 * Example: trade 5000, a reconnect, then trade 1 at a later time: a new count. Market thread only.
 */
public final class CountWatch
{
    /** Unknown ids in a row that begin a new count if no time says that they are old. */
    public static final int UNDATED_LIMIT = 2;
    /** The same for ids whose venue time is earlier than that of the newest. */
    public static final int DATED_LIMIT = 8;

    private int strangers;

    /** Nothing known. */
    public CountWatch()
    {
    }

    /**
     * Judges an id that is not above the newest, and is not known.
     *
     * @param timeNs       venue time of its event, 0 if untold
     * @param newestTimeNs venue time of the newest event, 0 if untold
     * @param interrupted  whether something may be missing between the two
     * @return true if it begins a new count
     */
    public boolean hasRestarted(final long timeNs, final long newestTimeNs, final boolean interrupted)
    {
        final boolean told = timeNs != 0 && newestTimeNs != 0;
        final boolean earlier = told && timeNs < newestTimeNs;
        if (told && timeNs > newestTimeNs || interrupted && !earlier)
        {
            return true;
        }
        strangers++;
        return strangers >= (earlier ? DATED_LIMIT : UNDATED_LIMIT);
    }

    /** An id went on, or a new count has begun. */
    public void joined()
    {
        strangers = 0;
    }
}
